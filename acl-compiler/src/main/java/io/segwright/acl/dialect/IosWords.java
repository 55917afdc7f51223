package io.segwright.acl.dialect;

import io.segwright.acl.list.ConnectionMatch;
import io.segwright.acl.list.Match;
import io.segwright.acl.list.Transport;
import io.segwright.inventory.net.IpAddress;
import io.segwright.inventory.net.IpFamily;
import io.segwright.inventory.net.PortRange;
import io.segwright.inventory.net.Prefix;
import io.segwright.inventory.net.Protocol;
import java.util.ArrayList;
import java.util.List;

/// A match in IOS words: one entry for each pair of source and destination, since object groups are not the same on
/// any two trains, and IPv6 ones are missing on most.
final class IosWords {
    private IosWords() {}

    /// Protocol, sides and details of each entry, without the action.
    static List<String> bodies(Match match, int most) throws UnsayableException {
        if (match.connection() == ConnectionMatch.ESTABLISHED) {
            throw new UnsayableException(
                    "IOS access lists have no connection tracking: compile it stateless");
        }
        IpFamily family = match.family();
        List<String> sources = sides(family, match.sources());
        List<String> destinations = sides(family, match.destinations());
        if ((long) sources.size() * destinations.size() > most) {
            throw new UnsayableException(
                    sources.size()
                            + " sources times "
                            + destinations.size()
                            + " destinations: want at most "
                            + most
                            + " entries");
        }
        Parts parts = parts(family, match.transport());
        List<String> bodies = new ArrayList<>();
        for (String source : sources) {
            for (String destination : destinations) {
                bodies.add(
                        parts.protocol
                                + " "
                                + source
                                + parts.sourcePorts
                                + " "
                                + destination
                                + parts.destinationPorts
                                + parts.detail);
            }
        }
        return bodies;
    }

    private record Parts(
            String protocol, String sourcePorts, String destinationPorts, String detail) {}

    private static Parts parts(IpFamily family, Transport transport) throws UnsayableException {
        return switch (transport) {
            case Transport.AnyProtocol _ ->
                    new Parts(family == IpFamily.V4 ? "ip" : "ipv6", "", "", "");
            case Transport.OneProtocol(Protocol protocol) ->
                    new Parts(protocol(family, protocol), "", "", "");
            case Transport.Ports(Protocol protocol, PortRange source, PortRange destination) -> {
                boolean all = source.isAny() && destination.isAny();
                if (!all && !protocol.equals(Protocol.TCP) && !protocol.equals(Protocol.UDP)) {
                    throw new UnsayableException(
                            "ports of " + protocol + ": IOS matches those of tcp and udp only");
                }
                yield new Parts(protocol(family, protocol), ports(source), ports(destination), "");
            }
            case Transport.TcpEstablished(PortRange source, PortRange destination) ->
                    new Parts("tcp", ports(source), ports(destination), " established");
            case Transport.IcmpType(Protocol protocol, int type) -> {
                Protocol own = family == IpFamily.V4 ? Protocol.ICMP : Protocol.ICMPV6;
                if (!protocol.equals(own)) {
                    throw new UnsayableException(
                            protocol + " types in a line for " + Lists.name(family));
                }
                yield new Parts("icmp", "", "", " " + IosNames.icmpType(family, type));
            }
        };
    }

    private static String protocol(IpFamily family, Protocol protocol) throws UnsayableException {
        if (protocol.number() == 0) {
            throw new UnsayableException("protocol 0: IOS reads it as every protocol");
        }
        return IosNames.protocol(family, protocol);
    }

    private static String ports(PortRange range) {
        if (range.isAny()) {
            return "";
        }
        return range.first() == range.last()
                ? " eq " + range.first()
                : " range " + range.first() + " " + range.last();
    }

    private static List<String> sides(IpFamily family, List<Prefix> prefixes) {
        List<Prefix> disjoint = Lists.disjoint(prefixes);
        if (disjoint.isEmpty()) {
            return List.of("any");
        }
        return disjoint.stream().map(p -> side(family, p)).toList();
    }

    private static String side(IpFamily family, Prefix prefix) {
        if (prefix.length() == family.bits()) {
            return "host " + prefix.network();
        }
        if (family == IpFamily.V6) {
            return prefix.toString();
        }
        IpAddress wildcard = IpAddress.v4((int) (0xffffffffL >>> prefix.length()));
        return prefix.network() + " " + wildcard;
    }
}
