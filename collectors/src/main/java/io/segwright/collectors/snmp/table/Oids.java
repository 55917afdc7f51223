package io.segwright.collectors.snmp.table;

import org.snmp4j.smi.OID;

/// Builds columns from a table's entry.
final class Oids {
    private Oids() {}

    static OID[] columns(OID entry, int... numbers) {
        OID[] columns = new OID[numbers.length];
        for (int i = 0; i < numbers.length; i++) {
            columns[i] = new OID(entry).append(numbers[i]);
        }
        return columns;
    }
}
