package io.segwright.collectors.understand;

import java.util.ArrayList;
import java.util.List;
import org.snmp4j.smi.OID;

/// A vendor's table of the boxes of a stack or virtual chassis, one row a box.
///
/// @param name the MIB's name for it
/// @param key what its index, or the index' last part, is
/// @param position column of the position where the index is not it; 0 for none, as for the others
public record StackTable(
        String name,
        OID entry,
        Key key,
        int position,
        int serial,
        int model,
        int mac,
        int software) {
    /// What numbers the rows.
    public enum Key {
        /// The position in the stack.
        POSITION,
        /// entPhysicalIndex of the box' chassis.
        ENTITY
    }

    record Scoped(Scope scope, StackTable table) {}

    static List<Scoped> shipped() {
        List<Scoped> tables = new ArrayList<>();
        for (Tsv.Line line : Tsv.read("stacks.tsv")) {
            tables.add(
                    new Scoped(
                            Scope.parse(line.field(0)),
                            new StackTable(
                                    line.field(1),
                                    ObjectNames.oid(line.field(2)),
                                    Key.valueOf(line.field(3)),
                                    column(line, 4),
                                    column(line, 5),
                                    column(line, 6),
                                    column(line, 7),
                                    column(line, 8))));
        }
        return List.copyOf(tables);
    }

    private static int column(Tsv.Line line, int at) {
        String text = line.field(at);
        return text.isEmpty() || text.equals("-") ? 0 : Integer.parseInt(text);
    }
}
