package io.segwright.collectors.snmp.table;

import io.segwright.collectors.snmp.table.Entities.Entity;
import io.segwright.collectors.understand.Vendors;
import io.segwright.inventory.observe.Attribute;
import io.segwright.inventory.observe.AttributeFact;
import io.segwright.inventory.observe.HardwareFact;
import io.segwright.inventory.observe.HardwareKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.snmp4j.smi.OID;

/// What ENTITY-MIB says of the hardware, and the vendor's serial scalar where it shows no chassis with a serial.
///
/// A row that nothing contains counts as a chassis where no chassis row has a serial.
///
/// @param facts chassis and modules
/// @param attributes vendor, model, serial and version as the main chassis has them
record Hardware(List<HardwareFact> facts, List<AttributeFact> attributes) {
    private static final int MODULE = 9; // PhysicalClass of RFC 6933
    private static final int CHASSIS_SERIAL = 88;
    private static final int CHASSIS_MODEL = 85;
    private static final int CHASSIS_MANUFACTURER = 60; // often the ODM, or a part's
    private static final int CHASSIS_SOFTWARE = 60; // often a boot loader's
    private static final int FIRST_SOFTWARE = 50; // some module's
    private static final int STACK_ROW = 75; // some agents copy the master's, some say "Stack"
    private static final int TOP_ROW = 62; // what nothing contains, of another class
    private static final int FIRST_ROW = 40; // some module
    private static final int WORDS = 35; // a description in place of a model

    /// @param vendor who made it, empty where unknown
    /// @param scalarSerial what the vendor's own object says, empty where it has none
    static Hardware read(Walker walker, Entities entities, String vendor, String scalarSerial) {
        return new Hardware(facts(entities, vendor, scalarSerial), attributes(walker, entities));
    }

    private static List<HardwareFact> facts(Entities entities, String vendor, String scalarSerial) {
        List<HardwareFact> facts = new ArrayList<>();
        Entity main = entities.mainOrNull();
        boolean chassisSerial = main != null && !main.serial().isEmpty();
        String scalar = chassisSerial ? "" : scalarSerial;
        boolean promote = !chassisSerial && scalar.isEmpty();
        boolean placed = scalar.isEmpty();
        for (Entity entity : entities.things()) {
            HardwareFact fact = fact(entity, vendor);
            if (!placed && entity.equals(main)) {
                fact = as(fact, HardwareKind.CHASSIS, scalar);
                placed = true;
            } else if (promote && entity.container() == 0 && !fact.serial().isEmpty()) {
                fact = as(fact, HardwareKind.CHASSIS, fact.serial());
            }
            facts.add(fact);
        }
        if (!placed) {
            facts.addFirst(new HardwareFact(HardwareKind.CHASSIS, vendor, "", scalar, ""));
        }
        return facts;
    }

    private static HardwareFact fact(Entity entity, String vendor) {
        return new HardwareFact(
                kind(entity),
                entity.manufacturer().isEmpty() ? vendor : entity.manufacturer(),
                entity.model(),
                entity.serial(),
                entity.software());
    }

    private static HardwareKind kind(Entity entity) {
        if (entity.isChassis()) {
            return HardwareKind.CHASSIS;
        }
        if (entity.isStack()) {
            return HardwareKind.STACK;
        }
        return entity.physicalClass() == MODULE ? HardwareKind.MODULE : HardwareKind.OTHER;
    }

    private static HardwareFact as(HardwareFact fact, HardwareKind kind, String serial) {
        return new HardwareFact(kind, fact.manufacturer(), fact.model(), serial, fact.firmware());
    }

    private static List<AttributeFact> attributes(Walker walker, Entities entities) {
        List<AttributeFact> facts = new ArrayList<>();
        Entity main = entities.mainOrNull();
        if (main != null) {
            add(facts, Attribute.SERIAL, main.serial(), CHASSIS_SERIAL, Entities.SERIAL, main);
            add(facts, Attribute.MODEL, main.model(), CHASSIS_MODEL, Entities.MODEL, main);
            add(
                    facts,
                    Attribute.VENDOR,
                    Vendors.shipped().canonical(main.manufacturer()),
                    CHASSIS_MANUFACTURER,
                    Entities.MANUFACTURER,
                    main);
            add(
                    facts,
                    Attribute.VERSION,
                    main.software(),
                    CHASSIS_SOFTWARE,
                    Entities.SOFTWARE,
                    main);
        }
        for (Entity entity : entities.things()) {
            int confidence =
                    entity.isStack() ? STACK_ROW : entity.container() == 0 ? TOP_ROW : FIRST_ROW;
            if (!has(facts, Attribute.SERIAL) || confidence > FIRST_ROW) {
                add(facts, Attribute.SERIAL, entity.serial(), confidence, Entities.SERIAL, entity);
            }
            if (!has(facts, Attribute.MODEL) || confidence > FIRST_ROW) {
                add(facts, Attribute.MODEL, entity.model(), confidence, Entities.MODEL, entity);
            }
        }
        entities.things().stream()
                .filter(entity -> !entity.software().isEmpty())
                .findFirst()
                .ifPresent(entity ->
                        add(
                                facts,
                                Attribute.VERSION,
                                entity.software(),
                                FIRST_SOFTWARE,
                                Entities.SOFTWARE,
                                entity));
        if (!has(facts, Attribute.MODEL)) {
            describe(walker, entities, facts);
        }
        return facts;
    }

    private static boolean has(List<AttributeFact> facts, Attribute attribute) {
        return facts.stream().anyMatch(fact -> fact.attribute() == attribute);
    }

    /// The words of the first chassis row, where no row has a model.
    private static void describe(Walker walker, Entities entities, List<AttributeFact> facts) {
        Entity first = entities.firstChassisOrNull();
        if (first == null) {
            return;
        }
        OID name = instance(Entities.NAME, first);
        OID description = instance(Entities.DESCRIPTION, first);
        try {
            Map<OID, Cell> words = Scalars.get(walker, List.of(name, description));
            String described = words.getOrDefault(description, Cell.ABSENT).text();
            add(facts, Attribute.MODEL, described, WORDS, Entities.DESCRIPTION, first);
            String named = words.getOrDefault(name, Cell.ABSENT).text();
            add(facts, Attribute.MODEL, named, WORDS - 1, Entities.NAME, first);
        } catch (SnmpFault fault) {
            walker.note("entPhysicalTable: " + fault.text());
        }
    }

    private static OID instance(int column, Entity entity) {
        return new OID(Entities.ENTRY).append(column).append(entity.index());
    }

    private static void add(
            List<AttributeFact> facts,
            Attribute attribute,
            String value,
            int confidence,
            int column,
            Entity entity) {
        if (!value.isBlank()) {
            facts.add(
                    new AttributeFact(
                            attribute,
                            value,
                            confidence,
                            Entities.columnName(column)
                                    + "."
                                    + entity.index()
                                    + " ("
                                    + instance(column, entity)
                                    + ")"));
        }
    }
}
