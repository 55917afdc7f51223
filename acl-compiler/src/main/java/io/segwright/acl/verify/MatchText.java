package io.segwright.acl.verify;

import io.segwright.acl.list.AclLine;
import io.segwright.acl.list.Action;
import io.segwright.acl.list.ConnectionMatch;
import io.segwright.acl.list.Match;
import io.segwright.acl.list.Transport;
import io.segwright.inventory.net.IpFamily;
import io.segwright.inventory.net.PortRange;
import io.segwright.inventory.net.Prefix;
import io.segwright.inventory.net.Protocol;
import java.util.List;
import java.util.stream.Collectors;

/// A match in one line for people, in no vendor's words: `ipv4 tcp 10.1.0.0/16 -> 10.2.0.9/32 port 22`. Long prefix
/// lists are cut, so the text is for reading only.
final class MatchText {
    private static final int PREFIXES_SHOWN = 3; // a finding is one line; the list has the rest

    private MatchText() {}

    static String of(AclLine line) {
        String action =
                switch (line.action()) {
                    case PERMIT -> "permit ";
                    case DENY -> "deny ";
                };
        return action + of(line.match()) + (line.why().isEmpty() ? "" : " (" + line.why() + ")");
    }

    static String of(Action action) {
        return switch (action) {
            case PERMIT -> "permits";
            case DENY -> "denies";
        };
    }

    static String of(Match match) {
        String connection =
                match.connection() == ConnectionMatch.ESTABLISHED
                        ? " of established connections"
                        : "";
        return (match.family() == IpFamily.V4 ? "ipv4 " : "ipv6 ")
                + protocol(match.transport())
                + ' '
                + prefixes(match.sources())
                + sourcePort(match.transport())
                + " -> "
                + prefixes(match.destinations())
                + destination(match.transport())
                + connection;
    }

    private static String protocol(Transport transport) {
        return switch (transport) {
            case Transport.AnyProtocol() -> "any protocol";
            case Transport.OneProtocol(Protocol protocol) -> protocol.toString();
            case Transport.Ports(Protocol protocol, PortRange _, PortRange _) ->
                    protocol.toString();
            case Transport.TcpEstablished(PortRange _, PortRange _) -> "tcp established";
            case Transport.IcmpType(Protocol protocol, int _) -> protocol.toString();
        };
    }

    private static String sourcePort(Transport transport) {
        return switch (transport) {
            case Transport.Ports(Protocol _, PortRange source, PortRange _) -> port(source);
            case Transport.TcpEstablished(PortRange source, PortRange _) -> port(source);
            case Transport.AnyProtocol(), Transport.OneProtocol(_), Transport.IcmpType(_, _) -> "";
        };
    }

    private static String destination(Transport transport) {
        return switch (transport) {
            case Transport.Ports(Protocol _, PortRange _, PortRange destination) ->
                    port(destination);
            case Transport.TcpEstablished(PortRange _, PortRange destination) -> port(destination);
            case Transport.IcmpType(Protocol _, int type) -> " type " + type;
            case Transport.AnyProtocol(), Transport.OneProtocol(_) -> "";
        };
    }

    private static String port(PortRange range) {
        return range.isAny() ? "" : " port " + range;
    }

    private static String prefixes(List<Prefix> prefixes) {
        if (prefixes.isEmpty()) {
            return "any";
        }
        String shown =
                prefixes.stream()
                        .limit(PREFIXES_SHOWN)
                        .map(Prefix::toString)
                        .collect(Collectors.joining(","));
        int more = prefixes.size() - PREFIXES_SHOWN;
        return more > 0 ? shown + " and " + more + " more" : shown;
    }
}
