package io.segwright.collectors.snmp.table;

import java.util.Set;

/// What one agent can take and where it fails, learned by asking it. It costs a few requests to learn again.
///
/// @param varbinds in one answer: where the next poll starts
/// @param ceiling more were too big for it
/// @param bulk whether it answers GETBULK
/// @param window requests in flight at once that it keeps up with
/// @param order whether its tables are sorted
/// @param badColumns identifiers, dotted, of the columns on which it looped, failed or hung
public record Quirks(
        int varbinds, int ceiling, Bulk bulk, int window, Order order, Set<String> badColumns) {
    /// Of a device of which nothing is known: net-snmp's and snmp_exporter's defaults are 10 and 25.
    public static final Quirks UNKNOWN =
            new Quirks(20, Stride.VARBINDS_MAX, Bulk.ANSWERED, 1, Order.RISING, Set.of());

    private static final int BAD_COLUMNS_MAX = 64; // all that are ever read of one device

    /// GETBULK, RFC 3416 sec. 4.2.3.
    public enum Bulk {
        ANSWERED,
        /// Refused, or met with silence: GETNEXT serves.
        OFF
    }

    /// Whether identifiers rise from row to row, as they must.
    public enum Order {
        RISING,
        /// Rows came out of order, each once.
        MIXED
    }

    public Quirks {
        badColumns = Set.copyOf(badColumns);
        if (ceiling < 1 || ceiling > Stride.VARBINDS_MAX) {
            throw new IllegalArgumentException(
                    "ceiling " + ceiling + ": want 1.." + Stride.VARBINDS_MAX);
        }
        if (varbinds < 1 || varbinds > ceiling) {
            throw new IllegalArgumentException("varbinds " + varbinds + ": want 1.." + ceiling);
        }
        if (window < 1 || window > Window.MAX) {
            throw new IllegalArgumentException("window " + window + ": want 1.." + Window.MAX);
        }
        if (badColumns.size() > BAD_COLUMNS_MAX) {
            throw new IllegalArgumentException(
                    badColumns.size() + " bad columns: want at most " + BAD_COLUMNS_MAX);
        }
    }
}
