package io.segwright.collectors.snmp.table;

import io.segwright.inventory.net.IpAddress;
import io.segwright.inventory.observe.NeighborFact;
import io.segwright.inventory.observe.NeighborProtocol;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.snmp4j.smi.OID;

/// LLDP neighbours. LLDP-V2-MIB is asked only where LLDP-MIB has no neighbour, never both.
///
/// In the first generation the local port number is an ifIndex on some devices, a bridge port on others and neither
/// on a few, so it is resolved through lldpLocPortTable first. The time mark in the index is dropped: it only says
/// since when.
final class Lldp {
    private static final int ADDRESSES_MAX =
            32; // of one neighbour: more cannot be asked, and each costs a comparison
    private static final int CAPABILITY_OCTETS_MAX =
            2; // LldpSystemCapabilitiesMap; some agents send text instead

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
    private final PortNames ports;

    private Lldp(Walker walker, LldpLayout layout, PortNames ports) {
        this.walker = walker;
        this.layout = layout;
        this.ports = ports;
    }

    static List<NeighborFact> read(KnownTables tables, PortNames ports) {
        for (LldpLayout layout : LldpLayout.ALL) {
            if (tables.has(layout.remoteChassisId())) {
                List<NeighborFact> found = new Lldp(tables.walker(), layout, ports).neighbours();
                if (!found.isEmpty()) {
                    return found;
                }
            }
        }
        return List.of();
    }

    /// One neighbour's place: the local port's number and the index that the agent gave the neighbour there.
    private record Place(int port, int remoteIndex) {}

    private List<NeighborFact> neighbours() {
        int c = layout.chassisSubtype();
        // chassis subtype and id, port subtype and id, (port description), name, description,
        // (supported), enabled
        OID[] columns =
                Oids.columns(layout.remoteEntry(), c, c + 1, c + 2, c + 3, c + 5, c + 6, c + 8);
        Map<Place, Row> rows = new LinkedHashMap<>();
        for (Row row : walker.walk("lldpRemTable", columns).rows()) {
            IndexReader index = new IndexReader(row.index(), 0);
            Place place = place(index);
            if (!index.isBroken() && index.remaining() == 0 && row.cell(1).isPresent()) {
                rows.put(place, row); // a later time mark is the newer row
            }
        }
        if (rows.isEmpty()) {
            return List.of();
        }
        Map<Place, List<IpAddress>> addresses = managementAddresses(rows.keySet());
        Map<Integer, String> names = localPorts(rows.keySet());
        List<NeighborFact> facts = new ArrayList<>();
        rows.forEach((place, row) ->
                facts.add(
                        fact(
                                row,
                                names.getOrDefault(place.port(), Integer.toString(place.port())),
                                addresses.getOrDefault(place, List.of()))));
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
        if (bits.length > CAPABILITY_OCTETS_MAX) {
            return names;
        }
        for (int i = 0; i < CAPABILITIES.size() && i < bits.length * 8; i++) {
            if ((bits[i / 8] & (0x80 >>> (i % 8))) != 0) {
                names.add(CAPABILITIES.get(i));
            }
        }
        return names;
    }

    /// The addresses are in the index: subtype (1 IPv4, 2 IPv6), length, octets.
    private Map<Place, List<IpAddress>> managementAddresses(Set<Place> known) {
        Map<Integer, Place> onlyOnes = onlyOnes(known);
        OID[] column = Oids.columns(layout.managementEntry(), layout.managementColumn());
        Map<Place, List<IpAddress>> addresses = new HashMap<>();
        for (Row row : walker.walk("lldpRemManAddrTable", column).rows()) {
            IndexReader index = new IndexReader(row.index(), 0);
            Place place = place(index);
            Optional<IpAddress> address = index.inetAddress(0);
            Place owner = known.contains(place) ? place : onlyOnes.get(place.port());
            if (owner != null
                    && address.isPresent()
                    && !address.get().isUnspecified()
                    && !address.get().isMulticast()) {
                List<IpAddress> own = addresses.computeIfAbsent(owner, _ -> new ArrayList<>());
                if (!own.contains(address.get()) && own.size() < ADDRESSES_MAX) {
                    own.add(address.get());
                }
            }
        }
        return addresses;
    }

    /// FortiSwitch numbers the neighbour differently in the two tables: where the port has one neighbour, it is meant.
    private static Map<Integer, Place> onlyOnes(Set<Place> known) {
        Map<Integer, Place> only = new HashMap<>();
        Set<Integer> several = new HashSet<>();
        for (Place place : known) {
            if (only.put(place.port(), place) != null) {
                several.add(place.port());
            }
        }
        only.keySet().removeAll(several);
        return only;
    }

    private Map<Integer, String> localPorts(Set<Place> places) {
        Map<Integer, String> names = new HashMap<>();
        for (Place place : places) {
            numbered(place.port()).ifPresent(name -> names.put(place.port(), name));
        }
        boolean settled =
                layout.localPort() == LldpLayout.LocalPort.IF_INDEX
                        && places.stream().allMatch(place -> names.containsKey(place.port()));
        if (!settled) {
            int s = layout.portSubtype();
            OID[] columns = Oids.columns(layout.portEntry(), s, s + 1, s + 2);
            for (Row row : walker.walk("lldpLocPortTable", columns).rows()) {
                IndexReader index = new IndexReader(row.index(), 0);
                int number = index.next();
                if (!index.isBroken()) {
                    LldpId id = LldpId.port(row.cell(0).count(), row.cell(1).bytes());
                    names.put(number, explained(number, id, row.cell(2).text()));
                }
            }
        }
        return names;
    }

    /// The port by what lldpLocPortTable says of it, and only then by its number.
    private String explained(int number, LldpId id, String description) {
        return ports.named(id.text())
                .or(() -> ports.named(description))
                .or(() -> id.mac().flatMap(ports::withMac))
                .or(() -> ports.indexedBy(id.text()))
                .or(() -> numbered(number))
                .orElseGet(() -> unresolved(number, id.text(), description));
    }

    private Optional<String> numbered(int number) {
        return switch (layout.localPort()) {
            case PORT_NUMBER -> ports.ofNumber(number);
            case IF_INDEX -> ports.indexed(number);
        };
    }

    private static String unresolved(int number, String id, String description) {
        String told = description.isEmpty() ? id : description;
        return told.isEmpty() ? Integer.toString(number) : told;
    }
}
