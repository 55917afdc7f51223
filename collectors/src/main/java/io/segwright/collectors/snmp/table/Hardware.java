package io.segwright.collectors.snmp.table;

import io.segwright.inventory.observe.HardwareFact;
import io.segwright.inventory.observe.HardwareKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.snmp4j.smi.OID;

/// entPhysicalTable (RFC 6933), and the vendor's serial scalar where it shows no chassis with a serial.
///
/// A row with neither serial nor model is no hardware: some switches always list eight chassis, for stacks that
/// they do not have. A row that nothing contains counts as a chassis where no chassis row has a serial.
final class Hardware {
    private static final OID ENTRY = new OID("1.3.6.1.2.1.47.1.1.1.1");
    private static final int CHASSIS = 3; // PhysicalClass of RFC 6933
    private static final int MODULE = 9;
    private static final int STACK = 11;

    private Hardware() {}

    /// @param top entPhysicalContainedIn is 0: nothing contains it
    private record Entity(HardwareFact fact, boolean top) {}

    static List<HardwareFact> read(Walker walker, int enterprise, Map<OID, Cell> scalars) {
        List<Entity> entities = entities(walker, Vendors.name(enterprise));
        List<HardwareFact> facts = new ArrayList<>();
        boolean chassisSerial =
                entities.stream()
                        .anyMatch(e -> isChassis(e.fact()) && !e.fact().serial().isEmpty());
        String scalar = chassisSerial ? "" : scalarSerial(enterprise, scalars);
        boolean promote = !chassisSerial && scalar.isEmpty();
        boolean placed = scalar.isEmpty();
        for (Entity entity : entities) {
            HardwareFact fact = entity.fact();
            if (!placed && isChassis(fact)) {
                fact = as(fact, HardwareKind.CHASSIS, scalar);
                placed = true;
            } else if (promote && entity.top() && !fact.serial().isEmpty()) {
                fact = as(fact, HardwareKind.CHASSIS, fact.serial());
            }
            facts.add(fact);
        }
        if (!placed) {
            facts.addFirst(
                    new HardwareFact(
                            HardwareKind.CHASSIS, Vendors.name(enterprise), "", scalar, ""));
        }
        return facts;
    }

    private static List<Entity> entities(Walker walker, String vendor) {
        List<Entity> entities = new ArrayList<>();
        // contained in, class, software revision, serial, manufacturer, model
        Table table = walker.walk("entPhysicalTable", Oids.columns(ENTRY, 4, 5, 10, 11, 12, 13));
        for (Row row : table.rows()) {
            String serial = Serial.normalize(row.cell(3).text());
            String model = row.cell(5).text();
            if (serial.isEmpty() && model.isEmpty()) {
                continue;
            }
            String manufacturer = row.cell(4).text();
            HardwareFact fact =
                    new HardwareFact(
                            kind(row.cell(1).count()),
                            manufacturer.isEmpty() ? vendor : manufacturer,
                            model,
                            serial,
                            row.cell(2).text());
            boolean top = row.cell(0).isPresent() && row.cell(0).number().orElse(-1) == 0;
            entities.add(new Entity(fact, top));
        }
        return entities;
    }

    private static HardwareKind kind(int physicalClass) {
        return switch (physicalClass) {
            case CHASSIS -> HardwareKind.CHASSIS;
            case STACK -> HardwareKind.STACK;
            case MODULE -> HardwareKind.MODULE;
            default -> HardwareKind.OTHER;
        };
    }

    private static boolean isChassis(HardwareFact fact) {
        return fact.kind() == HardwareKind.CHASSIS;
    }

    private static HardwareFact as(HardwareFact fact, HardwareKind kind, String serial) {
        return new HardwareFact(kind, fact.manufacturer(), fact.model(), serial, fact.firmware());
    }

    private static String scalarSerial(int enterprise, Map<OID, Cell> scalars) {
        for (OID oid : Vendors.serialScalars(enterprise)) {
            String serial = Serial.normalize(scalars.getOrDefault(oid, Cell.ABSENT).text());
            if (!serial.isEmpty()) {
                return serial;
            }
        }
        return "";
    }
}
