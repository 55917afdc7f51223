package io.segwright.acl.space;

import io.segwright.acl.list.ConnectionMatch;
import io.segwright.acl.list.Match;
import io.segwright.acl.list.Transport;
import io.segwright.acl.space.Layout.Shape;
import io.segwright.inventory.net.IpAddress;
import io.segwright.inventory.net.PortRange;
import io.segwright.inventory.net.Prefix;
import io.segwright.inventory.net.Protocol;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Writes a [Match] as a diagram, from the last variable to the first, each node once and no node in vain: the
/// sources end in `inside`, the destinations end in the sources, the ports in the destinations, and so on up.
/// Whatever the match does not match, impossible packets too, ends in `outside`.
///
/// Cost: the bits of the prefixes and about 60 nodes for the rest; no operation on diagrams at all.
final class MatchDiagrams {
    private static final int PROTOCOLS = 1 << Layout.PROTOCOL_BITS;

    private static final int MEMO_PREFIXES_MIN =
            4; // shorter lists are written faster than they are looked up

    /// A list of prefixes that was written before; a policy names the same segments in many rules.
    private record Written(List<Prefix> prefixes, int variable, int below) {}

    private final Map<Written, Integer> written =
            new HashMap<>(); // nodes are never freed, so it stays true
    private final Diagrams diagrams;
    private final Layout layout;
    private final int outside;

    MatchDiagrams(Diagrams diagrams, Layout layout, int outside) {
        this.diagrams = diagrams;
        this.layout = layout;
        this.outside = outside;
    }

    int of(Match match, int inside) throws BudgetExceededException {
        if (match.family() != layout.family()) {
            return outside;
        }
        return of(addresses(match, inside), match.transport(), match.connection());
    }

    /// The addresses alone, whatever the rest.
    int addresses(Match match, int inside) throws BudgetExceededException {
        int sources = prefixes(match.sources(), layout.source(), inside);
        return prefixes(match.destinations(), Layout.DESTINATION, sources);
    }

    /// @param addresses a diagram over the addresses only
    int of(int addresses, Transport transport, ConnectionMatch connection)
            throws BudgetExceededException {
        int services = transport(transport, addresses);
        return switch (connection) {
            case ANY -> services;
            case ESTABLISHED -> diagrams.node(Layout.CONNECTION, outside, services);
        };
    }

    private int transport(Transport transport, int below) throws BudgetExceededException {
        return switch (transport) {
            case Transport.AnyProtocol() -> anyProtocol(0, 0, shapes(below));
            case Transport.OneProtocol(Protocol protocol) ->
                    protocol(protocol, shaped(Layout.shape(protocol.number()), below));
            case Transport.Ports(Protocol protocol, PortRange source, PortRange destination) -> {
                int ports = ports(source, destination, below);
                yield protocol(
                        protocol,
                        Layout.shape(protocol.number()) == Shape.TCP ? ports : opening(ports));
            }
            case Transport.TcpEstablished(PortRange source, PortRange destination) ->
                    protocol(
                            Protocol.TCP,
                            diagrams.node(
                                    Layout.TCP_SESSION,
                                    outside,
                                    ports(source, destination, below)));
            case Transport.IcmpType(Protocol protocol, int type) -> {
                int noSourcePort = word(Layout.SOURCE_PORT, 0, 0, below);
                int typed =
                        word(Layout.DESTINATION_PORT, type << 8, (type << 8) | 255, noSourcePort);
                yield protocol(protocol, opening(typed));
            }
        };
    }

    private record Shapes(int tcp, int ports, int icmp, int plain) {
        int of(Shape shape) {
            return switch (shape) {
                case TCP -> tcp;
                case PORTS -> ports;
                case ICMP -> icmp;
                case PLAIN -> plain;
            };
        }
    }

    private Shapes shapes(int below) throws BudgetExceededException {
        return new Shapes(
                shaped(Shape.TCP, below),
                shaped(Shape.PORTS, below),
                shaped(Shape.ICMP, below),
                shaped(Shape.PLAIN, below));
    }

