package io.segwright.acl.space;

import io.segwright.acl.list.AclLine;
import io.segwright.acl.list.Action;
import io.segwright.acl.list.Connection;
import io.segwright.acl.list.ConnectionMatch;
import io.segwright.acl.list.Match;
import io.segwright.acl.list.Packet;
import io.segwright.acl.list.TcpSession;
import io.segwright.acl.list.Transport;
import io.segwright.inventory.net.IpAddress;
import io.segwright.inventory.net.IpFamily;
import io.segwright.inventory.net.PortRange;
import io.segwright.inventory.net.Prefix;
import io.segwright.inventory.net.Protocol;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/// Random lines that overlap, nest and touch, from one seed: prefixes from a small neighbourhood, all lengths now and
/// then, ports with equal and adjacent ends.
public final class Draws {
    private static final List<String> BASES_V4 =
            List.of("10.1.2.0", "10.1.3.0", "10.2.0.0", "0.0.0.0", "255.255.255.255");
    private static final List<String> BASES_V6 =
            List.of("2001:db8:1::", "2001:db8:1:0:8000::", "2001:db8:2::", "::", "ff02::1");
    private static final int[] PORTS = {0, 1, 22, 23, 80, 443, 1023, 1024, 40_000, 65_534, 65_535};
    private static final int[] PROTOCOLS = {0, 1, 6, 17, 33, 47, 58, 89, 132, 136, 255};

    private final Random random;

    public Draws(long seed) {
        random = new Random(seed);
    }

    public int below(int bound) {
        return random.nextInt(bound);
    }

    public List<AclLine> lines(int count) {
        List<AclLine> lines = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            lines.add(
                    new AclLine(below(2) == 0 ? Action.PERMIT : Action.DENY, match(), "line " + i));
        }
        return lines;
    }

    public Match match() {
        return match(below(2) == 0 ? IpFamily.V4 : IpFamily.V6);
    }

    public Match match(IpFamily family) {
        return new Match(
                family,
                prefixes(family),
                prefixes(family),
                transport(family),
                below(4) == 0 ? ConnectionMatch.ESTABLISHED : ConnectionMatch.ANY);
    }

    public List<Prefix> prefixes(IpFamily family) {
        List<Prefix> prefixes = new ArrayList<>();
        int count = below(3) == 0 ? 0 : 1 + below(3);
        for (int i = 0; i < count; i++) {
            prefixes.add(prefix(family));
        }
        return prefixes;
    }

    public Prefix prefix(IpFamily family) {
        List<String> bases = family == IpFamily.V4 ? BASES_V4 : BASES_V6;
        IpAddress base = IpAddress.of(bases.get(below(bases.size())));
        int bits = family.bits();
        int length = below(3) == 0 ? below(bits + 1) : bits - below(10);
        IpAddress near = new IpAddress(family, base.high(), base.low() ^ below(4));
        return Prefix.covering(near, length);
    }

    private Transport transport(IpFamily family) {
        Protocol icmp = family == IpFamily.V4 ? Protocol.ICMP : Protocol.ICMPV6;
        return switch (below(8)) {
            case 0 -> Transport.ANY;
            case 1 -> new Transport.OneProtocol(new Protocol(PROTOCOLS[below(PROTOCOLS.length)]));
            case 2 -> new Transport.TcpEstablished(ports(), ports());
            case 3 -> new Transport.IcmpType(icmp, below(3) == 0 ? 8 : below(256));
            case 4 -> new Transport.IcmpType(below(2) == 0 ? Protocol.ICMP : Protocol.ICMPV6, 128);
            case 5 -> new Transport.Ports(Protocol.UDP, ports(), ports());
            case 6 -> new Transport.Ports(new Protocol(132), ports(), ports());
            default -> new Transport.Ports(Protocol.TCP, ports(), ports());
        };
    }

    public PortRange ports() {
        if (below(3) == 0) {
            return PortRange.ANY;
        }
        int a = port();
        int b = below(2) == 0 ? a : port();
        return new PortRange(Math.min(a, b), Math.max(a, b));
    }

    private int port() {
        return below(4) == 0 ? below(65_536) : PORTS[below(PORTS.length)];
    }

    /// A possible packet with nothing in mind.
    public Packet packet(IpFamily family) {
        int protocol = PROTOCOLS[below(PROTOCOLS.length)];
        return packet(address(family), address(family), protocol, port(), port(), below(256));
    }

    private IpAddress address(IpFamily family) {
        Prefix prefix = prefix(family);
        return below(2) == 0 ? prefix.network() : prefix.last();
    }

    /// A packet in or just beside `match`: each field at, before or behind an end of what the match wants.
    public Packet packetNear(Match match) {
        IpAddress from = near(match.sources(), match.family());
        IpAddress to = near(match.destinations(), match.family());
        int any = PROTOCOLS[below(PROTOCOLS.length)];
        return switch (match.transport()) {
            case Transport.AnyProtocol() -> packet(from, to, any, port(), port(), below(256));
            case Transport.OneProtocol(Protocol protocol) ->
                    packet(from, to, protocol.number(), port(), port(), below(256));
            case Transport.Ports(Protocol protocol, PortRange source, PortRange destination) ->
                    packet(from, to, protocol.number(), near(source), near(destination), 0);
            case Transport.TcpEstablished(PortRange source, PortRange destination) ->
                    packet(from, to, 6, near(source), near(destination), 0);
            case Transport.IcmpType(Protocol protocol, int type) ->
                    packet(from, to, protocol.number(), 0, 0, near(PortRange.single(type)) & 255);
        };
    }

    private Packet packet(
            IpAddress source,
            IpAddress destination,
            int protocol,
            int sourcePort,
            int destinationPort,
            int icmpType) {
        Protocol number = new Protocol(protocol);
        boolean icmp = protocol == 1 || protocol == 58;
        return new Packet(
                source,
                destination,
                number,
                number.hasPorts() ? sourcePort : 0,
                number.hasPorts() ? destinationPort : 0,
                icmp ? icmpType : 0,
                icmp ? below(3) : 0,
                protocol == 6 && below(2) == 0 ? TcpSession.ESTABLISHED : TcpSession.OPENING,
                below(2) == 0 ? Connection.NEW : Connection.ESTABLISHED);
    }

    private IpAddress near(List<Prefix> prefixes, IpFamily family) {
        if (prefixes.isEmpty() || below(8) == 0) {
            return address(family);
        }
        Prefix prefix = prefixes.get(below(prefixes.size()));
        return switch (below(4)) {
            case 0 -> prefix.network();
            case 1 -> prefix.last();
            case 2 -> plus(prefix.network(), -1);
            default -> plus(prefix.last(), 1);
        };
    }

    private static IpAddress plus(IpAddress address, int step) {
        long low = address.low() + step;
        if (address.family() == IpFamily.V4) {
            return new IpAddress(IpFamily.V4, 0, low & 0xffff_ffffL);
        }
        boolean carry = step > 0 ? low == 0 : low == -1;
        return new IpAddress(IpFamily.V6, carry ? address.high() + step : address.high(), low);
    }

    private int near(PortRange range) {
        int port =
                switch (below(4)) {
                    case 0 -> range.first();
                    case 1 -> range.last();
                    case 2 -> range.first() - 1;
                    default -> range.last() + 1;
                };
        return Math.clamp(port, 0, PortRange.PORT_MAX);
    }
}
