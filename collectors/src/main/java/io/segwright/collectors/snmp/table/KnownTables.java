package io.segwright.collectors.snmp.table;

import java.util.List;
import java.util.Set;
import org.snmp4j.smi.OID;

/// A walker that knows which tables its agent has. Of the tables in this package an agent has a handful; one request
/// that asks for all of them saves a walk for each of the others.
final class KnownTables {
    private final Walker walker;
    private final Set<OID> held;

    private KnownTables(Walker walker, Set<OID> held) {
        this.walker = walker;
        this.held = held;
    }

    /// @param columns of each table one that no row goes without
    static KnownTables probe(Walker walker, List<OID> columns) {
        return new KnownTables(walker, Subtrees.holding(walker, columns));
    }

    Walker walker() {
        return walker;
    }

    /// True where the table has a row, or where the agent did not tell.
    boolean has(OID column) {
        return held.contains(column);
    }

    /// @param probed the column that was probed; where it holds nothing, no request is sent
    Table walk(String name, OID probed, OID... columns) {
        return has(probed) ? walker.walk(name, columns) : new Table(columns.length);
    }
}
