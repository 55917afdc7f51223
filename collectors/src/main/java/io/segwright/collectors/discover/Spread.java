package io.segwright.collectors.discover;

import io.segwright.inventory.net.IpAddress;
import io.segwright.inventory.net.Prefix;
import io.segwright.inventory.observe.AddressFact;
import io.segwright.inventory.observe.ArpFact;
import io.segwright.inventory.observe.NeighborFact;
import io.segwright.inventory.observe.Observation.DevicePolled;
import io.segwright.inventory.observe.RouteFact;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// Whom a polled device knows. Pure.
final class Spread {
    private Spread() {}

    /// The candidates in a device's answers, best evidence first, neither judged nor deduplicated.
    static List<Candidate> from(DevicePolled device) {
        IpAddress teller = device.provenance().exporter();
        List<Candidate> found = new ArrayList<>();
        for (NeighborFact neighbour : device.neighbors()) {
            List<IpAddress> addresses = neighbour.managementAddresses();
            if (!addresses.isEmpty()) {
                List<IpAddress> others = addresses.subList(1, addresses.size());
                found.add(new Candidate(addresses.getFirst(), Evidence.LLDP, teller, others));
            }
        }
        Set<IpAddress> nextHops = new LinkedHashSet<>();
        for (RouteFact route : device.routes()) {
            nextHops.add(route.nextHop());
        }
        nextHops.forEach(hop -> found.add(new Candidate(hop, Evidence.ROUTE, teller, List.of())));
        for (AddressFact own : device.addresses()) {
            farEnd(own)
                    .ifPresent(
                            end -> found.add(new Candidate(end, Evidence.PEER, teller, List.of())));
        }
        for (ArpFact entry : device.arp()) {
            if (!entry.mac()
                    .isShared()) { // a VRRP or HSRP address moves: asking it finds one of two at
                // random
                found.add(new Candidate(entry.address(), Evidence.NEIGHBOUR, teller, List.of()));
            }
        }
        return found;
    }

    /// The other address of a link with two: /30, /31, /126, /127.
    static java.util.Optional<IpAddress> farEnd(AddressFact own) {
        int hostBits = own.address().family().bits() - own.prefixLength();
        if (hostBits != 1 && hostBits != 2) {
            return java.util.Optional.empty();
        }
        Prefix prefix = own.prefix();
        IpAddress low = prefix.network();
        long place = own.address().low() - low.low();
        long other = hostBits == 1 ? 1 - place : 3 - place; // of a /30 the hosts are 1 and 2
        boolean host = hostBits == 1 || place == 1 || place == 2;
        return host
                ? java.util.Optional.of(new IpAddress(low.family(), low.high(), low.low() + other))
                : java.util.Optional.empty();
    }
}
