package io.segwright.lab.device;

import io.segwright.lab.agent.Mib;
import io.segwright.lab.agent.SnmpValue;
import io.segwright.lab.device.LabDevice.Sharing;
import io.segwright.lab.device.LabDevice.VirtualRouter;
import io.segwright.lab.device.LabDevice.VrfEntry;
import java.nio.charset.StandardCharsets;

/// Routing domains, shared addresses and bundles: RFC 4382, RFC 2787, RFC 6527, Cisco's own, and IEEE 802.3ad.
final class DomainTables {
    private static final int ACTIVE = 1; // RowStatus

    private DomainTables() {}

    /// MPLS-L3VPN-STD-MIB: the name, after its length, is the index.
    static void vrfs(Mib.Builder mib, LabDevice device) {
        Table domains = new Table(mib, "1.3.6.1.2.1.10.166.11.1.2.2.1");
        Table members = new Table(mib, "1.3.6.1.2.1.10.166.11.1.2.1.1");
        for (VrfEntry vrf : device.links().vrfs()) {
            byte[] octets = vrf.name().getBytes(StandardCharsets.UTF_8);
            int[] name = Table.join(Table.of(octets.length), Table.subIds(octets));
            domains.row(name).text(3, "").text(4, vrf.distinguisher());
            for (int port : vrf.ports()) {
                members.row(Table.join(name, Table.of(port))).integer(2, 2).integer(5, ACTIVE);
            }
        }
    }

    /// CISCO-VRF-MIB: a number is the index.
    static void ciscoVrfs(Mib.Builder mib, LabDevice device) {
        Table domains = new Table(mib, "1.3.6.1.4.1.9.9.711.1.1.1.1");
        Table members = new Table(mib, "1.3.6.1.4.1.9.9.711.1.2.1.1");
        int number = 0;
        for (VrfEntry vrf : device.links().vrfs()) {
            number++;
            domains.row(number).text(2, vrf.name());
            for (int port : vrf.ports()) {
                members.row(number, port).integer(2, 3);
            }
        }
    }

    /// VRRP-MIB: IPv4 only.
    static void vrrp(Mib.Builder mib, LabDevice device) {
        Table operations = new Table(mib, "1.3.6.1.2.1.68.1.3.1");
        Table addresses = new Table(mib, "1.3.6.1.2.1.68.1.4.1");
        for (VirtualRouter router : device.links().virtualRouters()) {
            if (router.sharing() == Sharing.VRRP) {
                operations
                        .row(router.port(), router.group())
                        .cell(2, SnmpValue.octets(Table.mac(router.mac())))
                        .integer(3, 3);
                int[] address = Table.subIds(Table.address(router.address()));
                addresses
                        .row(Table.join(Table.of(router.port(), router.group()), address))
                        .integer(2, ACTIVE);
            }
        }
    }

    /// VRRPV3-MIB: the address has its type and length in the index.
    static void vrrp3(Mib.Builder mib, LabDevice device) {
        Table operations = new Table(mib, "1.3.6.1.2.1.207.1.1.1.1");
        Table addresses = new Table(mib, "1.3.6.1.2.1.207.1.1.2.1");
        for (VirtualRouter router : device.links().virtualRouters()) {
            if (router.sharing() == Sharing.VRRP) {
                operations
                        .row(router.port(), router.group(), 1)
                        .cell(5, SnmpValue.octets(Table.mac(router.mac())))
                        .integer(6, 3);
                int[] address = Table.inetAddress(router.address());
                addresses
                        .row(Table.join(Table.of(router.port(), router.group()), address))
                        .integer(2, ACTIVE);
            }
        }
    }

    /// cHsrpGrpTable of CISCO-HSRP-MIB.
    static void hsrp(Mib.Builder mib, LabDevice device) {
        Table table = new Table(mib, "1.3.6.1.4.1.9.9.106.1.2.1.1");
        for (VirtualRouter router : device.links().virtualRouters()) {
            if (router.sharing() == Sharing.HSRP) {
                table.row(router.port(), router.group())
                        .cell(11, SnmpValue.ipAddress(Table.address(router.address())))
                        .integer(15, 6)
                        .cell(16, SnmpValue.octets(Table.mac(router.mac())));
            }
        }
    }

    /// dot3adAggPortTable: every member says to which bundle it is attached, others that they are to none.
    static void bundles(Mib.Builder mib, LabDevice device) {
        Table table = new Table(mib, "1.2.840.10006.300.43.1.2.1.1");
        for (LabDevice.Port port : device.ports()) {
            if (port.kind() == PortKind.PHYSICAL) {
                int bundle =
                        device.links().bundles().stream()
                                .filter(b -> b.members().contains(port.index()))
                                .mapToInt(LabDevice.Bundle::port)
                                .findFirst()
                                .orElse(0);
                table.row(port.index()).integer(12, bundle).integer(13, bundle);
            }
        }
    }
}
