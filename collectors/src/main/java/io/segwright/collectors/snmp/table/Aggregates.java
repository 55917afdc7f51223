package io.segwright.collectors.snmp.table;

import io.segwright.inventory.link.AggregateFact;
import io.segwright.inventory.observe.InterfaceFact;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.snmp4j.smi.OID;

/// Link aggregations: IEEE8023-LAG-MIB where it attaches a port, else ifStackTable (RFC 2863) under an interface of
/// type ieee8023adLag. A port that is attached to nothing or to itself is a single port.
final class Aggregates {
    private static final OID PORT_ENTRY = new OID("1.2.840.10006.300.43.1.2.1.1");
    static final OID SELECTED = new OID(PORT_ENTRY).append(12); // dot3adAggPortSelectedAggID
    static final OID ATTACHED = new OID(PORT_ENTRY).append(13); // dot3adAggPortAttachedAggID
    static final OID STACK_STATUS = new OID("1.3.6.1.2.1.31.1.2.1.3");
    private static final int LAG = 161; // IANAifType ieee8023adLag
    private static final int ACTIVE = 1; // RowStatus
    private static final Set<Integer> PORT_TYPES =
            Set.of(6, 7, 26, 62, 69, 117); // the Ethernet ones of IANAifType

    private final Map<Integer, Set<Integer>> members = new TreeMap<>();

    private Aggregates() {}

    static List<AggregateFact> read(KnownTables tables, List<InterfaceFact> interfaces) {
        Aggregates found = new Aggregates();
        OID told = tables.has(ATTACHED) ? ATTACHED : SELECTED;
        for (Row row : tables.walk("dot3adAggPortTable", told, told).rows()) {
            found.join(row.cell(0).count(), row.lastIndex());
        }
        found.readStack(tables, interfaces);
        List<AggregateFact> facts = new ArrayList<>();
        found.members.forEach(
                (aggregate, ports) -> facts.add(new AggregateFact(aggregate, List.copyOf(ports))));
        return facts;
    }

    private void readStack(KnownTables tables, List<InterfaceFact> interfaces) {
        Map<Integer, Integer> types = new HashMap<>();
        interfaces.forEach(each -> types.put(each.index(), each.type()));
        boolean missing =
                types.entrySet().stream()
                        .anyMatch(e -> e.getValue() == LAG && !members.containsKey(e.getKey()));
        if (!missing) {
            return; // a long table, for nothing
        }
        Set<Integer> complete = Set.copyOf(members.keySet());
        for (Row row : tables.walk("ifStackTable", STACK_STATUS, STACK_STATUS).rows()) {
            int higher = row.index().size() == 2 ? row.index().get(0) : 0;
            int lower = row.lastIndex();
            if (types.getOrDefault(higher, 0) == LAG
                    && PORT_TYPES.contains(types.getOrDefault(lower, 0))
                    && row.cell(0).number().orElse(ACTIVE) == ACTIVE
                    && !complete.contains(higher)) {
                join(higher, lower);
            }
        }
    }

    private void join(int aggregate, int port) {
        if (aggregate > 0 && port > 0 && aggregate != port) {
            members.computeIfAbsent(aggregate, _ -> new TreeSet<>()).add(port);
        }
    }
}
