package io.segwright.lab.device;

import io.segwright.lab.agent.Mib;
import io.segwright.lab.agent.SnmpValue;
import io.segwright.lab.device.LabDevice.ArpEntry;

/// ARP and neighbour discovery: old tables (RFC 1213, RFC 2465) and the new one (RFC 4293).
final class NeighborTables {
    private static final int DYNAMIC = 3;
    private static final int REACHABLE = 1;

    private NeighborTables() {}

    /// ipNetToMediaTable: IPv4 only.
    static void old(Mib.Builder mib, LabDevice device) {
        Table table = new Table(mib, "1.3.6.1.2.1.4.22.1");
        for (ArpEntry entry : device.arp()) {
            if (Table.isIpv4(entry.address())) {
                byte[] octets = Table.address(entry.address());
                table.row(Table.join(Table.of(entry.port()), Table.subIds(octets)))
                        .integer(1, entry.port())
                        .cell(2, SnmpValue.octets(Table.mac(entry.mac())))
                        .cell(3, SnmpValue.ipAddress(octets))
                        .integer(4, DYNAMIC);
            }
        }
    }

    /// ipv6NetToMediaTable of IPV6-MIB.
    static void ipv6Mib(Mib.Builder mib, LabDevice device) {
        Table table = new Table(mib, "1.3.6.1.2.1.55.1.12.1");
        for (ArpEntry entry : device.arp()) {
            if (!Table.isIpv4(entry.address())) {
                int[] octets = Table.subIds(Table.address(entry.address()));
                table.row(Table.join(Table.of(entry.port()), octets))
                        .cell(2, SnmpValue.octets(Table.mac(entry.mac())))
                        .integer(3, 2)
                        .integer(4, REACHABLE)
                        .cell(5, SnmpValue.timeTicks(0))
                        .integer(6, 1);
            }
        }
    }

    /// ipNetToPhysicalTable: both families.
    static void current(Mib.Builder mib, LabDevice device) {
        Table table = new Table(mib, "1.3.6.1.2.1.4.35.1");
        for (ArpEntry entry : device.arp()) {
            int[] index = Table.join(Table.of(entry.port()), Table.inetAddress(entry.address()));
            table.row(index)
                    .cell(4, SnmpValue.octets(Table.mac(entry.mac())))
                    .cell(5, SnmpValue.timeTicks(0))
                    .integer(6, DYNAMIC)
                    .integer(7, REACHABLE)
                    .integer(8, 1);
        }
    }
}
