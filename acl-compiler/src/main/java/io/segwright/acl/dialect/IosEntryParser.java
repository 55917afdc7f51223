package io.segwright.acl.dialect;

import io.segwright.acl.list.AclLine;
import io.segwright.acl.list.Action;
import io.segwright.acl.list.ConnectionMatch;
import io.segwright.acl.list.Match;
import io.segwright.acl.list.Transport;
import io.segwright.inventory.net.AddressFormatException;
import io.segwright.inventory.net.IpAddress;
import io.segwright.inventory.net.IpFamily;
import io.segwright.inventory.net.PortRange;
import io.segwright.inventory.net.Prefix;
import io.segwright.inventory.net.Protocol;
import java.util.List;
import java.util.OptionalInt;

/// Reads one `permit` or `deny` of a list, its sequence number already taken.
final class IosEntryParser {
    private final IosLine line;
    private final IpFamily family;

    IosEntryParser(IosLine line, IpFamily family) {
        this.line = line;
        this.family = family;
    }

    AclLine parse() throws SyntaxException {
        Action action = action();
        String word = line.next("a protocol");
        String everything = family == IpFamily.V4 ? "ip" : "ipv6";
        if (word.equals(everything)) {
            List<Prefix> from = side();
            List<Prefix> to = side();
            return finish(action, from, to, Transport.ANY);
        }
        OptionalInt number = IosNames.protocolNumber(family, word);
        if (number.isEmpty() || number.getAsInt() == 0) {
            throw line.wrong(everything + ", tcp, udp, icmp or a protocol of 1..255");
        }
        Protocol protocol = new Protocol(number.getAsInt());
        if (protocol.equals(Protocol.TCP) || protocol.equals(Protocol.UDP)) {
            return withPorts(action, protocol);
        }
        List<Prefix> from = side();
        List<Prefix> to = side();
        Protocol icmp = family == IpFamily.V4 ? Protocol.ICMP : Protocol.ICMPV6;
        if (protocol.equals(icmp) && !line.atEnd()) {
            OptionalInt type = IosNames.icmpTypeNumber(family, line.next("an ICMP type"));
            if (type.isEmpty()) {
                throw line.wrong("an ICMP type: its name or 0..255");
            }
            return finish(action, from, to, new Transport.IcmpType(icmp, type.getAsInt()));
        }
        return finish(action, from, to, new Transport.OneProtocol(protocol));
    }

    private Action action() throws SyntaxException {
        if (line.accept("permit")) {
            return Action.PERMIT;
        }
        line.expect("deny");
        return Action.DENY;
    }

    private AclLine withPorts(Action action, Protocol protocol) throws SyntaxException {
        List<Prefix> from = side();
        PortRange source = ports(protocol);
        List<Prefix> to = side();
        PortRange destination = ports(protocol);
        if (protocol.equals(Protocol.TCP) && line.accept("established")) {
            return finish(action, from, to, new Transport.TcpEstablished(source, destination));
        }
        boolean all = source.isAny() && destination.isAny();
        return finish(
                action,
                from,
                to,
                all
                        ? new Transport.OneProtocol(protocol)
                        : new Transport.Ports(protocol, source, destination));
    }

    private AclLine finish(Action action, List<Prefix> from, List<Prefix> to, Transport transport)
            throws SyntaxException {
        line.end();
        return new AclLine(action, new Match(family, from, to, transport, ConnectionMatch.ANY), "");
    }

    /// @return empty for `any`
    private List<Prefix> side() throws SyntaxException {
        String word = line.next("any, host ADDRESS or a prefix");
        if (word.equals("any")) {
            return List.of();
        }
        if (word.equals("host")) {
            return List.of(address(line.next("an address")).asPrefix());
        }
        return List.of(family == IpFamily.V4 ? wildcarded(word) : prefix(word));
    }

    private Prefix prefix(String word) throws SyntaxException {
        if (!word.contains("/")) {
            throw line.wrong("any, host ADDRESS or PREFIX/LENGTH");
        }
        try {
            Prefix prefix = Prefix.parse(word);
            if (prefix.family() == family) {
                return prefix;
            }
        } catch (AddressFormatException e) {
            throw line.wrong("a prefix; " + e.getMessage());
        }
        throw line.wrong("an IPv6 prefix");
    }

    private Prefix wildcarded(String word) throws SyntaxException {
        IpAddress network = address(word);
        long wildcard = address(line.next("a wildcard such as 0.0.0.255")).low();
        boolean contiguous = (wildcard & (wildcard + 1)) == 0;
        if (!contiguous) {
            throw line.wrong("a wildcard of leading zeros and then ones, such as 0.0.0.255");
        }
        int length = 32 - Long.bitCount(wildcard);
        if ((network.low() & wildcard) != 0) {
            throw line.wrong(
                    "a wildcard that covers no set bit of "
                            + network
                            + "; want e.g. host "
                            + network);
        }
        return Prefix.covering(network, length);
    }

    private IpAddress address(String word) throws SyntaxException {
        try {
            IpAddress address = IpAddress.parse(word);
            if (address.family() == family) {
                return address;
            }
        } catch (AddressFormatException _) {
            // reported below, as an address of the other family
        }
        throw line.wrong("an address of " + Lists.name(family));
    }

    private PortRange ports(Protocol protocol) throws SyntaxException {
        if (line.accept("eq")) {
            return PortRange.single(port(protocol));
        }
        if (line.accept("range")) {
            int first = port(protocol);
            int last = port(protocol);
            if (first > last) {
                throw line.wrong("a last port of at least " + first);
            }
            return new PortRange(first, last);
        }
        if (line.accept("gt")) {
            int port = port(protocol);
            if (port == PortRange.PORT_MAX) {
                throw line.wrong("less than 65535 after gt");
            }
            return new PortRange(port + 1, PortRange.PORT_MAX);
        }
        if (line.accept("lt")) {
            int port = port(protocol);
            if (port == 0) {
                throw line.wrong("more than 0 after lt");
            }
            return new PortRange(0, port - 1);
        }
        return PortRange.ANY;
    }

    private int port(Protocol protocol) throws SyntaxException {
        OptionalInt port = IosNames.portNumber(protocol, line.next("a port"));
        if (port.isEmpty()) {
            throw line.wrong("a port of 0..65535 or its IOS name");
        }
        return port.getAsInt();
    }
}
