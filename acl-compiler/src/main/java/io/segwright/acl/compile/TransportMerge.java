package io.segwright.acl.compile;

import io.segwright.acl.list.Transport;
import io.segwright.inventory.net.PortRange;
import io.segwright.inventory.net.Protocol;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// Says the same with fewer transports: for lines that differ in nothing else.
///
/// A whole protocol swallows its ports and types; two port boxes join when one side is equal and the other overlaps or
/// touches. Repeated until nothing joins: cubic at worst, on the handful of entries of one rule.
final class TransportMerge {
    private static final Comparator<Transport> ORDER =
            Comparator.comparingInt((Transport t) -> protocol(t))
                    .thenComparingInt(TransportMerge::kind)
                    .thenComparing(TransportMerge::destination)
                    .thenComparing(TransportMerge::source);

    private TransportMerge() {}

    /// @return sorted, in one order whatever the order of `transports`
    static List<Transport> merge(List<Transport> transports) {
        List<Transport> merged =
                new ArrayList<>(transports.stream().distinct().sorted(ORDER).toList());
        while (joinOne(merged)) {
            merged.sort(ORDER);
        }
        return List.copyOf(merged);
    }

    private static boolean joinOne(List<Transport> merged) {
        for (int i = 0; i < merged.size(); i++) {
            for (int j = i + 1; j < merged.size(); j++) {
                Optional<Transport> joined = join(merged.get(i), merged.get(j));
                if (joined.isPresent()) {
                    merged.remove(j);
                    merged.set(i, joined.get());
                    return true;
                }
            }
        }
        return false;
    }

    private static Optional<Transport> join(Transport a, Transport b) {
        if (swallows(a, b)) {
            return Optional.of(a);
        }
        if (swallows(b, a)) {
            return Optional.of(b);
        }
        if (a instanceof Transport.Ports x
                && b instanceof Transport.Ports y
                && x.protocol().equals(y.protocol())) {
            return box(x.source(), x.destination(), y.source(), y.destination())
                    .map(p -> new Transport.Ports(x.protocol(), p.source, p.destination));
        }
        if (a instanceof Transport.TcpEstablished x && b instanceof Transport.TcpEstablished y) {
            return box(x.source(), x.destination(), y.source(), y.destination())
                    .map(p -> new Transport.TcpEstablished(p.source, p.destination));
        }
        return Optional.empty();
    }

    private static boolean swallows(Transport whole, Transport part) {
        return switch (whole) {
            case Transport.AnyProtocol _ -> true;
            case Transport.OneProtocol(Protocol p) -> p.number() == protocol(part);
            case Transport.Ports _, Transport.TcpEstablished _, Transport.IcmpType _ ->
                    whole.equals(part);
        };
    }

    private record Box(PortRange source, PortRange destination) {}

    private static Optional<Box> box(
            PortRange source, PortRange destination, PortRange source2, PortRange destination2) {
        if (source.equals(source2)) {
            return joined(destination, destination2).map(d -> new Box(source, d));
        }
        if (destination.equals(destination2)) {
            return joined(source, source2).map(s -> new Box(s, destination));
        }
        return Optional.empty();
    }

    private static Optional<PortRange> joined(PortRange a, PortRange b) {
        boolean apart = a.last() + 1 < b.first() || b.last() + 1 < a.first();
        return apart
                ? Optional.empty()
                : Optional.of(
                        new PortRange(
                                Math.min(a.first(), b.first()), Math.max(a.last(), b.last())));
    }

    private static int protocol(Transport transport) {
        return switch (transport) {
            case Transport.AnyProtocol _ -> -1;
            case Transport.OneProtocol(Protocol p) -> p.number();
            case Transport.Ports(Protocol p, PortRange _, PortRange _) -> p.number();
            case Transport.TcpEstablished _ -> Protocol.TCP.number();
            case Transport.IcmpType(Protocol p, int _) -> p.number();
        };
    }

    private static int kind(Transport transport) {
        return switch (transport) {
            case Transport.AnyProtocol _ -> 0;
            case Transport.OneProtocol _ -> 1;
            case Transport.Ports _ -> 2;
            case Transport.TcpEstablished _ -> 3;
            case Transport.IcmpType _ -> 4;
        };
    }

    private static PortRange destination(Transport transport) {
        return switch (transport) {
            case Transport.AnyProtocol _, Transport.OneProtocol _ -> PortRange.ANY;
            case Transport.Ports(var _, PortRange _, PortRange d) -> d;
            case Transport.TcpEstablished(PortRange _, PortRange d) -> d;
            case Transport.IcmpType(var _, int type) -> PortRange.single(type);
        };
    }

    private static PortRange source(Transport transport) {
        return switch (transport) {
            case Transport.AnyProtocol _, Transport.OneProtocol _, Transport.IcmpType _ ->
                    PortRange.ANY;
            case Transport.Ports(var _, PortRange s, PortRange _) -> s;
            case Transport.TcpEstablished(PortRange s, PortRange _) -> s;
        };
    }
}
