package io.segwright.collectors.snmp.table;

import java.util.Collection;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.snmp4j.smi.OID;

/// A walked table, rows in index order.
final class Table {
    private final NavigableMap<OID, Row> rows = new TreeMap<>();
    private final int columns;

    Table(int columns) {
        this.columns = columns;
    }

    Row row(OID index) {
        return rows.computeIfAbsent(index, i -> new Row(i, columns));
    }

    @Nullable Row rowOrNull(OID index) {
        return rows.get(index);
    }

    Collection<Row> rows() {
        return rows.values();
    }

    int size() {
        return rows.size();
    }
}
