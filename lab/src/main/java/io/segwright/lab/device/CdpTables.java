package io.segwright.lab.device;

import io.segwright.lab.agent.Mib;
import io.segwright.lab.agent.SnmpValue;
import io.segwright.lab.device.LabDevice.Neighbor;
import java.nio.ByteBuffer;

/// cdpCacheTable of CISCO-CDP-MIB: the neighbours of the same vendor, which LLDP tells of too.
final class CdpTables {
    private static final int IPV4 = 1;
    private static final int ROUTER_AND_SWITCH = 0x29;

    private CdpTables() {}

    static void write(Mib.Builder mib, LabDevice device) {
        Table table = new Table(mib, "1.3.6.1.4.1.9.9.23.1.2.1.1");
        int number = 0;
        for (Neighbor neighbor : device.neighbors()) {
            number++;
            if (!speaksCdp(neighbor)) {
                continue;
            }
            String description = neighbor.systemDescription();
            String address =
                    neighbor.managementAddresses().stream()
                            .filter(Table::isIpv4)
                            .findFirst()
                            .orElse("0.0.0.0");
            table.row(neighbor.localPort(), number)
                    .integer(3, IPV4)
                    .cell(4, SnmpValue.octets(Table.address(address)))
                    .text(5, description)
                    .text(6, neighbor.systemName())
                    .text(7, neighbor.portDescription())
                    .text(8, "cisco " + description.split("[ ,]", -1)[1])
                    .cell(9, SnmpValue.octets(capabilities()));
        }
    }

    private static boolean speaksCdp(Neighbor neighbor) {
        return neighbor.systemDescription().startsWith("Cisco IOS")
                || neighbor.systemDescription().startsWith("Cisco NX-OS");
    }

    private static byte[] capabilities() {
        return ByteBuffer.allocate(4).putInt(ROUTER_AND_SWITCH).array();
    }
}
