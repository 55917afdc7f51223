package io.segwright.collectors.snmp.table;

import io.segwright.collectors.snmp.table.Entities.Entity;
import io.segwright.collectors.understand.Inquiry;
import io.segwright.collectors.understand.Serial;
import io.segwright.collectors.understand.StackTable;
import io.segwright.inventory.net.MacAddress;
import io.segwright.inventory.observe.StackMemberFact;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The boxes of a stack or virtual chassis: the union of ENTITY's chassis rows and the vendor's own table, which tells
/// MACs and positions. Rows of the two are one box where the serials are equal or, where a row has none, the positions.
final class StackMembers {
    private static final int MEMBERS_MAX = 32; // no stack or virtual chassis is larger

    private final List<Member> members = new ArrayList<>();

    private StackMembers() {}

    /// One box as far as it is known.
    private static final class Member {
        private int entity;
        private int position = -1;
        private String manufacturer = "";
        private String model = "";
        private String serial = "";
        private String software = "";
        private @Nullable MacAddress macOrNull; // few tables tell it

        private boolean isThing() {
            return !serial.isEmpty() || !model.isEmpty() || macOrNull != null;
        }
    }

    /// @return in order of position; empty where it is one box
    static List<StackMemberFact> read(
            Walker walker, Inquiry inquiry, Entities entities, String vendor) {
        StackMembers stack = new StackMembers();
        stack.addEntities(entities);
        for (StackTable table : inquiry.stackTables()) {
            stack.addTable(walker, table);
        }
        return stack.facts(vendor);
    }

    private void addEntities(Entities entities) {
        List<Entity> chassis = entities.members();
        boolean placed =
                chassis.stream().map(Entity::place).filter(place -> place >= 0).distinct().count()
                        == chassis.size();
        for (Entity entity : chassis) {
            Member member = new Member();
            member.entity = entity.index();
            member.position = placed ? entity.place() : members.size() + 1;
            member.manufacturer = entity.manufacturer();
            member.model = entity.model();
            member.serial = entity.serial();
            member.software = entity.software();
            members.add(member);
        }
    }

    private void addTable(Walker walker, StackTable table) {
        int[] columns = {
            table.position(), table.serial(), table.model(), table.mac(), table.software()
        };
        List<Integer> present = new ArrayList<>();
        for (int column : columns) {
            if (column > 0 && !present.contains(column)) {
                present.add(column);
            }
        }
        Table rows =
                walker.walk(
                        table.name(),
                        Oids.columns(
                                table.entry(),
                                present.stream().mapToInt(Integer::intValue).toArray()));
        for (Row row : rows.rows()) {
            add(table, row, present);
        }
    }

    private void add(StackTable table, Row row, List<Integer> present) {
        int index = row.lastIndex();
        int position = cell(row, present, table.position()).count();
        String serial = Serial.normalize(cell(row, present, table.serial()).text());
        boolean byEntity = table.key() == StackTable.Key.ENTITY;
        int place = table.position() > 0 ? position : byEntity ? -1 : index;
        Member member =
                find(byEntity ? index : 0, serial, place)
                        .orElseGet(() -> byEntity ? new Member() : added());
        member.position =
                place >= 0 && (table.position() == 0 || place > 0) ? place : member.position;
        member.serial = member.serial.isEmpty() ? serial : member.serial;
        String model = cell(row, present, table.model()).text();
        member.model = member.model.isEmpty() ? model : member.model;
        String software = cell(row, present, table.software()).text();
        member.software = member.software.isEmpty() ? software : member.software;
        cell(row, present, table.mac())
                .mac()
                .filter(mac -> !mac.isShared())
                .ifPresent(mac -> member.macOrNull = mac);
    }

    private static Cell cell(Row row, List<Integer> present, int column) {
        int at = present.indexOf(column);
        return at < 0 ? Cell.ABSENT : row.cell(at);
    }

    private Optional<Member> find(int entity, String serial, int position) {
        return members.stream()
                .filter(member ->
                        (entity > 0 && member.entity == entity)
                                || (!serial.isEmpty() && member.serial.equals(serial))
                                || (entity == 0
                                        && position >= 0
                                        && member.position == position
                                        && (serial.isEmpty() || member.serial.isEmpty())))
                .findFirst();
    }

    private Member added() {
        Member member = new Member();
        if (members.size() < MEMBERS_MAX) {
            members.add(member);
        }
        return member;
    }

    private List<StackMemberFact> facts(String vendor) {
        List<StackMemberFact> facts =
                members.stream()
                        .filter(Member::isThing)
                        .map(member -> fact(member, vendor))
                        .sorted(Comparator.comparingInt(StackMemberFact::position))
                        .toList();
        return facts.size() < 2 ? List.of() : facts;
    }

    private static StackMemberFact fact(Member member, String vendor) {
        return new StackMemberFact(
                Math.max(0, member.position),
                member.manufacturer.isEmpty() ? vendor : member.manufacturer,
                member.model,
                member.serial,
                member.macOrNull,
                member.software);
    }
}
