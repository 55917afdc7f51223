package io.segwright.lab.device;

import io.segwright.lab.agent.Mib;
import io.segwright.lab.agent.Oid;
import io.segwright.lab.agent.SnmpValue;
import io.segwright.lab.device.LabDevice.PortAddress;
import java.util.Arrays;

/// Own addresses: the old tables (RFC 1213, RFC 2465) and the new one (RFC 4293).
final class AddressTables {
    private static final String PREFIX_ENTRY = "1.3.6.1.2.1.4.32.1";

    private AddressTables() {}

    /// ipAddrTable: IPv4 only.
    static void old(Mib.Builder mib, LabDevice device) {
        Table table = new Table(mib, "1.3.6.1.2.1.4.20.1");
        for (LabDevice.Port port : device.ports()) {
            for (PortAddress own : port.addresses()) {
                if (Table.isIpv4(own.address())) {
                    byte[] octets = Table.address(own.address());
                    table.row(Table.subIds(octets))
                            .cell(1, SnmpValue.ipAddress(octets))
                            .integer(2, port.index())
                            .cell(3, SnmpValue.ipAddress(Table.mask(own.prefixLength())))
                            .integer(4, 1)
                            .integer(5, 65_535);
                }
            }
        }
    }

    /// ipv6AddrTable of IPV6-MIB, for devices without the new table; the address has no length in the index.
    static void ipv6Mib(Mib.Builder mib, LabDevice device) {
        Table table = new Table(mib, "1.3.6.1.2.1.55.1.8.1");
        for (LabDevice.Port port : device.ports()) {
            for (PortAddress own : port.addresses()) {
                if (!Table.isIpv4(own.address())) {
                    int[] octets = Table.subIds(Table.address(own.address()));
                    table.row(Table.join(Table.of(port.index()), octets))
                            .integer(2, own.prefixLength())
                            .integer(3, 2)
                            .integer(4, 2)
                            .integer(5, 1);
                }
            }
        }
    }

    /// ipAddressTable and ipAddressPrefixTable, both families; link-local ones carry their zone.
    static void current(Mib.Builder mib, LabDevice device) {
        Table table = new Table(mib, "1.3.6.1.2.1.4.34.1");
        Table prefixes = new Table(mib, PREFIX_ENTRY);
        for (LabDevice.Port port : device.ports()) {
            int[] lastPrefix = {};
            for (PortAddress own : port.addresses()) {
                byte[] network = Table.network(own.address(), own.prefixLength());
                int[] prefix =
                        Table.join(
                                Table.of(port.index()),
                                typed(own.address(), network, port.index()),
                                Table.of(own.prefixLength()));
                table.row(typed(own.address(), Table.address(own.address()), port.index()))
                        .integer(3, port.index())
                        .integer(4, 1)
                        .cell(5, SnmpValue.oid(pointer(device.vendor(), prefix)))
                        .integer(6, 2)
                        .integer(7, 1)
                        .cell(8, SnmpValue.timeTicks(0))
                        .cell(9, SnmpValue.timeTicks(0))
                        .integer(10, 1)
                        .integer(11, 2);
                if (!Arrays.equals(prefix, lastPrefix)) {
                    prefixes.row(prefix)
                            .integer(5, 2)
                            .integer(6, 1)
                            .integer(7, 2)
                            .cell(8, SnmpValue.gauge32(0))
                            .cell(9, SnmpValue.gauge32(0));
                    lastPrefix = prefix;
                }
            }
        }
    }

    /// InetAddressType, length, octets; for link-local addresses ipv6z (4) with the ifIndex as zone (RFC 4001).
    private static int[] typed(String address, byte[] octets, int zone) {
        int[] ids = Table.subIds(octets);
        if (!Table.isLinkLocal(address)) {
            return Table.join(Table.of(octets.length == 4 ? 1 : 2, octets.length), ids);
        }
        int[] zoneOctets = {zone >>> 24, (zone >>> 16) & 0xff, (zone >>> 8) & 0xff, zone & 0xff};
        return Table.join(Table.of(4, 20), ids, zoneOctets);
    }

    /// Nexus points at the row without a column; the others at its ipAddressPrefixOrigin.
    private static Oid pointer(Vendor vendor, int[] prefix) {
        Oid entry = Oid.of(PREFIX_ENTRY);
        return vendor == Vendor.CISCO_NXOS ? entry.child(prefix) : entry.child(5).child(prefix);
    }
}
