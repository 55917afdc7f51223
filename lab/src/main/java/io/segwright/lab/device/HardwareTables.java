package io.segwright.lab.device;

import io.segwright.lab.agent.Mib;
import io.segwright.lab.agent.Oid;
import io.segwright.lab.agent.SnmpValue;
import io.segwright.lab.device.LabDevice.Hardware;
import io.segwright.lab.device.LabDevice.SerialPlace;

/// Serial and model: ENTITY-MIB (RFC 6933), Juniper's own objects, and the bridge's base address (RFC 4188).
final class HardwareTables {
    private static final int CHASSIS = 3;
    private static final int POWER_SUPPLY = 6;
    private static final int MODULE = 9;

    private HardwareTables() {}

    static void entity(Mib.Builder mib, LabDevice device) {
        Table table = new Table(mib, "1.3.6.1.2.1.47.1.1.1.1");
        Hardware hardware = device.hardware();
        boolean onModule = hardware.serialPlace() == SerialPlace.MODULE_ROW;
        int chassis = chassisIndex(device.vendor());
        String shown = hardware.shownSerial();
        row(table, device, chassis, CHASSIS, hardware.model(), onModule ? "" : shown);
        row(table, device, chassis + 1, POWER_SUPPLY, "PWR-C1-350WAC", "");
        String board = onModule ? shown : shown.isEmpty() ? "" : "B" + hardware.serial();
        row(table, device, chassis + 2, MODULE, hardware.model() + "-SUP", board);
        mib.put(Oid.of("1.3.6.1.2.1.47.1.4.1.0"), SnmpValue.timeTicks(4_200));
    }

    private static int chassisIndex(Vendor vendor) {
        return switch (vendor) {
            case CISCO_IOS -> 1_001;
            case CISCO_NXOS -> 149;
            case HUAWEI_VRP -> 67_108_867;
            case ARISTA_EOS, JUNIPER_JUNOS, LINUX -> 1;
        };
    }

    private static void row(
            Table table, LabDevice device, int index, int kind, String model, String serial) {
        int chassis = chassisIndex(device.vendor());
        String software = kind == POWER_SUPPLY ? "" : device.hardware().software();
        table.row(index)
                .text(2, model)
                .cell(3, SnmpValue.oid(Oid.of("0.0")))
                .integer(4, index == chassis ? 0 : chassis)
                .integer(5, kind)
                .integer(6, index - chassis)
                .text(7, index == chassis ? "chassis" : "slot " + (index - chassis))
                .text(8, "V01")
                .text(9, "")
                .text(10, software)
                .text(11, serial)
                .text(12, device.vendor().manufacturer())
                .text(13, model)
                .text(14, "")
                .text(15, "")
                .integer(16, 1);
    }

    /// jnxBoxDescr and jnxBoxSerialNo of JUNIPER-MIB.
    static void juniper(Mib.Builder mib, LabDevice device) {
        Hardware hardware = device.hardware();
        mib.put(Oid.of("1.3.6.1.4.1.2636.3.1.2.0"), SnmpValue.text("Juniper " + hardware.model()))
                .put(Oid.of("1.3.6.1.4.1.2636.3.1.3.0"), SnmpValue.text(hardware.shownSerial()));
    }

    static void bridge(Mib.Builder mib, LabDevice device) {
        mib.put(
                Oid.of("1.3.6.1.2.1.17.1.1.0"),
                SnmpValue.octets(Table.mac(device.hardware().chassisMac())));
        int number = BridgeTables.ports(mib, device).size();
        mib.put(Oid.of("1.3.6.1.2.1.17.1.2.0"), SnmpValue.integer(number));
        mib.put(Oid.of("1.3.6.1.2.1.17.1.3.0"), SnmpValue.integer(2));
    }
}
