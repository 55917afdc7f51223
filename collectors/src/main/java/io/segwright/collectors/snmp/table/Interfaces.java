package io.segwright.collectors.snmp.table;

import io.segwright.inventory.observe.InterfaceFact;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.snmp4j.smi.OID;

/// ifTable and ifXTable (RFC 2863), which share their index, in one walk.
final class Interfaces {
    private static final String IF = "1.3.6.1.2.1.2.2.1.";
    private static final String IFX = "1.3.6.1.2.1.31.1.1.1.";
    private static final OID[] COLUMNS = {
        new OID(IF + 2), // ifDescr
        new OID(IF + 3), // ifType
        new OID(IF + 5), // ifSpeed, bit/s
        new OID(IF + 6), // ifPhysAddress
        new OID(IF + 8), // ifOperStatus
        new OID(IFX + 1), // ifName
        new OID(IFX + 15), // ifHighSpeed, Mbit/s
        new OID(IFX + 18) // ifAlias
    };
    private static final long SPEED_SATURATED =
            4_294_967_295L; // RFC 2863 ifSpeed: read ifHighSpeed
    private static final long MBIT = 1_000_000;
    private static final long UP = 1;

    private Interfaces() {}

    static List<InterfaceFact> read(Walker walker) {
        List<InterfaceFact> facts = new ArrayList<>();
        for (Row row : walker.walk("ifTable", COLUMNS).rows()) {
            if (row.index().size() == 1 && row.lastIndex() > 0) {
                facts.add(fact(row));
            }
        }
        facts.sort(Comparator.comparingInt(InterfaceFact::index));
        return facts;
    }

    private static InterfaceFact fact(Row row) {
        String name = row.cell(5).text();
        boolean nameless = name.isEmpty() || name.equalsIgnoreCase("null"); // some agents print it
        return new InterfaceFact(
                row.lastIndex(),
                nameless ? row.cell(0).text() : name,
                row.cell(1).count(),
                row.cell(4).number().orElse(0) == UP,
                speedMbps(row),
                row.cell(3).mac().orElse(null),
                row.cell(7).text());
    }

    private static long speedMbps(Row row) {
        long high = row.cell(6).number().orElse(0);
        long low = row.cell(2).number().orElse(0);
        return high > 0 || low == SPEED_SATURATED || low < 0 ? Math.max(0, high) : low / MBIT;
    }
}
