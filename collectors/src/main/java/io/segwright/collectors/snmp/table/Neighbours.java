package io.segwright.collectors.snmp.table;

import io.segwright.inventory.net.IpAddress;
import io.segwright.inventory.net.IpFamily;
import io.segwright.inventory.net.MacAddress;
import io.segwright.inventory.observe.ArpFact;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.snmp4j.smi.OID;

/// ARP and neighbour discovery: ipNetToPhysicalTable (RFC 4293), and the old ipNetToMediaTable where the new one
/// has no IPv4 row. Both may be long; the union of two long tables with the same rows would cost twice for nothing.
final class Neighbours {
    private static final OID PHYSICAL_ENTRY = new OID("1.3.6.1.2.1.4.35.1");
    private static final OID MEDIA_ENTRY = new OID("1.3.6.1.2.1.4.22.1");
    private static final long TYPE_INVALID = 2; // in both tables
    private static final long STATE_INVALID = 5; // ipNetToPhysicalState
    private static final long STATE_INCOMPLETE = 7;

    private Neighbours() {}

    static List<ArpFact> read(Walker walker) {
        List<ArpFact> facts = new ArrayList<>();
        readPhysical(walker, facts);
        boolean ipv4 = facts.stream().anyMatch(fact -> fact.address().family() == IpFamily.V4);
        if (!ipv4) {
            readMedia(walker, facts);
        }
        return facts;
    }

    private static void readPhysical(Walker walker, List<ArpFact> facts) {
        // physical address, type, state
        for (Row row :
                walker.walk("ipNetToPhysicalTable", Oids.columns(PHYSICAL_ENTRY, 4, 6, 7)).rows()) {
            long state = row.cell(2).number().orElse(0);
            if (row.cell(1).number().orElse(0) == TYPE_INVALID
                    || state == STATE_INVALID
                    || state == STATE_INCOMPLETE) {
                continue;
            }
            IndexReader index = new IndexReader(row.index(), 0);
            int interfaceIndex = index.next();
            add(facts, interfaceIndex, index.inetAddress(0), row.cell(0).mac());
        }
    }

    private static void readMedia(Walker walker, List<ArpFact> facts) {
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
                add(facts, interfaceIndex, address, row.cell(0).mac());
            }
        }
    }

    private static void add(
            List<ArpFact> facts,
            int interfaceIndex,
            Optional<IpAddress> address,
            Optional<MacAddress> mac) {
        if (address.isPresent()
                && mac.isPresent()
                && !address.get().isMulticast()
                && !address.get().isUnspecified()) {
            facts.add(new ArpFact(interfaceIndex, address.get(), mac.get()));
        }
    }
}
