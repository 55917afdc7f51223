package io.segwright.collectors.snmp;

import io.segwright.inventory.net.IpAddress;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// All credentials, and which of them an address may be asked with.
public final class CredentialBook {
    /// Candidates a device: more would be spraying, and lock accounts where agents count failures.
    public static final int CANDIDATES_MAX = 3;

    private final List<SnmpCredential> inOrder;

    /// @param credentials in the order in which to try them; v3 goes before v2c, v2c before v1, whatever the order
    /// @throws IllegalArgumentException where two have one name
    public CredentialBook(List<? extends SnmpCredential> credentials) {
        Set<String> names = new HashSet<>();
        for (SnmpCredential each : credentials) {
            if (!names.add(each.name())) {
                throw new IllegalArgumentException(
                        "credential name '" + each.name() + "' is given twice: want unique names");
            }
        }
        List<SnmpCredential> ordered = new ArrayList<>(credentials);
        ordered.sort(java.util.Comparator.comparingInt(CredentialBook::rank)); // stable
        this.inOrder = List.copyOf(ordered);
    }

    private static int rank(SnmpCredential credential) {
        return switch (credential) {
            case SnmpCredential.V3 _ -> 0;
            case SnmpCredential.V2c _ -> 1;
            case SnmpCredential.V1 _ -> 2;
        };
    }

    /// The first three that are bound to the address or its site, v3 first. What was refused lately is left out by
    /// [CredentialMemory], and does not make room for a fourth.
    public List<SnmpCredential> candidates(IpAddress address, String site) {
        return inOrder.stream()
                .filter(credential -> credential.binding().allows(address, site))
                .limit(CANDIDATES_MAX)
                .toList();
    }
}
