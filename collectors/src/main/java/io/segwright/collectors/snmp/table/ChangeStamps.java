package io.segwright.collectors.snmp.table;

import io.segwright.inventory.device.Device;
import io.segwright.inventory.observe.NeighborFact;
import io.segwright.inventory.observe.Observation.DevicePolled.Part;
import io.segwright.inventory.observe.SystemFacts;
import java.time.Instant;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.snmp4j.smi.OID;

/// What an agent says about when it last changed, read before everything else: where a stamp stands as it stood, the
/// subtree behind it need not be read.
///
/// ifTableLastChange moves when a row comes or goes, not when a link does. So the interfaces count as unchanged only
/// where ifOperStatus, one cheap column, is as it was, too; a link that went down and came up again in between has
/// changed nothing. ifLastChange would tell of such a flap and is not read. What neither shows (an alias, a speed) is
/// seen at the next full read, [Stamps#FULL_READ] later at most.
final class ChangeStamps {
    private static final OID UPTIME = new OID("1.3.6.1.2.1.1.3.0");
    private static final OID BOOTS = new OID("1.3.6.1.6.3.10.2.1.2.0");
    private static final OID MESSAGE_MAX = new OID("1.3.6.1.6.3.10.2.1.4.0");
    private static final OID IF_TABLE = new OID("1.3.6.1.2.1.31.1.5.0");
    private static final OID ENTITIES = new OID("1.3.6.1.2.1.47.1.4.1.0");
    private static final OID LLDP_REMOTE = new OID("1.0.8802.1.1.2.1.2.1.0");
    private static final OID OPER_STATUS = new OID("1.3.6.1.2.1.2.2.1.8");
    private static final List<OID> ALL =
            List.of(
                    UPTIME,
                    BOOTS,
                    MESSAGE_MAX,
                    IF_TABLE,
                    ENTITIES,
                    LLDP_REMOTE,
                    Identity.ENGINE_ID);

    private final Map<OID, Cell> cells;

    private ChangeStamps(Map<OID, Cell> cells) {
        this.cells = cells;
    }

    /// One request. An agent that does not answer it has none, and is read whole: nothing is lost by it.
    static ChangeStamps read(Walker walker) {
        try {
            ChangeStamps stamps = new ChangeStamps(Scalars.get(walker, ALL));
            stamps.number(MESSAGE_MAX).ifPresent(walker::messageMax);
            return stamps;
        } catch (SnmpFault _) {
            return new ChangeStamps(Map.of());
        }
    }

    private OptionalLong number(OID oid) {
        return cells.getOrDefault(oid, Cell.ABSENT).number();
    }

    Recall.Fingerprint fingerprint(SystemFacts system) {
        byte[] engine = cells.getOrDefault(Identity.ENGINE_ID, Cell.ABSENT).bytes();
        return new Recall.Fingerprint(
                system.objectId(), system.name(), HexFormat.of().formatHex(engine));
    }

    /// The parts that need not be read now.
    Set<Part> unchanged(Recall.Past past, Instant now, Walker walker) {
        Set<Part> unchanged = EnumSet.noneOf(Part.class);
        Optional<Stamps> before = past.stamps();
        OptionalLong uptime = number(UPTIME);
        if (before.isEmpty()
                || past.device().isEmpty()
                || uptime.isEmpty()
                || before.get().isDue(now)
                || !before.get().isSameRun(uptime.getAsLong(), boots(), now)) {
            return unchanged;
        }
        Map<Part, Long> marks = before.get().marks();
        Device device = past.device().get();
        for (Part part : List.of(Part.HARDWARE, Part.NEIGHBORS)) {
            OptionalLong stamp = stamp(part);
            if (stamp.isPresent() && Long.valueOf(stamp.getAsLong()).equals(marks.get(part))) {
                unchanged.add(part);
            }
        }
        if (marks.containsKey(Part.INTERFACES) && !device.interfaces().isEmpty()) {
            OptionalLong mark = interfaceMark(walker);
            if (mark.isPresent() && mark.getAsLong() == marks.get(Part.INTERFACES)) {
                unchanged.add(Part.INTERFACES);
            }
        }
        return unchanged;
    }

    /// What to remember: a mark for each part that is whole now.
    ///
    /// @param whole the parts that were read whole, or are unchanged
    /// @param mark of the interfaces as they were read
    Optional<Stamps> next(
            Recall.Past past,
            Set<Part> unchanged,
            Set<Part> whole,
            OptionalLong mark,
            Instant now) {
        OptionalLong uptime = number(UPTIME);
        if (uptime.isEmpty()) {
            return Optional.empty();
        }
        Map<Part, Long> marks = new EnumMap<>(Part.class);
        for (Part part : whole) {
            OptionalLong value = part == Part.INTERFACES ? mark : stamp(part);
            value.ifPresent(v -> marks.put(part, v));
        }
        if (unchanged.contains(Part.INTERFACES)) {
            past.stamps()
                    .map(s -> s.marks().get(Part.INTERFACES))
                    .ifPresent(v -> marks.put(Part.INTERFACES, v));
        }
        Instant readAt = unchanged.isEmpty() ? now : past.stamps().map(Stamps::readAt).orElse(now);
        return Optional.of(new Stamps(readAt, now, uptime.getAsLong(), boots(), marks));
    }

    private long boots() {
        return number(BOOTS).orElse(0);
    }

    /// False where LLDP's stamp says that no neighbour ever came, and there are some: it never moves.
    boolean movesWith(List<NeighborFact> neighbors) {
        return neighbors.isEmpty() || number(LLDP_REMOTE).orElse(0) > 0;
    }

    /// Empty where the agent has none, or one from the future: that is no stamp.
    private OptionalLong stamp(Part part) {
        OID oid =
                switch (part) {
                    case INTERFACES -> IF_TABLE;
                    case HARDWARE -> ENTITIES;
                    case NEIGHBORS -> LLDP_REMOTE;
                };
        OptionalLong value = number(oid);
        boolean past = value.isPresent() && value.getAsLong() <= number(UPTIME).orElse(0);
        return past ? value : OptionalLong.empty();
    }

    /// The interfaces' mark by the agent's present ifOperStatus column.
    private OptionalLong interfaceMark(Walker walker) {
        if (stamp(Part.INTERFACES).isEmpty()) {
            return OptionalLong.empty();
        }
        return interfaceMark(walker.walk("ifOperStatus", OPER_STATUS), 0);
    }

    /// The interfaces' mark: ifTableLastChange and every interface's operational status.
    ///
    /// @param column of ifOperStatus in the table
    OptionalLong interfaceMark(Table table, int column) {
        OptionalLong stamp = stamp(Part.INTERFACES);
        if (stamp.isEmpty()) {
            return OptionalLong.empty();
        }
        long mark = stamp.getAsLong();
        for (Row row : table.rows()) {
            if (row.cell(column).isPresent()) {
                // the multiplier of java.util's 64-bit linear congruential generator, any odd one
                // serves
                mark = mark * 0x5851f42d4c957f2dL + row.lastIndex();
                mark = mark * 0x5851f42d4c957f2dL + row.cell(column).number().orElse(0);
            }
        }
        return OptionalLong.of(mark);
    }
}
