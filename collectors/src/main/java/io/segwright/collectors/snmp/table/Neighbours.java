package io.segwright.collectors.snmp.table;

import io.segwright.inventory.net.IpAddress;
import io.segwright.inventory.net.IpFamily;
import io.segwright.inventory.net.MacAddress;
import io.segwright.inventory.observe.ArpFact;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.snmp4j.smi.OID;

/// ARP and neighbour discovery: the union of ipNetToPhysicalTable (RFC 4293) and the old ipNetToMediaTable, the new
/// one's word before the old one's, and what it calls invalid left out of both.
///
/// Where the new table is long the old one is not asked: of 2,000 devices with both, those with long tables had the
/// same rows in them but for a handful that came and went, and they would cost everything twice.
final class Neighbours {
    private static final OID PHYSICAL_ENTRY = new OID("1.3.6.1.2.1.4.35.1");
    private static final OID MEDIA_ENTRY = new OID("1.3.6.1.2.1.4.22.1");
    private static final int UNION_ROWS_MAX = 500; // 20 requests for both columns of the old table
    private static final long TYPE_INVALID = 2; // in both tables
    private static final long STATE_INVALID = 5; // ipNetToPhysicalState
    private static final long STATE_INCOMPLETE = 7;

    private final Map<Place, ArpFact> facts = new LinkedHashMap<>();
    private final Set<Place> invalid = new HashSet<>();

    private Neighbours() {}

    private record Place(int interfaceIndex, IpAddress address) {}

    static List<ArpFact> read(Walker walker) {
        Neighbours neighbours = new Neighbours();
        neighbours.readPhysical(walker);
        long ipv4 =
                neighbours.facts.keySet().stream()
                        .filter(place -> place.address().family() == IpFamily.V4)
                        .count();
        if (ipv4 <= UNION_ROWS_MAX) {
            neighbours.readMedia(walker);
        }
        return new ArrayList<>(neighbours.facts.values());
    }

    private void readPhysical(Walker walker) {
        // physical address, type, state
        for (Row row :
                walker.walk("ipNetToPhysicalTable", Oids.columns(PHYSICAL_ENTRY, 4, 6, 7)).rows()) {
            long state = row.cell(2).number().orElse(0);
            boolean valid =
                    row.cell(1).number().orElse(0) != TYPE_INVALID
                            && state != STATE_INVALID
                            && state != STATE_INCOMPLETE;
            IndexReader index = new IndexReader(row.index(), 0);
            int interfaceIndex = index.next();
            Optional<IpAddress> address = index.inetAddress(0);
            if (valid) {
                add(interfaceIndex, address, row.cell(0).mac());
            } else {
                address.ifPresent(a -> invalid.add(new Place(interfaceIndex, a)));
            }
        }
    }

    private void readMedia(Walker walker) {
        for (Row row : walker.walk("ipNetToMediaTable", Oids.columns(MEDIA_ENTRY, 2, 4)).rows()) {
            if (row.cell(1).number().orElse(0) == TYPE_INVALID) {
                continue;
            }
            IndexReader index = new IndexReader(row.index(), 0);
            int interfaceIndex = index.next();
            if (index.remaining() == 5) {
                index.next(); // a malformed key seen in the field: an address type in front
            }
            Optional<IpAddress> address = index.octets(4);
            if (index.remaining() == 0) {
                add(interfaceIndex, address, row.cell(0).mac());
            }
        }
    }

    private void add(int interfaceIndex, Optional<IpAddress> address, Optional<MacAddress> mac) {
        if (address.isPresent()
                && mac.isPresent()
                && !address.get().isMulticast()
                && !address.get().isUnspecified()) {
            Place place = new Place(interfaceIndex, address.get());
            if (!invalid.contains(place)) {
                facts.putIfAbsent(place, new ArpFact(interfaceIndex, address.get(), mac.get()));
            }
        }
    }
}
