package io.segwright.collectors.snmp.table;

import org.jspecify.annotations.Nullable;
import org.snmp4j.smi.OID;
import org.snmp4j.smi.Variable;

/// One row of a walked table: its index and the asked columns, some perhaps absent.
final class Row {
    private final OID index;
    private final @Nullable Variable[] cells;

    Row(OID index, int columns) {
        this.index = index;
        this.cells = new @Nullable Variable[columns];
    }

    OID index() {
        return index;
    }

    /// The last sub-identifier of the index, e.g. an ifIndex; 0 where it is no int of at least 0.
    int lastIndex() {
        return index.size() == 0 ? 0 : Math.max(0, index.get(index.size() - 1));
    }

    /// @param column its place in the order in which the columns were asked
    Cell cell(int column) {
        return new Cell(cells[column]);
    }

    void put(int column, Variable value) {
        cells[column] = value;
    }

    /// @return how many cells it has
    int copyTo(Row other) {
        int copied = 0;
        for (int i = 0; i < cells.length; i++) {
            Variable value = cells[i];
            if (value != null) {
                other.cells[i] = value;
                copied++;
            }
        }
        return copied;
    }
}
