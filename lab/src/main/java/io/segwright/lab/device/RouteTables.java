package io.segwright.lab.device;

import io.segwright.lab.agent.Mib;
import io.segwright.lab.agent.Oid;
import io.segwright.lab.agent.SnmpValue;
import io.segwright.lab.device.LabDevice.Route;
import java.util.HashSet;
import java.util.Set;

/// Routes, in the three generations: RFC 1213, RFC 2096 and RFC 4292.
final class RouteTables {
    private static final int LOCAL = 3; // route type: a final destination
    private static final int REMOTE = 4;
    private static final int PROTO_LOCAL = 2;
    private static final int PROTO_OSPF = 13;

    private RouteTables() {}

    private static String nextHop(Route route) {
        String none = Table.isIpv4(route.destination()) ? "0.0.0.0" : "::";
        return route.nextHop().isEmpty() ? none : route.nextHop();
    }

    private static int type(Route route) {
        return route.nextHop().isEmpty() ? LOCAL : REMOTE;
    }

    private static int proto(Route route) {
        return route.nextHop().isEmpty() ? PROTO_LOCAL : PROTO_OSPF;
    }

    /// inetCidrRouteTable: both families; the policy in the index is an OID with its length.
    static void inetCidr(Mib.Builder mib, LabDevice device) {
        mib.put(Oid.of("1.3.6.1.2.1.4.24.6.0"), SnmpValue.gauge32(device.routes().size()));
        Table table = new Table(mib, "1.3.6.1.2.1.4.24.7.1");
        for (Route route : device.routes()) {
            int[] index =
                    Table.join(
                            Table.inetAddress(route.destination()),
                            Table.of(route.prefixLength(), 2, 0, 0),
                            Table.inetAddress(nextHop(route)));
            table.row(index)
                    .integer(7, route.port())
                    .integer(8, type(route))
                    .integer(9, proto(route))
                    .cell(10, SnmpValue.gauge32(100))
                    .cell(11, SnmpValue.gauge32(0))
                    .integer(12, 10)
                    .integer(17, 1);
        }
    }

    /// ipCidrRouteTable: IPv4 only.
    static void ipCidr(Mib.Builder mib, LabDevice device) {
        Table table = new Table(mib, "1.3.6.1.2.1.4.24.4.1");
        int rows = 0;
        for (Route route : device.routes()) {
            if (!Table.isIpv4(route.destination())) {
                continue;
            }
            byte[] destination = Table.address(route.destination());
            byte[] mask = Table.mask(route.prefixLength());
            byte[] next = Table.address(nextHop(route));
            int[] index =
                    Table.join(
                            Table.subIds(destination),
                            Table.subIds(mask),
                            Table.of(0),
                            Table.subIds(next));
            table.row(index)
                    .cell(1, SnmpValue.ipAddress(destination))
                    .cell(2, SnmpValue.ipAddress(mask))
                    .integer(3, 0)
                    .cell(4, SnmpValue.ipAddress(next))
                    .integer(5, route.port())
                    .integer(6, type(route))
                    .integer(7, proto(route))
                    .integer(8, 100)
                    .integer(11, 10)
                    .integer(16, 1);
            rows++;
        }
        mib.put(Oid.of("1.3.6.1.2.1.4.24.3.0"), SnmpValue.gauge32(rows));
    }

    /// ipRouteTable: IPv4, one next hop a destination address; later ones are lost, as they are on real devices.
    static void ipRoute(Mib.Builder mib, LabDevice device) {
        Table table = new Table(mib, "1.3.6.1.2.1.4.21.1");
        Set<String> seen = new HashSet<>();
        for (Route route : device.routes()) {
            if (!Table.isIpv4(route.destination()) || !seen.add(route.destination())) {
                continue;
            }
            byte[] destination = Table.address(route.destination());
            table.row(Table.subIds(destination))
                    .cell(1, SnmpValue.ipAddress(destination))
                    .integer(2, route.port())
                    .integer(3, 10)
                    .cell(7, SnmpValue.ipAddress(Table.address(nextHop(route))))
                    .integer(8, type(route))
                    .integer(9, proto(route))
                    .integer(10, 100)
                    .cell(11, SnmpValue.ipAddress(Table.mask(route.prefixLength())));
        }
    }
}