    /// Every packet that a protocol of this shape can have.
    private int shaped(Shape shape, int below) throws BudgetExceededException {
        return switch (shape) {
            case TCP -> below;
            case PORTS -> opening(below);
            case ICMP -> opening(word(Layout.SOURCE_PORT, 0, 0, below));
            case PLAIN ->
                    opening(
                            word(
                                    Layout.DESTINATION_PORT,
                                    0,
                                    0,
                                    word(Layout.SOURCE_PORT, 0, 0, below)));
        };
    }

    private int anyProtocol(int bit, int first, Shapes shapes) throws BudgetExceededException {
        int width = PROTOCOLS >> bit;
        if (width == 1) {
            return shapes.of(Layout.shape(first));
        }
        if (allPlain(first, width)) {
            return shapes.plain();
        }
        return diagrams.node(
                Layout.PROTOCOL + bit,
                anyProtocol(bit + 1, first, shapes),
                anyProtocol(bit + 1, first + width / 2, shapes));
    }

    private static boolean allPlain(int first, int width) {
        for (int protocol = first; protocol < first + width; protocol++) {
            if (Layout.shape(protocol) != Shape.PLAIN) {
                return false;
            }
        }
        return true;
    }

    private int protocol(Protocol protocol, int below) throws BudgetExceededException {
        return range(
                Layout.PROTOCOL, Layout.PROTOCOL_BITS, protocol.number(), protocol.number(), below);
    }

    private int opening(int below) throws BudgetExceededException {
        return diagrams.node(Layout.TCP_SESSION, below, outside);
    }

    private int ports(PortRange source, PortRange destination, int below)
            throws BudgetExceededException {
        int from = word(Layout.SOURCE_PORT, source.first(), source.last(), below);
        return word(Layout.DESTINATION_PORT, destination.first(), destination.last(), from);
    }

    private int word(int variable, int first, int last, int below) throws BudgetExceededException {
        return range(variable, Layout.WORD_BITS, first, last, below);
    }

    /// The values `first..last` of a field of `bits` bits, then `below`. Makes at most 2 nodes a bit.
    private int range(int variable, int bits, int first, int last, int below)
            throws BudgetExceededException {
        int size = 1 << bits;
        if (first == 0 && last == size - 1) {
            return below;
        }
        if (first > last) {
            return outside;
        }
        int half = size / 2;
        int low = range(variable + 1, bits - 1, first, Math.min(last, half - 1), below);
        int high = range(variable + 1, bits - 1, Math.max(first - half, 0), last - half, below);
        return diagrams.node(variable, low, high);
    }

    private int prefixes(List<Prefix> prefixes, int variable, int below)
            throws BudgetExceededException {
        if (prefixes.isEmpty()) {
            return below;
        }
        if (prefixes.size() < MEMO_PREFIXES_MIN) {
            return prefixes(prefixes.stream().sorted().toList(), variable, 0, below);
        }
        Written key = new Written(prefixes, variable, below);
        Integer known = written.get(key);
        if (known == null) {
            known = prefixes(prefixes.stream().sorted().toList(), variable, 0, below);
            written.put(key, known);
        }
        return known;
    }

    /// @param prefixes sorted, equal in their first `bit` bits; so one that holds all others comes first
    private int prefixes(List<Prefix> prefixes, int variable, int bit, int below)
            throws BudgetExceededException {
        if (prefixes.isEmpty()) {
            return outside;
        }
        if (prefixes.getFirst().length() == bit) {
            return below;
        }
        int ones = 0;
        int end = prefixes.size();
        while (ones < end) { // the first prefix whose bit is 1
            int middle = (ones + end) >>> 1;
            if (bit(prefixes.get(middle).network(), bit)) {
                end = middle;
            } else {
                ones = middle + 1;
            }
        }
        int low = prefixes(prefixes.subList(0, ones), variable, bit + 1, below);
        int high = prefixes(prefixes.subList(ones, prefixes.size()), variable, bit + 1, below);
        return diagrams.node(variable + bit, low, high);
    }

    /// @param bit 0 is the highest
    static boolean bit(IpAddress address, int bit) {
        int fromLow = address.family().bits() - 1 - bit;
        long word = fromLow >= 64 ? address.high() >>> (fromLow - 64) : address.low() >>> fromLow;
        return (word & 1) == 1;
    }
}
