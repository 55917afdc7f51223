package io.segwright.collectors.snmp.table;

import com.fasterxml.jackson.databind.JsonNode;
import io.segwright.collectors.snmp.table.Agreement.Verdict;
import io.segwright.inventory.net.IpAddress;
import io.segwright.inventory.observe.AddressFact;
import io.segwright.inventory.observe.InterfaceFact;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.snmp4j.smi.OID;
import org.snmp4j.smi.VariableBinding;

/// LibreNMS's ports and addresses against our interfaces and addresses, row by row.
final class LibrenmsTables {
    private static final OID IP_MASK = new OID("1.3.6.1.2.1.4.20.1.3");
    private static final OID IP_ADDRESS_PREFIX = new OID("1.3.6.1.2.1.4.34.1.5");
    private static final OID IPV6_LENGTH = new OID("1.3.6.1.2.1.55.1.8.1.2");

    private final Agreement interfaces = new Agreement("interfaces");
    private final Agreement states = new Agreement("interface up or not");
    private final Agreement v4 = new Agreement("IPv4 addresses");
    private final Agreement v4Prefixes = new Agreement("IPv4 prefix lengths");
    private final Agreement v6 = new Agreement("IPv6 addresses");
    private final Agreement v6Prefixes = new Agreement("IPv6 prefix lengths");
    private int leftOut;

    List<Agreement> all() {
        return List.of(interfaces, states, v4, v4Prefixes, v6, v6Prefixes);
    }

    Agreement interfaces() {
        return interfaces;
    }

    /// Of the addresses of both families that are present, the share that we have.
    double addressPercent() {
        return 100.0 * (v4.presentAgreed() + v6.presentAgreed()) / (v4.present() + v6.present());
    }

    void compare(String capture, JsonNode expected, LibrenmsSet.Read read) {
        comparePorts(capture, expected.path("ports").path("ports"), read);
        for (JsonNode row : expected.path("ipv4-addresses").path("ipv4_addresses")) {
            String address = row.path("ipv4_address").asText();
            address(v4, v4Prefixes, capture, address, row.path("ipv4_prefixlen").asInt(), read);
        }
        for (JsonNode row : expected.path("ipv6-addresses").path("ipv6_addresses")) {
            String address = row.path("ipv6_compressed").asText();
            address(v6, v6Prefixes, capture, address, row.path("ipv6_prefixlen").asInt(), read);
        }
    }

    private void comparePorts(String capture, JsonNode rows, LibrenmsSet.Read read) {
        Map<Integer, InterfaceFact> ours = new HashMap<>();
        read.device().interfaces().forEach(each -> ours.put(each.index(), each));
        for (JsonNode row : rows) {
            int index = row.path("ifIndex").asInt();
            boolean present = read.interfaces().contains(index);
            InterfaceFact found = ours.get(index);
            String name = text(row, "ifName");
            String wanted = index + " " + name;
            if (found == null) {
                interfaces.add(capture, wanted, "", Verdict.DIFFERENT, present);
                continue;
            }
            boolean same = same(found.name(), name) || same(found.name(), text(row, "ifDescr"));
            String said = index + " " + found.name();
            interfaces.add(capture, wanted, said, verdict(same), present);
            details(capture, index, row, found);
        }
    }

    private void details(String capture, int index, JsonNode row, InterfaceFact found) {
        String state = text(row, "ifOperStatus");
        if (!state.isEmpty()) {
            boolean same = state.equals("up") == found.up();
            states.add(capture, index + " " + state, "" + found.up(), verdict(same), true);
        }
    }

    private void address(
            Agreement addresses,
            Agreement prefixes,
            String capture,
            String text,
            int length,
            LibrenmsSet.Read read) {
        IpAddress address = IpAddress.of(text);
        if (isHostsOwn(address) || isJunipersInside(address, read)) {
            leftOut++;
            return;
        }
        String ours = "";
        for (AddressFact fact : read.device().addresses()) {
            if (fact.address().equals(address)) {
                ours = fact.address() + "/" + fact.prefixLength();
            }
        }
        String wanted = address + "/" + length;
        addresses.add(capture, wanted, ours, verdict(!ours.isEmpty()), true);
        if (!ours.isEmpty()) {
            boolean told = read.prefixes().contains(address);
            prefixes.add(capture, wanted, ours, verdict(wanted.equals(ours)), told);
        }
    }

    /// How many of LibreNMS's addresses are not compared: those that every host or chassis has.
    int leftOut() {
        return leftOut;
    }

    /// The addresses for which a device tells a prefix length: where it does not, LibreNMS guesses one.
    static Set<IpAddress> prefixesTold(List<VariableBinding> varbinds) {
        Set<IpAddress> told = new HashSet<>();
        for (VariableBinding varbind : varbinds) {
            OID oid = varbind.getOid();
            boolean pointer = oid.startsWith(IP_ADDRESS_PREFIX) && oid.size() > 12;
            if (oid.startsWith(IP_MASK) && oid.size() == IP_MASK.size() + 4) {
                Optional<IpAddress> mask = new Cell(varbind.getVariable()).address();
                if (mask.isPresent() && !mask.get().isUnspecified()) {
                    told.add(tail(oid, 4));
                }
            } else if (pointer && varbind.getVariable().toString().length() > 20) {
                told.add(tail(oid, oid.get(10) == 1 ? 4 : 16));
            } else if (oid.startsWith(IPV6_LENGTH) && oid.size() >= IPV6_LENGTH.size() + 17) {
                told.add(tail(oid, 16));
            }
        }
        return told;
    }

    private static IpAddress tail(OID oid, int octets) {
        byte[] bytes = new byte[octets];
        for (int i = 0; i < octets; i++) {
            bytes[i] = (byte) oid.get(oid.size() - octets + i);
        }
        return IpAddress.ofBytes(bytes);
    }

    private static boolean isJunipersInside(IpAddress address, LibrenmsSet.Read read) {
        return address.toString().startsWith("128.0.")
                && read.device().system().objectId().startsWith("1.3.6.1.4.1.2636.");
    }

    private static boolean isHostsOwn(IpAddress address) {
        String text = address.toString();
        return address.isLinkLocal()
                || address.isMulticast()
                || address.isUnspecified()
                || text.startsWith("127.0.")
                || text.startsWith("0.")
                || text.equals("::1");
    }

    private static String text(JsonNode row, String field) {
        JsonNode value = row.path(field);
        return value.isNull() ? "" : value.asText("");
    }

    private static boolean same(String ours, String theirs) {
        return Agreement.plain(ours).equals(Agreement.plain(theirs));
    }

    private static Verdict verdict(boolean same) {
        return same ? Verdict.EQUAL : Verdict.DIFFERENT;
    }
}
