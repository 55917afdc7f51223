package io.segwright.lab.device;

import io.segwright.lab.agent.Mib;
import io.segwright.lab.agent.Oid;
import io.segwright.lab.agent.SnmpValue;
import java.util.HexFormat;

/// The system group (RFC 3418), snmpEngine (RFC 3411) and the interfaces' tables (RFC 2863).
final class SystemTables {
    private static final int UPTIME_HUNDREDTHS =
            864_000_00; // ten days; fixed, so that a device answers the same each time
    private static final int UP = 1;
    private static final int DOWN = 2;

    private SystemTables() {}

    static void system(Mib.Builder mib, LabDevice device) {
        LabDevice.SystemGroup system = device.system();
        Oid group = Oid.of("1.3.6.1.2.1.1");
        mib.put(group.child(1, 0), SnmpValue.text(system.description()))
                .put(group.child(2, 0), SnmpValue.oid(Oid.of(system.objectId())))
                .put(group.child(3, 0), SnmpValue.timeTicks(UPTIME_HUNDREDTHS))
                .put(group.child(4, 0), SnmpValue.text("noc@example.net"))
                .put(group.child(5, 0), SnmpValue.text(system.name()))
                .put(group.child(6, 0), SnmpValue.text(system.location()))
                .put(group.child(7, 0), SnmpValue.integer(system.services()));
        Oid engine = Oid.of("1.3.6.1.6.3.10.2.1");
        mib.put(engine.child(1, 0), SnmpValue.octets(HexFormat.of().parseHex(device.engineId())))
                .put(engine.child(2, 0), SnmpValue.integer(3))
                .put(engine.child(3, 0), SnmpValue.integer(86_400))
                .put(engine.child(4, 0), SnmpValue.integer(1_500));
    }

    /// ifStackTable: which ports are under a bundle; 0 is the top and the bottom.
    static void stack(Mib.Builder mib, LabDevice device) {
        Table table = new Table(mib, "1.3.6.1.2.1.31.1.2.1");
        for (LabDevice.Port port : device.ports()) {
            boolean member =
                    device.links().bundles().stream()
                            .anyMatch(bundle -> bundle.members().contains(port.index()));
            if (!member) {
                table.row(0, port.index()).integer(3, UP);
            }
            if (port.kind() != PortKind.BUNDLE) {
                table.row(port.index(), 0).integer(3, UP);
            }
        }
        for (LabDevice.Bundle bundle : device.links().bundles()) {
            bundle.members().forEach(member -> table.row(bundle.port(), member).integer(3, UP));
        }
    }

    static void interfaces(Mib.Builder mib, LabDevice device) {
        mib.put(Oid.of("1.3.6.1.2.1.2.1.0"), SnmpValue.integer(device.ports().size()));
        mib.put(Oid.of("1.3.6.1.2.1.31.1.5.0"), SnmpValue.timeTicks(4_200));
        Table ifTable = new Table(mib, "1.3.6.1.2.1.2.2.1");
        Table ifXTable = new Table(mib, "1.3.6.1.2.1.31.1.1.1");
        for (LabDevice.Port port : device.ports()) {
            int index = port.index();
            long octets = 1_000_003L * index % 4_000_000_007L;
            boolean gigabit = port.speedMbps() >= 4_295; // ifSpeed's 32 bits end there
            ifTable.row(index)
                    .integer(1, index)
                    .text(2, port.name().description())
                    .integer(3, port.name().type())
                    .integer(4, port.kind() == PortKind.LOOPBACK ? 65_536 : 1_500)
                    .cell(
                            5,
                            SnmpValue.gauge32(
                                    gigabit ? 4_294_967_295L : port.speedMbps() * 1_000_000L))
                    .cell(6, SnmpValue.octets(Table.mac(port.mac())))
                    .integer(7, UP)
                    .integer(8, port.up() ? UP : DOWN)
                    .cell(9, SnmpValue.timeTicks(1_234))
                    .cell(10, SnmpValue.counter32(octets))
                    .cell(16, SnmpValue.counter32(octets / 2));
            ifXTable.row(index)
                    .text(1, port.name().name())
                    .cell(6, SnmpValue.counter64(octets * 1_000))
                    .cell(10, SnmpValue.counter64(octets * 500))
                    .cell(15, SnmpValue.gauge32(port.speedMbps()))
                    .integer(17, port.kind() == PortKind.PHYSICAL ? 1 : 2)
                    .text(18, port.alias());
        }
    }
}
