package io.segwright.acl.dialect;

import io.segwright.acl.dialect.NfLexer.Kind;
import io.segwright.acl.dialect.NfLexer.Token;
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
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/// Reads one rule of one of our chains, up to the end of its line. One instance reads one rule.
final class NfRuleParser {
    private final NfCursor cursor;
    private final NfParser.Table table;
    private final NfParser.Source source;
    private final Token start;
    private boolean arp;
    private ConnectionMatch connection = ConnectionMatch.ANY;
    private List<Prefix> sources = List.of();
    private List<Prefix> destinations = List.of();
    // null: not said yet
    private @Nullable IpFamily family;
    private @Nullable Protocol protocol;
    private @Nullable Protocol portsOf;
    private @Nullable PortRange sourcePorts;
    private @Nullable PortRange destinationPorts;
    private @Nullable Transport icmp;
    private boolean tcpEstablished;

    NfRuleParser(NfCursor cursor, NfParser.Table table, NfParser.Source source) {
        this.cursor = cursor;
        this.table = table;
        this.source = source;
        this.start = cursor.peek();
    }

    /// @return nothing for the unconditional drop that ends a chain
    Optional<AclLine> parse() throws SyntaxException {
        while (matchPart()) {
            // each part sets its fields
        }
        if (arp) {
            throw start.unexpected("ARP to pass in the first line of a bridge's chain only");
        }
        Action action = verdict();
        if (family == null && source == NfParser.Source.LISTING && protocol != null) {
            family = ownFamily(protocol);
        }
        if (family == null) {
            boolean unconditional =
                    connection == ConnectionMatch.ANY && transport().equals(Transport.ANY);
            if (unconditional && action == Action.DENY) {
                return Optional.empty();
            }
            throw start.unexpected("a family, e.g. meta nfproto ipv4, ip saddr or ip6 daddr");
        }
        Match match = new Match(family, sources, destinations, transport(), connection);
        return Optional.of(new AclLine(action, match, ""));
    }

    /// nft lists `meta nfproto ipv4 meta l4proto icmp` without the family, and likewise for ICMPv6.
    private static @Nullable IpFamily ownFamily(Protocol protocol) {
        if (protocol.equals(Protocol.ICMP)) {
            return IpFamily.V4;
        }
        return protocol.equals(Protocol.ICMPV6) ? IpFamily.V6 : null;
    }

    /// Reads a rule that begins with `ether type`.
    ///
    /// @return whether it lets ARP pass; otherwise nothing of it is consumed for good: it must be parsed anew
    boolean arp() throws SyntaxException {
        NfCursor.Mark mark = cursor.mark();
        cursor.expectAll("ether", "type");
        if (!cursor.accept("arp")) {
            cursor.back(mark);
            return false;
        }
        cursor.expect("return");
        return true;
    }

    private boolean matchPart() throws SyntaxException {
        Token word = cursor.peek();
        if (word.kind() != Kind.WORD) {
            throw word.unexpected("a match, counter or a verdict");
        }
        switch (word.text()) {
            case "meta" -> meta();
            case "ether" -> ether();
            case "ct" -> connection();
            case "ip" -> address(IpFamily.V4);
            case "ip6" -> address(IpFamily.V6);
            case "tcp" -> ports(Protocol.TCP);
            case "udp" -> ports(Protocol.UDP);
            case "dccp" -> ports(new Protocol(33));
            case "sctp" -> ports(new Protocol(132));
            case "udplite" -> ports(new Protocol(136));
            case "icmp" -> icmpType(IpFamily.V4, Protocol.ICMP);
            case "icmpv6" -> icmpType(IpFamily.V6, Protocol.ICMPV6);
            default -> {
                return false;
            }
        }
        return true;
    }

    private void meta() throws SyntaxException {
        cursor.expect("meta");
        Token key = cursor.next();
        Token value = cursor.peek();
        if (key.is("nfproto")) {
            switch (cursor.word("ipv4 or ipv6")) {
                case "ipv4" -> family(IpFamily.V4, value);
                case "ipv6" -> family(IpFamily.V6, value);
                default -> throw value.unexpected("ipv4 or ipv6");
            }
        } else if (key.is("l4proto")) {
            OptionalInt number = NfNames.protocolNumber(cursor.word("a protocol"));
            if (number.isEmpty() || protocol != null) {
                throw value.unexpected("one protocol: a number of 0..255, or tcp, udp, icmp");
            }
            protocol = new Protocol(number.getAsInt());
        } else {
            throw key.unexpected("nfproto or l4proto");
        }
    }

    private void ether() throws SyntaxException {
        Token at = cursor.peek();
        cursor.expectAll("ether", "type");
        Token value = cursor.peek();
        if (table != NfParser.Table.BRIDGE) {
            throw at.unexpected("ether in bridge tables only");
        }
        switch (cursor.word("ip or ip6")) {
            case "ip" -> family(IpFamily.V4, value);
            case "ip6" -> family(IpFamily.V6, value);
            case "arp" -> arp = true;
            default -> throw value.unexpected("ip or ip6");
        }
    }

    private void family(IpFamily said, Token at) throws SyntaxException {
        if (family != null && family != said) {
            throw at.unexpected("one family a line");
        }
        family = said;
    }

    private void connection() throws SyntaxException {
        Token at = cursor.peek();
        cursor.expectAll("ct", "state", "established", ",", "related");
        if (connection != ConnectionMatch.ANY || table == NfParser.Table.BRIDGE) {
            throw at.unexpected("one ct state, and none in a bridge");
        }
        connection = ConnectionMatch.ESTABLISHED;
    }

