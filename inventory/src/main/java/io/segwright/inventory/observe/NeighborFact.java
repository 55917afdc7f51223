package io.segwright.inventory.observe;

import io.segwright.inventory.net.IpAddress;
import io.segwright.inventory.net.MacAddress;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// One link-layer neighbour: LLDP (IEEE 802.1AB remote system) or CDP.
///
/// @param protocol which told it
/// @param localInterface the local port's interface name, resolved; its number as text where it resolves to none
/// @param chassisId printable form, e.g. a MAC or a name
/// @param chassisMacOrNull the chassis id where its subtype is MAC (4); read it by [#chassisMac]
/// @param portId printable form
/// @param systemName lldpRemSysName, empty where absent
/// @param systemDescription lldpRemSysDesc, empty where absent
/// @param capabilities enabled capabilities, e.g. `bridge`, `router`, `station`
/// @param managementAddresses both families
public record NeighborFact(
        NeighborProtocol protocol,
        String localInterface,
        String chassisId,
        @Nullable MacAddress chassisMacOrNull,
        String portId,
        String systemName,
        String systemDescription,
        Set<String> capabilities,
        List<IpAddress> managementAddresses) {
    public NeighborFact {
        capabilities = Set.copyOf(capabilities);
        managementAddresses = List.copyOf(managementAddresses);
    }

    public Optional<MacAddress> chassisMac() {
        return Optional.ofNullable(chassisMacOrNull);
    }
}
