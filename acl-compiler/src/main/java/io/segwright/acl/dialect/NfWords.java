package io.segwright.acl.dialect;

import io.segwright.acl.list.ConnectionMatch;
import io.segwright.acl.list.Match;
import io.segwright.acl.list.Transport;
import io.segwright.inventory.net.IpFamily;
import io.segwright.inventory.net.PortRange;
import io.segwright.inventory.net.Prefix;
import io.segwright.inventory.net.Protocol;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// A match in nftables' words. The order of the words is the one in which `nft list` prints them.
final class NfWords {
    private NfWords() {}

    static String match(NfWriter.Family table, Match match) throws UnsayableException {
        List<String> words = new ArrayList<>();
        List<Prefix> sources = Lists.disjoint(match.sources());
        List<Prefix> destinations = Lists.disjoint(match.destinations());
        String ip = match.family() == IpFamily.V4 ? "ip" : "ip6";
        if (sources.isEmpty() && destinations.isEmpty()) {
            words.add(wholeFamily(table, match.family()));
        }
        if (match.connection() == ConnectionMatch.ESTABLISHED) {
            if (table == NfWriter.Family.BRIDGE) {
                throw new UnsayableException("a bridge has no connection tracking");
            }
            words.add("ct state established,related");
        }
        if (!sources.isEmpty()) {
            words.add(ip + " saddr " + set(sources));
        }
        if (!destinations.isEmpty()) {
            words.add(ip + " daddr " + set(destinations));
        }
        transport(match.family(), match.transport(), words);
        return String.join(" ", words);
    }

    private static String wholeFamily(NfWriter.Family table, IpFamily family) {
        return switch (table) {
            case INET -> family == IpFamily.V4 ? "meta nfproto ipv4" : "meta nfproto ipv6";
            case BRIDGE -> family == IpFamily.V4 ? "ether type ip" : "ether type ip6";
        };
    }

    private static String set(List<Prefix> prefixes) {
        if (prefixes.size() == 1) {
            return address(prefixes.getFirst());
        }
        return prefixes.stream()
                .map(NfWords::address)
                .collect(Collectors.joining(", ", "{ ", " }"));
    }

    private static String address(Prefix prefix) {
        return prefix.length() == prefix.family().bits()
                ? prefix.network().toString()
                : prefix.toString();
    }

    private static void transport(IpFamily family, Transport transport, List<String> words)
            throws UnsayableException {
        switch (transport) {
            case Transport.AnyProtocol _ -> {
                // no words
            }
            case Transport.OneProtocol(Protocol protocol) -> words.add(protocol(protocol));
            case Transport.Ports(Protocol protocol, PortRange source, PortRange destination) -> {
                if (source.isAny() && destination.isAny()) {
                    words.add(protocol(protocol));
                }
                ports(portWord(protocol), source, destination, words);
            }
            case Transport.TcpEstablished(PortRange source, PortRange destination) -> {
                ports("tcp", source, destination, words);
                words.add("tcp flags & (ack | rst) != 0x0");
            }
            case Transport.IcmpType(Protocol protocol, int type) -> {
                Protocol own = family == IpFamily.V4 ? Protocol.ICMP : Protocol.ICMPV6;
                if (!protocol.equals(own)) {
                    throw new UnsayableException(
                            protocol + " types in a line for " + Lists.name(family));
                }
                words.add(protocol + " type " + NfNames.icmpType(family, type));
            }
        }
    }

    private static void ports(
            String word, PortRange source, PortRange destination, List<String> words) {
        if (!source.isAny()) {
            words.add(word + " sport " + source);
        }
        if (!destination.isAny()) {
            words.add(word + " dport " + destination);
        }
    }

    private static String protocol(Protocol protocol) {
        return "meta l4proto " + NfNames.protocol(protocol);
    }

    private static String portWord(Protocol protocol) {
        return switch (protocol.number()) {
            case 6 -> "tcp";
            case 17 -> "udp";
            case 33 -> "dccp";
            case 132 -> "sctp";
            case 136 -> "udplite";
            default ->
                    throw new IllegalArgumentException(
                            "protocol "
                                    + protocol
                                    + " has no ports: want tcp, udp, dccp, sctp or udplite");
        };
    }
}
