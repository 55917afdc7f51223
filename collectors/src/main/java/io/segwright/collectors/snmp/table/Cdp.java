package io.segwright.collectors.snmp.table;

import io.segwright.inventory.net.AddressFormatException;
import io.segwright.inventory.net.IpAddress;
import io.segwright.inventory.net.MacAddress;
import io.segwright.inventory.observe.NeighborFact;
import io.segwright.inventory.observe.NeighborProtocol;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.snmp4j.smi.OID;

/// CDP neighbours (CISCO-CDP-MIB), which other vendors' switches list too.
///
/// A device id is a name, `name(serial)`, or a MAC in octets or letters. A neighbour that speaks LLDP as well is told
/// twice: whether the two are one is not for a collector to say. What is behind a telephone or a switch that does not
/// know CDP is seen through it.
final class Cdp {
    private static final OID ENTRY = new OID("1.3.6.1.4.1.9.9.23.1.2.1.1");
    private static final OID MORE_ADDRESSES = new OID("1.3.6.1.4.1.9.9.23.1.2.2.1");
    static final OID DEVICE_ID = new OID(ENTRY).append(6);
    static final OID MORE_ADDRESS = new OID(MORE_ADDRESSES).append(4);
    private static final int ADDRESSES_MAX = 32; // of one neighbour; a router tells a handful
    private static final int CAPABILITY_OCTETS = 4;

    /// CISCO-CDP-MIB cdpCacheCapabilities, in LLDP's words, lowest bit first; empty for what is no kind of device.
    private static final List<String> CAPABILITIES =
            List.of("router", "bridge", "bridge", "bridge", "station", "", "repeater", "telephone");

    private Cdp() {}

    static List<NeighborFact> read(KnownTables tables, PortNames ports) {
        // address, version, device id, port, platform, capabilities, name, management addresses
        Table cache =
                tables.walk(
                        "cdpCacheTable",
                        DEVICE_ID,
                        Oids.columns(ENTRY, 6, 4, 5, 7, 8, 9, 17, 20, 22));
        if (cache.size() == 0) {
            return List.of();
        }
        Map<OID, Set<IpAddress>> more = moreAddresses(tables);
        List<NeighborFact> facts = new ArrayList<>();
        for (Row row : cache.rows()) {
            IndexReader index = new IndexReader(row.index(), 0);
            int interfaceIndex = index.next();
            index.next();
            if (!index.isBroken() && index.remaining() == 0 && row.cell(0).isPresent()) {
                Set<IpAddress> addresses = new LinkedHashSet<>();
                for (int column : new int[] {7, 1, 8}) {
                    row.cell(column).address().ifPresent(addresses::add);
                }
                addresses.addAll(more.getOrDefault(row.index(), Set.of()));
                addresses.removeIf(a -> a.isUnspecified() || a.isMulticast());
                facts.add(fact(row, ports.ofIndex(interfaceIndex), addresses));
            }
        }
        return facts;
    }

    /// cdpCtAddressTable: the index has a number for the address after the neighbour's own.
    private static Map<OID, Set<IpAddress>> moreAddresses(KnownTables tables) {
        Map<OID, Set<IpAddress>> more = new HashMap<>();
        for (Row row : tables.walk("cdpCtAddressTable", MORE_ADDRESS, MORE_ADDRESS).rows()) {
            if (row.index().size() == 3) {
                OID neighbour = new OID(row.index().getValue(), 0, 2);
                Set<IpAddress> own = more.computeIfAbsent(neighbour, _ -> new LinkedHashSet<>());
                if (own.size() < ADDRESSES_MAX) {
                    row.cell(0).address().ifPresent(own::add);
                }
            }
        }
        return more;
    }

    private static NeighborFact fact(Row row, String port, Set<IpAddress> addresses) {
        Optional<MacAddress> mac = mac(row.cell(0).bytes());
        String id = mac.map(MacAddress::toString).orElseGet(() -> row.cell(0).text());
        String name = row.cell(6).text();
        if (name.isEmpty() && mac.isEmpty()) {
            name = nameIn(id);
        }
        String platform = row.cell(4).text();
        String version = row.cell(2).text();
        boolean both = !platform.isEmpty() && !version.isEmpty() && !version.equals(platform);
        return new NeighborFact(
                NeighborProtocol.CDP,
                port,
                id,
                mac.orElse(null),
                portId(row.cell(3)),
                name,
                both ? platform + ", " + version : platform.isEmpty() ? version : platform,
                capabilities(row.cell(5).bytes()),
                List.copyOf(addresses));
    }

    /// `core1(FOX1234ABCD)` is core1; so is `core1`.
    static String nameIn(String deviceId) {
        int open = deviceId.indexOf('(');
        return open > 0 && deviceId.endsWith(")") ? deviceId.substring(0, open) : deviceId;
    }

    /// Six octets are a MAC unless they are all letters: then they are a short name.
    static Optional<MacAddress> mac(byte[] id) {
        if (id.length == 6) {
            return isText(id) ? Optional.empty() : Cell.macOf(id);
        }
        try {
            return id.length >= 12 && id.length <= 17
                    ? Optional.of(MacAddress.parse(new String(id, StandardCharsets.ISO_8859_1)))
                            .filter(mac -> mac.bits() != 0)
                    : Optional.empty();
        } catch (AddressFormatException _) {
            return Optional.empty();
        }
    }

    private static boolean isText(byte[] octets) {
        for (byte octet : octets) {
            if (octet < ' ' || octet == 0x7f) {
                return false;
            }
        }
        return true;
    }

    /// A name, or a MAC in octets (adapters of servers).
    private static String portId(Cell cell) {
        byte[] octets = cell.bytes();
        return octets.length == 6 && !isText(octets)
                ? Cell.macOf(octets).map(MacAddress::toString).orElse("")
                : cell.text();
    }

    /// Four octets, the highest first; HP sends a hexadecimal digit in letters instead.
    static Set<String> capabilities(byte[] octets) {
        int bits = 0;
        if (octets.length == CAPABILITY_OCTETS) {
            bits = octets[3] & 0xff; // the kinds of device are all in the lowest octet
        } else if (octets.length == 1) {
            bits = Math.max(0, Character.digit(octets[0], 16));
        }
        Set<String> names = new LinkedHashSet<>();
        for (int i = 0; i < CAPABILITIES.size(); i++) {
            if ((bits & (1 << i)) != 0 && !CAPABILITIES.get(i).isEmpty()) {
                names.add(CAPABILITIES.get(i));
            }
        }
        return names;
    }
}
