package io.segwright.acl.list;

import io.segwright.inventory.net.IpAddress;
import io.segwright.inventory.net.IpFamily;
import io.segwright.inventory.net.Prefix;
import java.util.List;

/// What a line matches: all parts must hold; within a prefix list, any one.
///
/// @param family the line is for this family only
/// @param sources any of these; empty means any source of the family
/// @param destinations any of these; empty means any destination of the family
public record Match(
        IpFamily family,
        List<Prefix> sources,
        List<Prefix> destinations,
        Transport transport,
        ConnectionMatch connection) {
    public Match {
        sources = List.copyOf(sources);
        destinations = List.copyOf(destinations);
        requireFamily(family, sources);
        requireFamily(family, destinations);
    }

    private static void requireFamily(IpFamily family, List<Prefix> prefixes) {
        for (Prefix prefix : prefixes) {
            if (prefix.family() != family) {
                throw new IllegalArgumentException(prefix + " in a line for " + family);
            }
        }
    }

    /// Everything of one family.
    public static Match any(IpFamily family) {
        return new Match(family, List.of(), List.of(), Transport.ANY, ConnectionMatch.ANY);
    }

    public boolean matches(Packet packet) {
        return packet.family() == family
                && contains(sources, packet.source())
                && contains(destinations, packet.destination())
                && transport.matches(packet)
                && connection.matches(packet.connection());
    }

    private static boolean contains(List<Prefix> prefixes, IpAddress address) {
        return prefixes.isEmpty() || prefixes.stream().anyMatch(p -> p.contains(address));
    }
}
