package io.segwright.collectors.snmp.table;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import org.jspecify.annotations.Nullable;
import org.snmp4j.smi.OID;

/// A walked table, rows in index order.
///
/// The ideal is a sorted map. Agents answer in order, column beside column, so the row that a value belongs to is
/// nearly always the one after the column's last row, or a new last row: one comparison finds it, and a sorted list
/// holds it. Price: a row in the middle moves those behind it, at most `WalkLimits.tableRows` of them.
final class Table {
    private static final int ROWS_EXPECTED = 64; // the ports of a switch; most tables have none
    private final ArrayList<Row> rows = new ArrayList<>();
    private final int columns;

    Table(int columns) {
        this.columns = columns;
    }

    /// The row with the index, a new one if need be.
    Row row(OID index) {
        return rows.get(place(size() - 1, index.getValue(), 0));
    }

    @Nullable Row rowOrNull(OID index) {
        int found = find(index.getValue(), 0);
        return found < 0 ? null : rows.get(found);
    }

    Row at(int place) {
        return rows.get(place);
    }

    /// Where the row is whose index are the sub-identifiers of `oid` from `from` on; makes the row if need be.
    ///
    /// @param before where the column's last row was, -1 at first; a hint only
    int place(int before, int[] oid, int from) {
        int next = before + 1;
        if (next < rows.size() && order(next, oid, from) == 0) {
            return next;
        }
        boolean last = rows.isEmpty() || order(rows.size() - 1, oid, from) < 0;
        int found = last ? -rows.size() - 1 : find(oid, from);
        if (found >= 0) {
            return found;
        }
        int place = -found - 1;
        if (rows.isEmpty()) {
            rows.ensureCapacity(ROWS_EXPECTED);
        }
        rows.add(place, new Row(new OID(oid, from, oid.length - from), columns));
        return place;
    }

    private int find(int[] oid, int from) {
        int low = 0;
        int high = rows.size() - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            int order = order(middle, oid, from);
            if (order == 0) {
                return middle;
            }
            if (order < 0) {
                low = middle + 1;
            } else {
                high = middle - 1;
            }
        }
        return -low - 1;
    }

    /// Below 0 where the row comes before the index. Sub-identifiers are unsigned (RFC 2578 sec. 3.5).
    private int order(int place, int[] oid, int from) {
        int[] index = rows.get(place).index().getValue();
        return Arrays.compareUnsigned(index, 0, index.length, oid, from, oid.length);
    }

    /// Puts every value into another table with the same columns.
    ///
    /// @return how many there were
    int moveTo(Table other) {
        int moved = 0;
        int place = -1;
        for (Row row : rows) {
            int[] index = row.index().getValue();
            place = other.place(place, index, 0);
            moved += row.copyTo(other.at(place));
        }
        return moved;
    }

    int columns() {
        return columns;
    }

    Collection<Row> rows() {
        return Collections.unmodifiableList(rows);
    }

    int size() {
        return rows.size();
    }
}
