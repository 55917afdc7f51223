package io.segwright.collectors.snmp.table;

import io.segwright.inventory.observe.InterfaceFact;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.snmp4j.smi.OID;

/// dot1dBasePortTable (RFC 4188): which interface a bridge port is. Agents without it number their bridge ports by
/// ifIndex.
final class BridgePorts {
    static final OID IF_INDEX = new OID("1.3.6.1.2.1.17.1.4.1.2");

    private final Map<Integer, Integer> indexes = new HashMap<>();
    private final Set<Integer> interfaces = new HashSet<>();

    private BridgePorts(List<InterfaceFact> interfaces) {
        interfaces.forEach(each -> this.interfaces.add(each.index()));
    }

    static BridgePorts read(KnownTables tables, List<InterfaceFact> interfaces) {
        BridgePorts ports = new BridgePorts(interfaces);
        ports.take(tables.walk("dot1dBasePortTable", IF_INDEX, IF_INDEX));
        return ports;
    }

    /// The ports of one VLAN, where each VLAN is a bridge of its own (Cisco IOS), in addition to these.
    BridgePorts and(Walker context) {
        BridgePorts ports = new BridgePorts(List.of());
        ports.interfaces.addAll(interfaces);
        ports.indexes.putAll(indexes);
        ports.take(context.walk("dot1dBasePortTable", IF_INDEX));
        return ports;
    }

    private void take(Table table) {
        for (Row row : table.rows()) {
            if (row.index().size() == 1 && row.cell(0).count() > 0) {
                indexes.put(row.lastIndex(), row.cell(0).count());
            }
        }
    }

    boolean hasPort(int port) {
        return indexes.containsKey(port);
    }

    /// 0 where the port maps to no interface.
    int interfaceIndex(int port) {
        boolean same = indexes.isEmpty() && interfaces.contains(port);
        return indexes.getOrDefault(port, same ? port : 0);
    }
}
