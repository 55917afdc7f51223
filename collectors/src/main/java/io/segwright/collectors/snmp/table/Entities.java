package io.segwright.collectors.snmp.table;

import io.segwright.collectors.understand.Serial;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.snmp4j.smi.OID;

/// entPhysicalTable (RFC 6933) as a tree.
///
/// The tree is what the agent makes of it: rows contain each other in loops, or are contained in rows that are not
/// there. A row with neither serial nor model is a place, not a thing: some switches always list eight chassis, for
/// stacks that they do not have.
final class Entities {
    static final OID ENTRY = new OID("1.3.6.1.2.1.47.1.1.1.1");
    static final int DESCRIPTION = 2;
    static final int NAME = 7;
    static final int SOFTWARE = 10;
    static final int SERIAL = 11;
    static final int MANUFACTURER = 12;
    static final int MODEL = 13;
    private static final int CHASSIS = 3; // PhysicalClass of RFC 6933
    private static final int STACK = 11;
    private static final int DEPTH_MAX = 16; // real trees are at most 9 deep
    private static final int MEMBERS_MAX = 32; // no stack or virtual chassis is larger

    private final Map<Integer, Entity> rows = new LinkedHashMap<>(); // in index order

    private Entities() {}

    /// @param container 0 where nothing contains it
    /// @param place entPhysicalParentRelPos, -1 where unknown
    record Entity(
            int index,
            int container,
            int physicalClass,
            int place,
            String software,
            String serial,
            String manufacturer,
            String model) {
        boolean isThing() {
            return !serial.isEmpty() || !model.isEmpty();
        }

        boolean isChassis() {
            return physicalClass == CHASSIS;
        }

        boolean isStack() {
            return physicalClass == STACK;
        }
    }

    static Entities read(Walker walker) {
        Entities entities = new Entities();
        // contained in, class, relative position, software, serial, manufacturer, model
        Table table = walker.walk("entPhysicalTable", Oids.columns(ENTRY, 4, 5, 6, 10, 11, 12, 13));
        for (Row row : table.rows()) {
            if (row.index().size() == 1 && row.lastIndex() > 0) {
                entities.rows.put(
                        row.lastIndex(),
                        new Entity(
                                row.lastIndex(),
                                row.cell(0).isPresent() ? row.cell(0).count() : -1,
                                row.cell(1).count(),
                                Math.clamp(row.cell(2).number().orElse(-1), -1, 1 << 20),
                                row.cell(3).text(),
                                Serial.normalize(row.cell(4).text()),
                                row.cell(5).text(),
                                row.cell(6).text()));
            }
        }
        return entities;
    }

    /// The rows that are things, in index order.
    List<Entity> things() {
        return rows.values().stream().filter(Entity::isThing).toList();
    }

    @Nullable Entity rowOrNull(int index) {
        return rows.get(index);
    }

    /// How many rows contain this one; [#DEPTH_MAX] in a loop. A row whose container is not there counts as
    /// contained once, for it says that it is.
    int depth(Entity entity) {
        int depth = 0;
        for (Entity at = entity; at != null && at.container() > 0 && depth < DEPTH_MAX; depth++) {
            at = rows.get(at.container());
        }
        return depth;
    }

    private boolean isInStack(Entity entity) {
        Entity at = entity;
        for (int i = 0; at != null && at.container() > 0 && i < DEPTH_MAX; i++) {
            at = rows.get(at.container());
            if (at != null && at.isStack()) {
                return true;
            }
        }
        return false;
    }

    /// The chassis rows that are things, those nearest to the root first.
    List<Entity> chassis() {
        return rows.values().stream()
                .filter(entity -> entity.isChassis() && entity.isThing())
                .sorted(Comparator.comparingInt(this::depth))
                .toList();
    }

    /// The boxes of a stack: the chassis in a stack row or, where there is no stack row, those that nothing contains
    /// and that each have a serial of their own. Empty where it is one box.
    List<Entity> members() {
        List<Entity> chassis = chassis();
        List<Entity> members = chassis.stream().filter(this::isInStack).toList();
        if (members.isEmpty() && rows.values().stream().noneMatch(Entity::isStack)) {
            Set<String> serials = new HashSet<>();
            members = new ArrayList<>();
            for (Entity entity : chassis) {
                if (depth(entity) == 0
                        && !entity.serial().isEmpty()
                        && serials.add(entity.serial())) {
                    members.add(entity);
                }
            }
        }
        return members.size() < 2 ? List.of() : members.stream().limit(MEMBERS_MAX).toList();
    }

    /// The first chassis, one with a serial before one without; null where none is a thing.
    @Nullable Entity mainOrNull() {
        List<Entity> chassis = chassis();
        List<Entity> withSerial = chassis.stream().filter(e -> !e.serial().isEmpty()).toList();
        if (!withSerial.isEmpty()) {
            return withSerial.getFirst();
        }
        return chassis.isEmpty() ? null : chassis.getFirst();
    }

    /// The first chassis row, thing or place, or else the first that nothing contains; null where there is neither.
    @Nullable Entity firstChassisOrNull() {
        return rows.values().stream()
                .filter(Entity::isChassis)
                .findFirst()
                .or(() -> rows.values().stream().filter(e -> e.container() == 0).findFirst())
                .orElse(null);
    }

    static String columnName(int column) {
        return switch (column) {
            case DESCRIPTION -> "entPhysicalDescr";
            case NAME -> "entPhysicalName";
            case SOFTWARE -> "entPhysicalSoftwareRev";
            case SERIAL -> "entPhysicalSerialNum";
            case MANUFACTURER -> "entPhysicalMfgName";
            case MODEL -> "entPhysicalModelName";
            default -> "entPhysicalEntry." + column;
        };
    }
}
