package io.segwright.collectors.snmp.table;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.snmp4j.smi.OID;

/// Which VLAN a filtering database is of. The standard lets several VLANs share one, and numbers databases as the
/// vendor likes: HP counts from 1, Juniper shifts by 16 bits, most repeat the VLAN id.
final class FdbVlans {
    static final int UNKNOWN = 0;
    private static final int VLAN_MAX = 4_094; // IEEE 802.1Q
    private static final OID Q_FDB_ID = new OID("1.3.6.1.2.1.17.7.1.4.2.1.3"); // dot1qVlanFdbId
    private static final OID IEEE_FDB_ID = new OID("1.3.111.2.802.1.1.4.1.4.2.1.4");
    private static final OID JUNIPER_ENTRY = new OID("1.3.6.1.4.1.2636.3.48.1.3.1.1");
    private static final OID JUNIPER_FDB_ID = new OID(JUNIPER_ENTRY).append(5); // jnxL2aldVlanFdbId
    private static final OID JUNIPER_EX_TAG = new OID("1.3.6.1.4.1.2636.3.40.1.5.1.5.1.5");

    private final Map<Long, Integer> vlans = new HashMap<>();
    private boolean identity = true;

    private FdbVlans() {}

    /// The columns that [#read] looks for.
    static List<OID> probes() {
        return List.of(Q_FDB_ID, IEEE_FDB_ID, JUNIPER_FDB_ID, JUNIPER_EX_TAG);
    }

    static FdbVlans read(KnownTables tables) {
        FdbVlans known = new FdbVlans();
        Stream.of(
                        tables.walk("dot1qVlanCurrentTable", Q_FDB_ID, Q_FDB_ID),
                        tables.walk("ieee8021QBridgeVlanCurrentTable", IEEE_FDB_ID, IEEE_FDB_ID))
                .flatMap(table -> table.rows().stream())
                // the index ends in the VLAN; ZTE leaves the time mark before it out
                .forEach(row -> known.put(row.cell(0).number().orElse(0), row.lastIndex()));
        Table juniper =
                tables.walk("jnxL2aldVlanTable", JUNIPER_FDB_ID, Oids.columns(JUNIPER_ENTRY, 5, 3));
        juniper.rows()
                .forEach(row -> known.put(row.cell(0).number().orElse(0), row.cell(1).count()));
        tables.walk("jnxExVlanTable", JUNIPER_EX_TAG, JUNIPER_EX_TAG)
                .rows()
                .forEach(row -> known.put(row.lastIndex(), row.cell(0).count()));
        return known;
    }

    private void put(long database, int vlan) {
        if (database > 0 && isVlan(vlan)) {
            vlans.merge(database, vlan, (first, second) -> first.equals(second) ? first : UNKNOWN);
            identity &= database == vlan;
        }
    }

    /// @return [#UNKNOWN] where several VLANs share the database, or nothing tells whose it is
    int of(long database) {
        Integer told = vlans.get(database);
        if (told != null) {
            return told;
        }
        return identity && isVlan(database) ? (int) database : UNKNOWN;
    }

    static boolean isVlan(long number) {
        return number >= 1 && number <= VLAN_MAX;
    }
}
