package io.segwright.collectors.snmp.table;

import org.snmp4j.smi.Variable;

/// A value of an agent as text for people.
public final class SnmpText {
    private SnmpText() {}

    /// Trimmed, without control characters; octets as UTF-8 or Latin-1, everything else as SNMP4J prints it.
    public static String of(Variable variable) {
        return new Cell(variable).text();
    }
}
