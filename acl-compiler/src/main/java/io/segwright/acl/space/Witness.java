package io.segwright.acl.space;

import io.segwright.acl.list.Connection;
import io.segwright.acl.list.Packet;
import io.segwright.acl.list.TcpSession;
import io.segwright.inventory.net.IpAddress;
import io.segwright.inventory.net.IpFamily;
import io.segwright.inventory.net.Prefix;
import io.segwright.inventory.net.Protocol;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// Picks one packet on which two diagrams differ, as a person would write it: a new TCP connection from an ephemeral
/// port to a known one, between the first hosts of private prefixes, where the diagrams leave the choice.
///
/// Walks both diagrams side by side and makes no node, so a difference can be shown even when the budget is spent:
/// diagrams are canonical, so as long as the two references differ there is a packet below. Fields are chosen in the
/// order of the variables; each takes its first preference under which the two still differ.
final class Witness {
    private static final List<Integer> KNOWN_PORTS = List.of(443, 80, 22, 53, 123, 161, 25, 8080);
    private static final int EPHEMERAL_FIRST = 40_000;
    private static final int UNPRIVILEGED_FIRST = 1_024;
    private static final int PORT_MAX = 65_535;
    private static final int ECHO_REQUEST = 8;
    private static final int ECHO_REQUEST_V6 = 128;
    // Private use, then documentation and other unicast; 127/8, 0/8 and multicast only when nothing
    // else is left.
    private static final List<Prefix> LIKELY_V4 =
            prefixes(
                    "10.0.0.0/8 172.16.0.0/12 192.168.0.0/16 198.51.100.0/24 1.0.0.0/8 2.0.0.0/7"
                            + " 4.0.0.0/6 8.0.0.0/5 16.0.0.0/4 32.0.0.0/3 64.0.0.0/3 96.0.0.0/4"
                            + " 112.0.0.0/5 120.0.0.0/6 124.0.0.0/7 126.0.0.0/8 128.0.0.0/2"
                            + " 192.0.0.0/3 0.0.0.0/0");
    private static final List<Prefix> LIKELY_V6 =
            prefixes("2001:db8::/32 fd00::/8 2000::/3 fe80::/10 ::/0");

    private final Diagrams diagrams;
    private final Layout layout;
    private int a;
    private int b;

    Witness(Diagrams diagrams, Layout layout) {
        this.diagrams = diagrams;
        this.layout = layout;
    }

    private static List<Prefix> prefixes(String text) {
        return Arrays.stream(text.split(" ")).map(Prefix::of).toList();
    }

    Optional<Packet> differing(int first, int second) {
        if (first == second) {
            return Optional.empty();
        }
        a = first;
        b = second;
        boolean established = pickBit(Layout.CONNECTION) == 1;
        int protocol = pickProtocol();
        boolean tcpEstablished = pickBit(Layout.TCP_SESSION) == 1;
        Layout.Shape shape = Layout.shape(protocol);
        int destinationWord = pickDestinationWord(shape);
        int sourceWord = pickSourceWord(shape);
        IpAddress destination = pickAddress(Layout.DESTINATION);
        IpAddress source = pickAddress(layout.source());
        boolean icmp = shape == Layout.Shape.ICMP;
        return Optional.of(
                new Packet(
                        source,
                        destination,
                        new Protocol(protocol),
                        sourceWord,
                        icmp ? 0 : destinationWord,
                        icmp ? destinationWord >>> 8 : 0,
                        icmp ? destinationWord & 255 : 0,
                        tcpEstablished ? TcpSession.ESTABLISHED : TcpSession.OPENING,
                        established ? Connection.ESTABLISHED : Connection.NEW));
    }

    private int pickBit(int variable) {
        return pick(variable, 1, 0, 1);
    }

    private int pickProtocol() {
        int icmp =
                switch (layout.family()) {
                    case V4 -> Protocol.ICMP.number();
                    case V6 -> Protocol.ICMPV6.number();
                };
        int[] wanted = {Protocol.TCP.number(), Protocol.UDP.number(), icmp, 47, 50, 89};
        for (int protocol : wanted) {
            if (tryPick(Layout.PROTOCOL, Layout.PROTOCOL_BITS, protocol, protocol) >= 0) {
                return protocol;
            }
        }
        return pick(Layout.PROTOCOL, Layout.PROTOCOL_BITS, 0, 255);
    }

