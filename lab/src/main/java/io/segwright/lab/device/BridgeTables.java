package io.segwright.lab.device;

import io.segwright.lab.agent.Mib;
import io.segwright.lab.agent.Oid;
import io.segwright.lab.agent.SnmpValue;
import io.segwright.lab.device.LabDevice.FdbEntry;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/// What a bridge learned: BRIDGE-MIB (RFC 4188) and Q-BRIDGE-MIB (RFC 4363), and how vendors number their VLANs' filtering
/// databases.
final class BridgeTables {
    private static final int LEARNED = 3;
    private static final int SELF = 4;
    private static final int OPERATIONAL = 1;
    private static final int DEFAULT_VLAN = 1;
    private static final int OWN_PORT = 0;

    private BridgeTables() {}

    /// dot1dBasePortTable: a count of the physical ports.
    ///
    /// @return bridge port by ifIndex
    static Map<Integer, Integer> ports(Mib.Builder mib, LabDevice device) {
        Table table = new Table(mib, "1.3.6.1.2.1.17.1.4.1");
        Map<Integer, Integer> numbers = numbers(device);
        numbers.forEach((index, number) -> table.row(number).integer(1, number).integer(2, index));
        return numbers;
    }

    private static Map<Integer, Integer> numbers(LabDevice device) {
        Map<Integer, Integer> numbers = new HashMap<>();
        for (LabDevice.Port port : device.ports()) {
            if (port.kind() == PortKind.PHYSICAL) {
                numbers.put(port.index(), numbers.size() + 1);
            }
        }
        return numbers;
    }

    private static Set<Integer> vlans(LabDevice device) {
        return device.links().fdb().stream()
                .map(FdbEntry::vlan)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /// dot1dTpFdbTable of every VLAN together, its own MAC among them.
    static void transparent(Mib.Builder mib, LabDevice device) {
        Table table = new Table(mib, "1.3.6.1.2.1.17.4.3.1");
        own(table, device);
        for (FdbEntry entry : device.links().fdb()) {
            learned(table, device, entry);
        }
    }

    private static void own(Table table, LabDevice device) {
        byte[] mac = Table.mac(device.hardware().chassisMac());
        table.row(Table.subIds(mac))
                .cell(1, SnmpValue.octets(mac))
                .integer(2, OWN_PORT)
                .integer(3, SELF);
    }

    private static void learned(Table table, LabDevice device, FdbEntry entry) {
        byte[] mac = Table.mac(entry.mac());
        table.row(Table.subIds(mac))
                .cell(1, SnmpValue.octets(mac))
                .integer(2, numbers(device).getOrDefault(entry.port(), 0))
                .integer(3, LEARNED);
    }

    /// dot1qTpFdbTable, and dot1qVlanCurrentTable that says which VLAN a database is of.
    static void perVlan(Mib.Builder mib, LabDevice device) {
        databases(mib, device, 1);
        Table current = new Table(mib, "1.3.6.1.2.1.17.7.1.4.2.1");
        for (int vlan : vlans(device)) {
            current.row(0, vlan).cell(3, SnmpValue.gauge32(vlan)).integer(6, 2);
        }
    }

    /// Junos shifts its own number of the VLAN by 16 bits, and explains it in jnxL2aldVlanTable.
    static void perVlanShifted(Mib.Builder mib, LabDevice device) {
        databases(mib, device, 1 << 16);
        Table table = new Table(mib, "1.3.6.1.4.1.2636.3.48.1.3.1.1");
        for (int vlan : vlans(device)) {
            table.row(vlan)
                    .text(2, "vlan" + vlan)
                    .cell(3, SnmpValue.gauge32(vlan))
                    .integer(4, 1)
                    .cell(5, SnmpValue.gauge32((long) vlan << 16));
        }
    }

    private static void databases(Mib.Builder mib, LabDevice device, int factor) {
        Table table = new Table(mib, "1.3.6.1.2.1.17.7.1.2.2.1");
        Map<Integer, Integer> numbers = numbers(device);
        for (FdbEntry entry : device.links().fdb()) {
            int[] mac = Table.subIds(Table.mac(entry.mac()));
            table.row(Table.join(Table.of(entry.vlan() * factor), mac))
                    .integer(2, numbers.getOrDefault(entry.port(), 0))
                    .integer(3, LEARNED);
        }
    }

    /// vtpVlanTable and entLogicalTable of IOS: the VLANs, each a bridge in a context of its own.
    static void separate(Mib.Builder mib, LabDevice device) {
        Set<Integer> vlans = vlans(device);
        vlans.add(DEFAULT_VLAN);
        Table table = new Table(mib, "1.3.6.1.4.1.9.9.46.1.3.1.1");
        Table logical = new Table(mib, "1.3.6.1.2.1.47.1.2.1.1");
        int number = 0;
        for (int vlan : vlans) {
            number++;
            table.row(1, vlan).integer(2, OPERATIONAL).integer(3, 1).text(4, "VLAN" + vlan);
            logical.row(number)
                    .text(2, "vlan" + vlan)
                    .cell(3, SnmpValue.oid(Oid.of("1.3.6.1.2.1.17")))
                    .text(8, context(vlan));
        }
        own(new Table(mib, "1.3.6.1.2.1.17.4.3.1"), device);
    }

    static String context(int vlan) {
        return "vlan-" + vlan;
    }

    /// What IOS shows in the contexts of its VLANs, the default one apart.
    static Map<String, Supplier<Mib>> contexts(LabDevice device) {
        Map<String, Supplier<Mib>> contexts = new HashMap<>();
        vlans(device).forEach(vlan -> contexts.put(context(vlan), () -> oneVlan(device, vlan)));
        return contexts;
    }

    private static Mib oneVlan(LabDevice device, int vlan) {
        Mib.Builder mib = Mib.builder();
        ports(mib, device);
        Table table = new Table(mib, "1.3.6.1.2.1.17.4.3.1");
        for (FdbEntry entry : device.links().fdb()) {
            if (entry.vlan() == vlan) {
                learned(table, device, entry);
            }
        }
        return mib.build();
    }
}
