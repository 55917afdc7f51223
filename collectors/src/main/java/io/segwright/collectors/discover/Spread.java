package io.segwright.collectors.discover;

import io.segwright.inventory.net.IpAddress;
import io.segwright.inventory.net.Prefix;
import io.segwright.inventory.observe.AddressFact;
import io.segwright.inventory.observe.ArpFact;
import io.segwright.inventory.observe.NeighborFact;
import io.segwright.inventory.observe.Observation.DevicePolled;
import io.segwright.inventory.observe.RouteFact;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/// Whom a polled device knows. Pure.
final class Spread {
    private static final int COMPARED_MAX = 64; // neighbours of a port: a hub has as many

    private Spread() {}

    /// The candidates in a device's answers, best evidence first, neither judged nor deduplicated.
    static List<Candidate> from(DevicePolled device) {
        IpAddress teller = device.provenance().exporter();
        List<Candidate> found = new ArrayList<>();
        for (Told told : neighbours(device.neighbors())) {
            List<IpAddress> addresses = List.copyOf(told.addresses);
            if (!addresses.isEmpty()) {
                List<IpAddress> others = addresses.subList(1, addresses.size());
                found.add(new Candidate(addresses.getFirst(), told.evidence, teller, others));
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
            // a VRRP or HSRP address moves: asking it finds one of two at random
            if (!entry.mac().isShared()) {
                found.add(new Candidate(entry.address(), Evidence.NEIGHBOUR, teller, List.of()));
            }
        }
        return found;
    }

    /// One neighbour, told of by one protocol or by both.
    private static final class Told {
        private final NeighborFact first;
        private final Evidence evidence;
        private final Set<IpAddress> addresses = new LinkedHashSet<>();

        Told(NeighborFact first) {
            this.first = first;
            this.evidence =
                    switch (first.protocol()) {
                        case LLDP -> Evidence.LLDP;
                        case CDP -> Evidence.CDP;
                    };
            addresses.addAll(first.managementAddresses());
        }

        /// Only where the same port, and a name, MAC or address in common say that it is one device: a switch that
        /// does not speak CDP passes its neighbours' on, and they are others.
        boolean isAlso(NeighborFact other) {
            boolean named = !other.systemName().isEmpty();
            return !first.protocol().equals(other.protocol())
                    && ((named && shortName(first).equals(shortName(other)))
                            || (other.chassisMac().isPresent()
                                    && other.chassisMac().equals(first.chassisMac()))
                            || other.managementAddresses().stream().anyMatch(addresses::contains));
        }

        private static String shortName(NeighborFact neighbour) {
            String name = neighbour.systemName().toLowerCase(Locale.ROOT);
            int dot = name.indexOf('.');
            boolean dotted = dot > 0 && !Character.isDigit(name.charAt(0)); // some say an address
            return dotted ? name.substring(0, dot) : name;
        }
    }

    /// The neighbours, each once though LLDP and CDP may both tell of it, and perhaps of different addresses.
    private static List<Told> neighbours(List<NeighborFact> facts) {
        List<Told> all = new ArrayList<>();
        Map<String, List<Told>> byPort = new HashMap<>();
        for (NeighborFact fact : facts) {
            List<Told> onPort =
                    byPort.computeIfAbsent(fact.localInterface(), _ -> new ArrayList<>());
            Told same = onPort.stream().filter(told -> told.isAlso(fact)).findFirst().orElse(null);
            if (same != null) {
                same.addresses.addAll(fact.managementAddresses());
            } else {
                Told told = new Told(fact);
                all.add(told);
                if (onPort.size() < COMPARED_MAX) {
                    onPort.add(told);
                }
            }
        }
        return all;
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
