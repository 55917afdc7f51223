package io.segwright.collectors.snmp.table;

import io.segwright.inventory.net.IpAddress;
import io.segwright.inventory.net.MacAddress;
import io.segwright.inventory.observe.InterfaceFact;
import io.segwright.inventory.observe.NeighborFact;
import io.segwright.inventory.observe.NeighborProtocol;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.snmp4j.smi.OID;

/// LLDP neighbours. LLDP-V2-MIB is asked only where LLDP-MIB has no neighbour, never both.
///
/// The local port number is an ifIndex on some devices, a bridge port on others and neither on a few, so it is
/// resolved through lldpLocPortTable. The time mark in the index is dropped: it only says since when.
final class Lldp {
    /// LldpSystemCapabilitiesMap, a BITS value: bit 0 is the highest of the first octet.
    private static final List<String> CAPABILITIES =
            List.of(
                    "other",
                    "repeater",
                    "bridge",
                    "wlan",
                    "router",
                    "telephone",
                    "docsis",
                    "station");

    private final Walker walker;
    private final LldpLayout layout;
    private final List<InterfaceFact> interfaces;

    private Lldp(Walker walker, LldpLayout layout, List<InterfaceFact> interfaces) {
        this.walker = walker;
        this.layout = layout;
        this.interfaces = interfaces;
    }

    static List<NeighborFact> read(Walker walker, List<InterfaceFact> interfaces) {
        List<NeighborFact> first = new Lldp(walker, LldpLayout.V1, interfaces).neighbours();
        return first.isEmpty() ? new Lldp(walker, LldpLayout.V2, interfaces).neighbours() : first;
    }

    /// One neighbour's place: the local port's number and the index that the agent gave the neighbour there.
    private record Place(int port, int remoteIndex) {}

    private List<NeighborFact> neighbours() {
        int c = layout.chassisSubtype();
        // chassis subtype and id, port subtype and id, (port description), name, description,
        // (supported), enabled
        OID[] columns =
                Oids.columns(layout.remoteEntry(), c, c + 1, c + 2, c + 3, c + 5, c + 6, c + 8);
        Table remotes = walker.walk("lldpRemTable", columns);
        if (remotes.size() == 0) {
            return List.of();
        }
        Map<Place, Row> rows = new HashMap<>();
        List<Place> order = new ArrayList<>();
        for (Row row : remotes.rows()) {
            IndexReader index = new IndexReader(row.index(), 0);
            Place place = place(index);
            boolean whole = !index.isBroken() && index.remaining() == 0;
            if (whole && rows.put(place, row) == null) { // a later time mark is the newer row
                order.add(place);
            }
        }
        Map<Place, List<IpAddress>> addresses = managementAddresses(rows.keySet());
        Map<Integer, String> ports = localPorts();
        List<NeighborFact> facts = new ArrayList<>();
        for (Place place : order) {
            Row row = rows.get(place);
            if (row != null && row.cell(1).isPresent()) {
                facts.add(
                        fact(
                                row,
                                ports.getOrDefault(place.port(), Integer.toString(place.port())),
                                addresses.getOrDefault(place, List.of())));
            }
        }
        return facts;
    }

    private Place place(IndexReader index) {
        index.skipAny(); // the time mark: unsigned 32 bits
        int port = index.next();
        for (int i = 0; i < layout.indexAfterPort(); i++) {
            index.next();
        }
        return new Place(port, index.next());
    }

    private static NeighborFact fact(Row row, String localPort, List<IpAddress> addresses) {
        LldpId chassis = LldpId.chassis(row.cell(0).count(), row.cell(1).bytes());
        LldpId port = LldpId.port(row.cell(2).count(), row.cell(3).bytes());
        return new NeighborFact(
                NeighborProtocol.LLDP,
                localPort,
                chassis.text(),
                chassis.mac().orElse(null),
                port.text(),
                row.cell(4).text(),
                row.cell(5).text(),
                capabilities(row.cell(6).bytes()),
                addresses);
    }

    static Set<String> capabilities(byte[] bits) {
        Set<String> names = new LinkedHashSet<>();
        for (int i = 0; i < CAPABILITIES.size() && i < bits.length * 8; i++) {
            if ((bits[i / 8] & (0x80 >>> (i % 8))) != 0) {
                names.add(CAPABILITIES.get(i));
            }
        }
        return names;
    }

    /// The addresses are in the index: subtype (1 IPv4, 2 IPv6), length, octets.
    private Map<Place, List<IpAddress>> managementAddresses(Set<Place> known) {
        OID[] column = Oids.columns(layout.managementEntry(), layout.managementColumn());
        Map<Place, List<IpAddress>> addresses = new HashMap<>();
        for (Row row : walker.walk("lldpRemManAddrTable", column).rows()) {
            IndexReader index = new IndexReader(row.index(), 0);
            Place place = place(index);
            index.inetAddress(0)
                    .filter(address -> !address.isUnspecified() && !address.isMulticast())
                    .ifPresent(address -> {
                        Place owner = known.contains(place) ? place : onlyOn(place, known);
                        if (owner != null) {
                            addresses.computeIfAbsent(owner, _ -> new ArrayList<>()).add(address);
                        }
                    });
        }
        return addresses;
    }

    /// FortiSwitch numbers the neighbour differently in the two tables: where the port has one neighbour, it is meant.
    private static @Nullable Place onlyOn(Place place, Set<Place> known) {
        List<Place> samePort = known.stream().filter(p -> p.port() == place.port()).toList();
        return samePort.size() == 1 ? samePort.getFirst() : null; // null: nobody's
    }

    private Map<Integer, String> localPorts() {
        int s = layout.portSubtype();
        Map<Integer, String> names = new HashMap<>();
        Table table =
                walker.walk("lldpLocPortTable", Oids.columns(layout.portEntry(), s, s + 1, s + 2));
        for (Row row : table.rows()) {
            LldpId id = LldpId.port(row.cell(0).count(), row.cell(1).bytes());
            names.put(row.lastIndex(), interfaceName(row.lastIndex(), id, row.cell(2).text()));
        }
        return names;
    }

    private String interfaceName(int number, LldpId id, String description) {
        for (InterfaceFact each : interfaces) {
            if (each.name().equals(id.text()) || each.name().equals(description)) {
                return each.name();
            }
        }
        if (id.mac().isPresent()) {
            MacAddress mac = id.mac().get();
            List<InterfaceFact> same =
                    interfaces.stream().filter(i -> mac.equals(i.macOrNull())).toList();
            if (same.size() == 1) {
                return same.getFirst().name();
            }
        }
        String digits = id.text();
        for (InterfaceFact each : interfaces) {
            // a locally assigned id is often the ifIndex in letters; where there is no id, the
            // number is one
            if (Integer.toString(each.index()).equals(digits.isEmpty() ? "" + number : digits)) {
                return each.name();
            }
        }
        if (!description.isEmpty()) {
            return description;
        }
        return digits.isEmpty() ? Integer.toString(number) : digits;
    }
}
