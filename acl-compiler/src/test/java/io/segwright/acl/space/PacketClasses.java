package io.segwright.acl.space;

import io.segwright.acl.list.Connection;
import io.segwright.acl.list.Match;
import io.segwright.acl.list.Packet;
import io.segwright.acl.list.TcpSession;
import io.segwright.acl.list.Transport;
import io.segwright.inventory.net.IpAddress;
import io.segwright.inventory.net.IpFamily;
import io.segwright.inventory.net.PortRange;
import io.segwright.inventory.net.Prefix;
import io.segwright.inventory.net.Protocol;
import java.util.Collection;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;
import java.util.function.Consumer;

/// One packet of every class that the given matches can tell apart, by brute force: each field is cut where any match
/// begins or ends, and one value of each piece is taken. What holds for all of these holds for every packet.
public final class PacketClasses {
    private final NavigableSet<IpAddress> sources = new TreeSet<>();
    private final NavigableSet<IpAddress> destinations = new TreeSet<>();
    private final NavigableSet<Integer> sourcePorts = new TreeSet<>(List.of(0));
    private final NavigableSet<Integer> destinationPorts = new TreeSet<>(List.of(0));
    private final NavigableSet<Integer> icmpTypes = new TreeSet<>(List.of(0));
    private final NavigableSet<Integer> protocols =
            new TreeSet<>(List.of(1, 6, 17, 33, 58, 132, 136, 254));

    public PacketClasses(IpFamily family, Collection<Match> matches) {
        sources.add(new IpAddress(family, 0, 0));
        destinations.add(new IpAddress(family, 0, 0));
        for (Match match : matches) {
            if (match.family() == family) {
                match.sources().forEach(p -> cut(sources, p));
                match.destinations().forEach(p -> cut(destinations, p));
                cut(match.transport());
            }
        }
    }

    private static void cut(NavigableSet<IpAddress> addresses, Prefix prefix) {
        addresses.add(prefix.network());
        byte[] next = prefix.last().bytes();
        for (int i = next.length - 1; i >= 0; i--) {
            if (++next[i] != 0) {
                break;
            }
        }
        IpAddress after = IpAddress.ofBytes(next);
        if (after.family() == prefix.family()) { // ::ffff:0:0 would be read as IPv4's 0.0.0.0
            addresses.add(after);
        }
    }

    private void cut(Transport transport) {
        switch (transport) {
            case Transport.AnyProtocol() -> {}
            case Transport.OneProtocol(Protocol protocol) -> protocols.add(protocol.number());
            case Transport.Ports(Protocol protocol, PortRange source, PortRange destination) -> {
                protocols.add(protocol.number());
                cut(sourcePorts, source);
                cut(destinationPorts, destination);
            }
            case Transport.TcpEstablished(PortRange source, PortRange destination) -> {
                cut(sourcePorts, source);
                cut(destinationPorts, destination);
            }
            case Transport.IcmpType(Protocol _, int type) ->
                    cut(icmpTypes, new PortRange(type, type), 255);
        }
    }

    private static void cut(NavigableSet<Integer> ports, PortRange range) {
        cut(ports, range, PortRange.PORT_MAX);
    }

    private static void cut(NavigableSet<Integer> values, PortRange range, int max) {
        values.add(range.first());
        if (range.last() < max) {
            values.add(range.last() + 1);
        }
    }

    public void forEach(Consumer<Packet> action) {
        for (IpAddress source : sources) {
            for (IpAddress destination : destinations) {
                for (int protocol : protocols) {
                    for (Connection connection : Connection.values()) {
                        above(source, destination, new Protocol(protocol), connection, action);
                    }
                }
            }
        }
    }

    private void above(
            IpAddress source,
            IpAddress destination,
            Protocol protocol,
            Connection connection,
            Consumer<Packet> action) {
        if (protocol.hasPorts()) {
            for (int from : sourcePorts) {
                for (int to : destinationPorts) {
                    action.accept(
                            new Packet(
                                    source,
                                    destination,
                                    protocol,
                                    from,
                                    to,
                                    0,
                                    0,
                                    TcpSession.OPENING,
                                    connection));
                    if (protocol.equals(Protocol.TCP)) {
                        action.accept(
                                new Packet(
                                        source,
                                        destination,
                                        protocol,
                                        from,
                                        to,
                                        0,
                                        0,
                                        TcpSession.ESTABLISHED,
                                        connection));
                    }
                }
            }
        } else if (protocol.equals(Protocol.ICMP) || protocol.equals(Protocol.ICMPV6)) {
            for (int type : icmpTypes) {
                action.accept(
                        new Packet(
                                source,
                                destination,
                                protocol,
                                0,
                                0,
                                type,
                                1,
                                TcpSession.OPENING,
                                connection));
            }
        } else {
            action.accept(
                    new Packet(
                            source,
                            destination,
                            protocol,
                            0,
                            0,
                            0,
                            0,
                            TcpSession.OPENING,
                            connection));
        }
    }
}
