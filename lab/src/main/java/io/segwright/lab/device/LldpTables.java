package io.segwright.lab.device;

import io.segwright.lab.agent.Mib;
import io.segwright.lab.agent.Oid;
import io.segwright.lab.agent.SnmpValue;
import io.segwright.lab.device.LabDevice.Neighbor;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// LLDP-MIB (IEEE 802.1AB-2005): the local system, its ports, and what the neighbours told; or the same in LLDP-V2-MIB
/// (IEEE 802.1AB-2009), whose index has a destination MAC more and whose columns are shifted by one.
final class LldpTables {
    private static final int MAC_ADDRESS = 4; // chassis id subtype
    private static final int PORT_MAC = 3;
    private static final int IF_INDEX = 2; // management address interface subtype
    private static final String V1 = "1.0.8802.1.1.2.1";
    private static final String V2 = "1.3.111.2.802.1.1.13.1";
    private static final int NEAREST_BRIDGE = 1; // number of the destination MAC 01:80:c2:00:00:0e

    private LldpTables() {}

    static void write(Mib.Builder mib, LabDevice device) {
        Map<Integer, Integer> numbers = localPorts(mib, device);
        localSystem(mib, device, V1);
        Map<Integer, Integer> counts = new HashMap<>();
        for (Neighbor neighbor : device.neighbors()) {
            int number = numbers.getOrDefault(neighbor.localPort(), neighbor.localPort());
            int index = counts.merge(number, 1, Integer::sum);
            int timeMark = device.vendor() == Vendor.CISCO_IOS ? 4_711 * index : 0;
            remote(mib, neighbor, V1, 0, Table.of(timeMark, number, index));
        }
    }

    /// The local system in both generations, the neighbours only in the second: there the first is empty.
    static void writeV2(Mib.Builder mib, LabDevice device) {
        localSystem(mib, device, V1);
        localSystem(mib, device, V2);
        Map<Integer, Integer> counts = new HashMap<>();
        for (Neighbor neighbor : device.neighbors()) {
            int port = neighbor.localPort();
            int index = counts.merge(port, 1, Integer::sum);
            remote(mib, neighbor, V2, 1, Table.of(815, port, NEAREST_BRIDGE, index));
        }
    }

    private static void localSystem(Mib.Builder mib, LabDevice device, String root) {
        Oid local = Oid.of(root + ".3");
        mib.put(local.child(1, 0), SnmpValue.integer(MAC_ADDRESS))
                .put(local.child(2, 0), SnmpValue.octets(Table.mac(device.hardware().chassisMac())))
                .put(local.child(3, 0), SnmpValue.text(device.system().name()))
                .put(local.child(4, 0), SnmpValue.text(device.system().description()))
                .put(local.child(5, 0), SnmpValue.octets(new byte[] {0x28, 0}))
                .put(
                        local.child(6, 0),
                        SnmpValue.octets(capabilities(device.role().lldpCapabilities())));
        if (!device.neighbors().isEmpty()) { // lldpStatsRemTablesLastChangeTime
            mib.put(Oid.of(root + ".2.1.0"), SnmpValue.timeTicks(5_100));
        }
    }

    private static byte[] capabilities(int octet) {
        return new byte[] {(byte) octet, 0};
    }

    /// The port id as a device of this vendor sends it.
    static int portIdSubtype(Vendor vendor) {
        return switch (vendor) {
            case CISCO_IOS, CISCO_NXOS, ARISTA_EOS, HUAWEI_VRP -> 5;
            case JUNIPER_JUNOS -> 7;
            case LINUX -> PORT_MAC;
        };
    }

    static String portId(Vendor vendor, LabDevice.Port port) {
        return switch (vendor) {
            case CISCO_IOS, CISCO_NXOS, ARISTA_EOS, HUAWEI_VRP -> port.name().name();
            case JUNIPER_JUNOS -> Integer.toString(port.index());
            case LINUX -> port.mac();
        };
    }

    /// lldpLocPortTable. On IOS and VRP the numbers are a count of their own: only this table leads to the port.
    private static Map<Integer, Integer> localPorts(Mib.Builder mib, LabDevice device) {
        Table table = new Table(mib, "1.0.8802.1.1.2.1.3.7.1");
        Map<Integer, Integer> numbers = new HashMap<>();
        int count = 0;
        for (LabDevice.Port port : device.ports()) {
            if (port.kind() != PortKind.PHYSICAL && port.kind() != PortKind.MANAGEMENT) {
                continue;
            }
            count++;
            boolean counted =
                    device.vendor() == Vendor.CISCO_IOS || device.vendor() == Vendor.HUAWEI_VRP;
            int number = counted ? count : port.index();
            numbers.put(port.index(), number);
            int subtype = portIdSubtype(device.vendor());
            table.row(number)
                    .integer(2, subtype)
                    .cell(3, portIdValue(subtype, portId(device.vendor(), port)))
                    .text(4, port.name().description());
        }
        return numbers;
    }

    private static SnmpValue portIdValue(int subtype, String portId) {
        return subtype == PORT_MAC ? SnmpValue.octets(Table.mac(portId)) : SnmpValue.text(portId);
    }

    /// @param shift how far the columns are from those of the first generation
    private static void remote(
            Mib.Builder mib, Neighbor neighbor, String root, int shift, int[] index) {
        new Table(mib, root + ".4.1.1")
                .row(index)
                .integer(4 + shift, MAC_ADDRESS)
                .cell(5 + shift, SnmpValue.octets(Table.mac(neighbor.chassisMac())))
                .integer(6 + shift, neighbor.portIdSubtype())
                .cell(7 + shift, portIdValue(neighbor.portIdSubtype(), neighbor.portId()))
                .text(8 + shift, neighbor.portDescription())
                .text(9 + shift, neighbor.systemName())
                .text(10 + shift, neighbor.systemDescription())
                .cell(11 + shift, SnmpValue.octets(new byte[] {0x28, 0}))
                .cell(12 + shift, SnmpValue.octets(capabilities(neighbor.capabilities())));
        Table addresses = new Table(mib, root + ".4.2.1");
        List<String> management = neighbor.managementAddresses();
        for (String address : management) {
            addresses
                    .row(Table.join(index, Table.inetAddress(address)))
                    .integer(3, IF_INDEX)
                    .integer(4, 1)
                    .cell(5, SnmpValue.oid(Oid.of("0.0")));
        }
    }
}