    private void address(IpFamily said) throws SyntaxException {
        Token at = cursor.next();
        family(said, at);
        Token side = cursor.next();
        boolean source = side.is("saddr");
        if (!source && !side.is("daddr")) {
            throw side.unexpected("saddr or daddr");
        }
        if (!(source ? sources : destinations).isEmpty()) {
            throw side.unexpected("each side once");
        }
        List<Prefix> prefixes = prefixes(said);
        if (source) {
            sources = prefixes;
        } else {
            destinations = prefixes;
        }
    }

    private List<Prefix> prefixes(IpFamily said) throws SyntaxException {
        List<Prefix> prefixes = new ArrayList<>();
        if (!cursor.accept("{")) {
            addresses(said, prefixes);
            return prefixes;
        }
        do {
            cursor.skipNewlines(); // nft breaks long sets over lines
            addresses(said, prefixes);
            cursor.skipNewlines();
        } while (cursor.accept(","));
        cursor.expect("}");
        return prefixes;
    }

    /// An address, a prefix, or a range, as nft lists neighbouring addresses: `ff02::5-ff02::6`.
    private void addresses(IpFamily said, List<Prefix> into) throws SyntaxException {
        Token at = cursor.peek();
        String word = cursor.word("an address or a prefix");
        int dash = word.indexOf('-');
        try {
            Prefix first = Prefix.parse(dash < 0 ? word : word.substring(0, dash));
            if (first.family() != said) {
                throw at.unexpected("an address of " + Lists.name(said));
            }
            if (dash < 0) {
                into.add(first);
                return;
            }
            IpAddress last = IpAddress.parse(word.substring(dash + 1));
            if (last.family() != said || first.network().compareTo(last) > 0) {
                throw at.unexpected("a range of " + Lists.name(said) + " addresses, lowest first");
            }
            Lists.cover(Prefix.covering(last, 0), first.network(), last, into);
        } catch (AddressFormatException e) {
            throw new SyntaxException(at.line(), at.column(), String.valueOf(e.getMessage()));
        }
    }

    private void ports(Protocol of) throws SyntaxException {
        Token at = cursor.next();
        if (portsOf != null && !portsOf.equals(of)) {
            throw at.unexpected("one protocol a line");
        }
        portsOf = of;
        Token side = cursor.next();
        if (side.is("sport") && sourcePorts == null) {
            sourcePorts = range();
        } else if (side.is("dport") && destinationPorts == null) {
            destinationPorts = range();
        } else if (side.is("flags") && of.equals(Protocol.TCP) && !tcpEstablished) {
            flags();
            tcpEstablished = true;
        } else {
            throw side.unexpected("sport, dport or tcp flags, each once");
        }
    }

    private PortRange range() throws SyntaxException {
        Token at = cursor.peek();
        try {
            return PortRange.parse(cursor.word("a port or a range of ports"));
        } catch (AddressFormatException e) {
            throw new SyntaxException(at.line(), at.column(), String.valueOf(e.getMessage()));
        }
    }

    /// `tcp flags & (ack | rst) != 0x0`, which nft lists with the flags in the order of their bits, or as
    /// `tcp flags rst,ack`.
    private void flags() throws SyntaxException {
        boolean masked = cursor.accept("&");
        if (masked) {
            cursor.expect("(");
        }
        Token first = cursor.next();
        cursor.expect(masked ? "|" : ",");
        Token second = cursor.next();
        boolean both =
                (first.is("ack") && second.is("rst")) || (first.is("rst") && second.is("ack"));
        if (!both) {
            throw first.unexpected("ack and rst");
        }
        if (masked) {
            cursor.expectAll(")", "!=");
            Token zero = cursor.next();
            if (!zero.is("0x0") && !zero.is("0")) {
                throw zero.unexpected("0x0");
            }
        }
    }

    private void icmpType(IpFamily of, Protocol own) throws SyntaxException {
        Token at = cursor.next();
        family(of, at);
        cursor.expect("type");
        Token value = cursor.peek();
        OptionalInt type = NfNames.icmpTypeNumber(of, cursor.word("a type"));
        if (type.isEmpty() || icmp != null) {
            throw value.unexpected("one type: its name or 0..255");
        }
        icmp = new Transport.IcmpType(own, type.getAsInt());
    }

    private Transport transport() throws SyntaxException {
        int said = (protocol != null ? 1 : 0) + (portsOf != null ? 1 : 0) + (icmp != null ? 1 : 0);
        if (said > 1) {
            throw start.unexpected("one protocol a line");
        }
        if (icmp != null) {
            return icmp;
        }
        if (protocol != null) {
            return new Transport.OneProtocol(protocol);
        }
        if (portsOf == null) {
            return Transport.ANY;
        }
        PortRange from = sourcePorts == null ? PortRange.ANY : sourcePorts;
        PortRange to = destinationPorts == null ? PortRange.ANY : destinationPorts;
        return tcpEstablished
                ? new Transport.TcpEstablished(from, to)
                : new Transport.Ports(portsOf, from, to);
    }

    private Action verdict() throws SyntaxException {
        if (cursor.accept("counter") && cursor.accept("packets")) {
            number();
            cursor.expect("bytes");
            number();
        }
        Token verdict = cursor.next();
        if (!verdict.is("drop") && !verdict.is(table.permit())) {
            throw verdict.unexpected("a match, counter, " + table.permit() + " or drop");
        }
        if (cursor.accept("comment")) {
            cursor.quoted("a comment in quotes");
        }
        return verdict.is("drop") ? Action.DENY : Action.PERMIT;
    }

    private void number() throws SyntaxException {
        Token at = cursor.peek();
        if (!cursor.word("a number").matches("[0-9]{1,20}")) {
            throw at.unexpected("a number");
        }
    }
}