    private int pickDestinationWord(Layout.Shape shape) {
        int variable = Layout.DESTINATION_PORT;
        return switch (shape) {
            case TCP, PORTS -> {
                for (int port : KNOWN_PORTS) {
                    if (tryPick(variable, Layout.WORD_BITS, port, port) >= 0) {
                        yield port;
                    }
                }
                int positive = tryPick(variable, Layout.WORD_BITS, 1, PORT_MAX);
                yield positive >= 0 ? positive : pick(variable, Layout.WORD_BITS, 0, 0);
            }
            case ICMP -> {
                int echo = layout.family() == IpFamily.V4 ? ECHO_REQUEST : ECHO_REQUEST_V6;
                int word = tryPick(variable, Layout.WORD_BITS, echo << 8, (echo << 8) | 255);
                yield word >= 0 ? word : pick(variable, Layout.WORD_BITS, 0, PORT_MAX);
            }
            case PLAIN -> pick(variable, Layout.WORD_BITS, 0, 0);
        };
    }

    private int pickSourceWord(Layout.Shape shape) {
        int variable = Layout.SOURCE_PORT;
        return switch (shape) {
            case TCP, PORTS -> {
                for (int from : new int[] {EPHEMERAL_FIRST, UNPRIVILEGED_FIRST, 1}) {
                    int port = tryPick(variable, Layout.WORD_BITS, from, PORT_MAX);
                    if (port >= 0) {
                        yield port;
                    }
                }
                yield pick(variable, Layout.WORD_BITS, 0, 0);
            }
            case ICMP, PLAIN -> pick(variable, Layout.WORD_BITS, 0, 0);
        };
    }

    private int pick(int variable, int bits, int first, int last) {
        int value = tryPick(variable, bits, first, last);
        if (value < 0) {
            throw new AssertionError(
                    "no packet below variable " + variable + " though the sets differ");
        }
        return value;
    }

    /// Sets the field to its least value in `first..last` under which the two differ and returns it, or leaves the
    /// walk where it is and returns -1.
    private int tryPick(int variable, int bits, int first, int last) {
        return tryPick(variable, bits, 0, first, last, a, b);
    }

    private int tryPick(int variable, int bits, int value, int first, int last, int x, int y) {
        int least = value << bits;
        int greatest = least + (1 << bits) - 1;
        if (x == y || greatest < first || least > last) {
            return -1;
        }
        if (bits == 0) {
            a = x;
            b = y;
            return value;
        }
        int zero =
                tryPick(
                        variable + 1,
                        bits - 1,
                        value << 1,
                        first,
                        last,
                        diagrams.low(x, variable),
                        diagrams.low(y, variable));
        return zero >= 0
                ? zero
                : tryPick(
                        variable + 1,
                        bits - 1,
                        (value << 1) | 1,
                        first,
                        last,
                        diagrams.high(x, variable),
                        diagrams.high(y, variable));
    }

    private IpAddress pickAddress(int variable) {
        List<Prefix> likely =
                switch (layout.family()) {
                    case V4 -> LIKELY_V4;
                    case V6 -> LIKELY_V6;
                };
        int startA = a;
        int startB = b;
        for (Prefix prefix : likely) {
            a = startA;
            b = startB;
            for (int bit = 0; bit < prefix.length(); bit++) {
                step(variable + bit, MatchDiagrams.bit(prefix.network(), bit));
            }
            if (a != b) {
                return lowestIn(prefix, variable);
            }
        }
        throw new AssertionError(
                "no address below variable " + variable + " though the sets differ");
    }

    /// The lowest address of `prefix` under which the two differ; the odd one of a pair when both do, since the even
    /// one may be a network's own.
    private IpAddress lowestIn(Prefix prefix, int variable) {
        int bits = layout.family().bits();
        long high = prefix.network().high();
        long low = prefix.network().low();
        for (int bit = prefix.length(); bit < bits; bit++) {
            int at = variable + bit;
            boolean zeroDiffers = diagrams.low(a, at) != diagrams.low(b, at);
            boolean oneDiffers = diagrams.high(a, at) != diagrams.high(b, at);
            boolean one = bit == bits - 1 ? oneDiffers : !zeroDiffers;
            step(at, one);
            int fromLow = bits - 1 - bit;
            if (one && fromLow >= 64) {
                high |= 1L << (fromLow - 64);
            } else if (one) {
                low |= 1L << fromLow;
            }
        }
        return new IpAddress(layout.family(), high, low);
    }

    private void step(int variable, boolean one) {
        a = one ? diagrams.high(a, variable) : diagrams.low(a, variable);
        b = one ? diagrams.high(b, variable) : diagrams.low(b, variable);
    }
}
