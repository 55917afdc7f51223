package io.segwright.collectors.snmp.table;

import io.segwright.inventory.link.FdbFact;
import io.segwright.inventory.net.MacAddress;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.snmp4j.smi.OID;

/// The MACs that a bridge learned: dot1qTpFdbTable (RFC 4363), else its IEEE 802.1Q successor, else dot1dTpFdbTable
/// (RFC 4188), which knows no VLAN.
///
/// On Cisco IOS each VLAN is a bridge of its own, which answers in the context `vlan-N`; without a context that is
/// VLAN 1. Agents that do so list their bridges as logical entities; only then contexts are asked, and the first that
/// is not answered ends it: the device is not set up for them.
final class Fdb {
    static final OID Q_PORT = new OID("1.3.6.1.2.1.17.7.1.2.2.1.2");
    static final OID IEEE_PORT = new OID("1.3.111.2.802.1.1.4.1.2.2.1.2");
    static final OID BRIDGE_PORT = new OID("1.3.6.1.2.1.17.4.3.1.2");
    static final OID VTP_STATE = new OID("1.3.6.1.4.1.9.9.46.1.3.1.1.2");
    static final OID LOGICAL_TYPE = new OID("1.3.6.1.2.1.47.1.2.1.1.3"); // entLogicalType, RFC 6933
    private static final OID VTP_TYPE = new OID("1.3.6.1.4.1.9.9.46.1.3.1.1.3");
    private static final int VTP_OPERATIONAL = 1;
    private static final int VTP_ETHERNET = 1;
    private static final int CISCO_DEFAULT_VLAN = 1;
    private static final int VLANS_MAX =
            256; // at two or three requests each: half a minute at 20 a second
    private static final int FACTS_MAX = 100_000; // twice what one table may have, over all VLANs
    private static final long LEARNED = 3; // dot1dTpFdbStatus; others are its own, or stale

    private final Walker walker;
    private final Set<FdbFact> facts = new LinkedHashSet<>();

    private Fdb(Walker walker) {
        this.walker = walker;
    }

    static List<FdbFact> read(KnownTables tables, BridgePorts ports) {
        Fdb fdb = new Fdb(tables.walker());
        FdbVlans vlans = tables.has(Q_PORT) || tables.has(IEEE_PORT) ? FdbVlans.read(tables) : null;
        if (vlans != null) {
            fdb.take(tables.walk("dot1qTpFdbTable", Q_PORT, columns(Q_PORT)), ports, vlans, 0);
            if (fdb.facts.isEmpty()) {
                Table table =
                        tables.walk("ieee8021QBridgeTpFdbTable", IEEE_PORT, columns(IEEE_PORT));
                fdb.take(table, ports, vlans, 1);
            }
        }
        fdb.facts.addAll(ServiceFdb.read(tables));
        if (fdb.facts.isEmpty()) {
            List<Integer> separate = ciscoVlans(tables);
            int vlan = separate.isEmpty() ? FdbVlans.UNKNOWN : CISCO_DEFAULT_VLAN;
            fdb.takeOne(
                    tables.walk("dot1dTpFdbTable", BRIDGE_PORT, columns(BRIDGE_PORT)), ports, vlan);
            fdb.readContexts(separate, ports);
        }
        return new ArrayList<>(fdb.facts);
    }

    private static OID[] columns(OID port) {
        OID status = new OID(port);
        status.removeLast();
        return new OID[] {port, status.append(3)};
    }

    /// @param components sub-identifiers in the index before the filtering database's
    private void take(Table table, BridgePorts ports, FdbVlans vlans, int components) {
        for (Row row : table.rows()) {
            IndexReader index = new IndexReader(row.index(), 0);
            for (int i = 0; i < components; i++) {
                index.skipAny();
            }
            int database = index.next();
            index.mac().ifPresent(mac -> add(row, ports, vlans.of(database), mac));
        }
    }

    private void takeOne(Table table, BridgePorts ports, int vlan) {
        for (Row row : table.rows()) {
            new IndexReader(row.index(), 0).mac().ifPresent(mac -> add(row, ports, vlan, mac));
        }
    }

    /// Port 0: the MAC is known, but not where.
    private void add(Row row, BridgePorts ports, int vlan, MacAddress mac) {
        int port = row.cell(0).count();
        boolean multicast = ((mac.bits() >>> 40) & 1) == 1;
        boolean learned = row.cell(1).number().orElse(LEARNED) == LEARNED;
        if (port > 0 && learned && !multicast && facts.size() < FACTS_MAX) {
            facts.add(new FdbFact(ports.interfaceIndex(port), vlan, mac));
        }
    }

    /// vtpVlanTable: the operational Ethernet VLANs, the default one left out.
    private static List<Integer> ciscoVlans(KnownTables tables) {
        List<Integer> vlans = new ArrayList<>();
        if (!tables.has(LOGICAL_TYPE)) {
            return vlans;
        }
        for (Row row : tables.walk("vtpVlanTable", VTP_STATE, VTP_STATE, VTP_TYPE).rows()) {
            int vlan = row.lastIndex();
            if (row.index().size() == 2
                    && FdbVlans.isVlan(vlan)
                    && vlan != CISCO_DEFAULT_VLAN
                    && row.cell(0).count() == VTP_OPERATIONAL
                    && row.cell(1).number().orElse(VTP_ETHERNET) == VTP_ETHERNET) {
                vlans.add(vlan);
            }
        }
        return vlans;
    }

    private void readContexts(List<Integer> vlans, BridgePorts ports) {
        for (int vlan : vlans.subList(0, Math.min(vlans.size(), VLANS_MAX))) {
            Optional<Boolean> answered =
                    walker.inContext("vlan-" + vlan, inside -> readOne(inside, ports, vlan));
            if (answered.isEmpty()) {
                walker.note(
                        "dot1dTpFdbTable: no answer in context vlan-"
                                + vlan
                                + ", so of "
                                + vlans.size()
                                + " VLANs only the default one is known; let the credential read"
                                + " the contexts vlan-N");
                return;
            }
        }
        if (vlans.size() > VLANS_MAX) {
            walker.note(
                    "dot1dTpFdbTable: of "
                            + vlans.size()
                            + " VLANs the first "
                            + VLANS_MAX
                            + " were read");
        }
    }

    private Boolean readOne(Walker inside, BridgePorts ports, int vlan) {
        Table table = inside.walk("dot1dTpFdbTable", columns(BRIDGE_PORT));
        if (table.size() > 0) {
            takeOne(table, ports.and(inside), vlan);
        }
        return true;
    }
}
