package io.segwright.collectors.snmp.table;

import io.segwright.inventory.link.VirtualAddressFact;
import io.segwright.inventory.link.VirtualAddressFact.Protocol;
import io.segwright.inventory.net.IpAddress;
import io.segwright.inventory.net.MacAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.snmp4j.smi.OID;

/// First-hop redundancy: VRRP-MIB (RFC 2787), VRRPV3-MIB (RFC 6527) and CISCO-HSRP-MIB with its secondary addresses.
/// Several devices answer for such an address in turn, so it says nothing of who is asked.
final class VirtualAddresses {
    static final OID VRRP_ADDRESS = new OID("1.3.6.1.2.1.68.1.4.1.2"); // vrrpAssoIpAddrRowStatus
    private static final OID VRRP_MAC = new OID("1.3.6.1.2.1.68.1.3.1.2");
    static final OID VRRP3_ADDRESS = new OID("1.3.6.1.2.1.207.1.1.2.1.2");
    private static final OID VRRP3_MAC = new OID("1.3.6.1.2.1.207.1.1.1.1.5");
    private static final OID HSRP_ENTRY = new OID("1.3.6.1.4.1.9.9.106.1.2.1.1");
    static final OID HSRP_ADDRESS = new OID(HSRP_ENTRY).append(11);
    static final OID HSRP_SECONDARY = new OID("1.3.6.1.4.1.9.9.107.1.1.2.1.2");

    private final Map<Key, VirtualAddressFact> facts = new LinkedHashMap<>();

    private VirtualAddresses() {}

    private record Key(Protocol protocol, int interfaceIndex, int group, IpAddress address) {}

    /// @param addressType InetAddressType in VRRPv3, which has a router for each family; 0 elsewhere
    private record Router(int interfaceIndex, int group, int addressType) {
        static Router of(OID index) {
            return new Router(index.get(0), index.get(1), 0);
        }

        static Router typed(OID index) {
            return new Router(index.get(0), index.get(1), index.get(2));
        }
    }

    static List<VirtualAddressFact> read(KnownTables tables) {
        VirtualAddresses found = new VirtualAddresses();
        if (tables.has(VRRP_ADDRESS)) {
            Map<Router, MacAddress> macs =
                    macs(tables.walker().walk("vrrpOperTable", VRRP_MAC), 2, Router::of);
            found.take(
                    Protocol.VRRP,
                    tables.walk("vrrpAssoIpAddrTable", VRRP_ADDRESS, VRRP_ADDRESS),
                    macs);
        }
        if (tables.has(VRRP3_ADDRESS)) {
            Map<Router, MacAddress> macs =
                    macs(
                            tables.walker().walk("vrrpv3OperationsTable", VRRP3_MAC),
                            3,
                            Router::typed);
            found.takeTyped(
                    tables.walk("vrrpv3AssociatedIpAddrTable", VRRP3_ADDRESS, VRRP3_ADDRESS), macs);
        }
        if (tables.has(HSRP_ADDRESS)) {
            Table groups =
                    tables.walk("cHsrpGrpTable", HSRP_ADDRESS, Oids.columns(HSRP_ENTRY, 16, 11));
            found.takeGroups(groups);
            found.take(
                    Protocol.HSRP,
                    tables.walk("cHsrpExtSecAddrTable", HSRP_SECONDARY, HSRP_SECONDARY),
                    macs(groups, 2, Router::of));
        }
        return new ArrayList<>(found.facts.values());
    }

    /// The first column's MACs.
    ///
    /// @param indexLength sub-identifiers of the index
    private static Map<Router, MacAddress> macs(
            Table table, int indexLength, Function<OID, Router> router) {
        Map<Router, MacAddress> macs = new HashMap<>();
        for (Row row : table.rows()) {
            Optional<MacAddress> mac = row.cell(0).mac();
            if (row.index().size() == indexLength && mac.isPresent()) {
                macs.put(router.apply(row.index()), mac.get());
            }
        }
        return macs;
    }

    /// Index: ifIndex, group, IPv4 address.
    private void take(Protocol protocol, Table table, Map<Router, MacAddress> macs) {
        for (Row row : table.rows()) {
            if (row.index().size() == 6) {
                Router router = Router.of(row.index());
                new IndexReader(row.index(), 2)
                        .octets(4)
                        .ifPresent(a -> add(protocol, router, a, macs.get(router)));
            }
        }
    }

    /// Index: ifIndex, group, address type, address.
    private void takeTyped(Table table, Map<Router, MacAddress> macs) {
        for (Row row : table.rows()) {
            if (row.index().size() > 3) {
                Router router = Router.typed(row.index());
                new IndexReader(row.index(), 2)
                        .inetAddress(0)
                        .ifPresent(a -> add(Protocol.VRRP, router, a, macs.get(router)));
            }
        }
    }

    private void takeGroups(Table table) {
        for (Row row : table.rows()) {
            if (row.index().size() == 2) {
                Router router = Router.of(row.index());
                Optional<IpAddress> address = row.cell(1).address();
                address.ifPresent(
                        a -> add(Protocol.HSRP, router, a, row.cell(0).mac().orElse(null)));
            }
        }
    }

    private void add(
            Protocol protocol, Router router, IpAddress address, @Nullable MacAddress mac) {
        if (!address.isUnspecified() && router.interfaceIndex() > 0) {
            facts.putIfAbsent(
                    new Key(protocol, router.interfaceIndex(), router.group(), address),
                    new VirtualAddressFact(
                            protocol, router.interfaceIndex(), router.group(), address, mac));
        }
    }
}
