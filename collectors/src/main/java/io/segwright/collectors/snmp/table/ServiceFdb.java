package io.segwright.collectors.snmp.table;

import io.segwright.inventory.link.FdbFact;
import java.util.ArrayList;
import java.util.List;
import org.snmp4j.smi.OID;

/// The MACs that Nokia SR OS learned in its VPLS services (TIMETRA-SERV-MIB tlsFdbInfoTable): it has no bridge MIB.
///
/// Index: service, MAC. What was learned over a tunnel (sdp) has no port and is left out.
final class ServiceFdb {
    private static final OID ENTRY = new OID("1.3.6.1.4.1.6527.3.1.2.4.2.4.1");
    static final OID PORT = new OID(ENTRY).append(5); // tlsFdbPortId, an ifIndex
    private static final long LEARNED = 2; // tlsFdbType
    private static final long ACCESS_POINT = 1; // tlsFdbLocale sap
    private static final long VLAN_BITS = 0xfff; // of TmnxEncapVal: the outer tag
    private static final int VLAN_NONE = 4_095;

    private ServiceFdb() {}

    static List<FdbFact> read(KnownTables tables) {
        List<FdbFact> facts = new ArrayList<>();
        Table table = tables.walk("tlsFdbInfoTable", PORT, Oids.columns(ENTRY, 5, 3, 4, 6));
        for (Row row : table.rows()) {
            boolean learned = row.cell(1).number().orElse(LEARNED) == LEARNED;
            boolean here = row.cell(2).number().orElse(ACCESS_POINT) == ACCESS_POINT;
            int vlan = (int) (row.cell(3).number().orElse(0) & VLAN_BITS);
            int port = row.cell(0).count();
            IndexReader index = new IndexReader(row.index(), 1);
            if (learned && here && port > 0) {
                index.mac()
                        .ifPresent(mac ->
                                facts.add(
                                        new FdbFact(
                                                port,
                                                vlan == VLAN_NONE ? FdbVlans.UNKNOWN : vlan,
                                                mac)));
            }
        }
        return facts;
    }
}
