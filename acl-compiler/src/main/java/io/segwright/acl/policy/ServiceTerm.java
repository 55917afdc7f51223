package io.segwright.acl.policy;

import io.segwright.acl.list.Transport;
import io.segwright.inventory.net.AddressFormatException;
import io.segwright.inventory.net.IpFamily;
import io.segwright.inventory.net.PortRange;
import io.segwright.inventory.net.Protocol;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// One entry of a service: `tcp/443`, `udp/8000-8099`, `icmp/echo-request`, `icmpv6/128`, `icmp`, `ospf`, `proto/47`.
///
/// @param transport as the client sends it: any source port, the service's destination ports
public record ServiceTerm(Transport transport) {
    /// Names that nftables and the RFCs share, as far as both families or people use them.
    private static final Map<String, Integer> ICMP_TYPES =
            Map.of(
                    "echo-reply", 0,
                    "destination-unreachable", 3,
                    "redirect", 5,
                    "echo-request", 8,
                    "time-exceeded", 11,
                    "parameter-problem", 12,
                    "timestamp-request", 13,
                    "timestamp-reply", 14);

    private static final Map<String, Integer> ICMPV6_TYPES =
            Map.of(
                    "destination-unreachable", 1,
                    "packet-too-big", 2,
                    "time-exceeded", 3,
                    "parameter-problem", 4,
                    "echo-request", 128,
                    "echo-reply", 129,
                    "router-solicitation", 133,
                    "router-advertisement", 134,
                    "neighbor-solicitation", 135,
                    "neighbor-advertisement", 136);

    /// @throws AddressFormatException naming the text and what was wanted
    public static ServiceTerm parse(String text) throws AddressFormatException {
        int slash = text.indexOf('/');
        String word = slash < 0 ? text : text.substring(0, slash);
        String detail = slash < 0 ? "" : text.substring(slash + 1);
        if (slash >= 0 && detail.isEmpty()) {
            throw new AddressFormatException("service '" + text + "': want something after the /");
        }
        if (word.equals("proto")) {
            return new ServiceTerm(new Transport.OneProtocol(numbered(text, detail)));
        }
        Protocol protocol = protocol(text, word);
        if (detail.isEmpty()) {
            return new ServiceTerm(new Transport.OneProtocol(protocol));
        }
        if (protocol.equals(Protocol.ICMP)) {
            return new ServiceTerm(icmp(protocol, detail, ICMP_TYPES));
        }
        if (protocol.equals(Protocol.ICMPV6)) {
            return new ServiceTerm(icmp(protocol, detail, ICMPV6_TYPES));
        }
        if (!protocol.hasPorts()) {
            throw new AddressFormatException(
                    "service '" + text + "': " + word + " has no ports; want " + word + " alone");
        }
        PortRange ports = PortRange.parse(detail);
        return new ServiceTerm(new Transport.Ports(protocol, PortRange.ANY, ports));
    }

    private static Protocol numbered(String text, String detail) throws AddressFormatException {
        if (!detail.matches("[0-9]{1,3}") || Integer.parseInt(detail) > 255) {
            throw new AddressFormatException(
                    "service '" + text + "': want proto/0 to proto/255, e.g. proto/47");
        }
        return new Protocol(Integer.parseInt(detail));
    }

    private static Protocol protocol(String text, String word) throws AddressFormatException {
        boolean named = !word.isEmpty() && !Character.isDigit(word.charAt(0));
        if (!named || !word.equals(word.toLowerCase(Locale.ROOT))) {
            throw new AddressFormatException(
                    "service '" + text + "': want e.g. tcp/443, icmp/echo-request or proto/47");
        }
        try {
            return Protocol.parse(word);
        } catch (AddressFormatException _) {
            throw new AddressFormatException(
                    "service '"
                            + text
                            + "': '"
                            + word
                            + "' is no protocol; want e.g. tcp/443, icmp/echo-request or proto/47");
        }
    }

    private static Transport icmp(Protocol protocol, String detail, Map<String, Integer> names)
            throws AddressFormatException {
        Integer named = names.get(detail);
        if (named != null) {
            return new Transport.IcmpType(protocol, named);
        }
        if (detail.matches("[0-9]{1,3}") && Integer.parseInt(detail) <= 255) {
            return new Transport.IcmpType(protocol, Integer.parseInt(detail));
        }
        throw new AddressFormatException(
                "'"
                        + detail
                        + "' is no "
                        + protocol
                        + " type: want 0..255 or one of "
                        + String.join(", ", names.keySet().stream().sorted().toList()));
    }

    /// ICMP is IPv4's, ICMPv6 is IPv6's, the rest is both families'.
    public List<IpFamily> families() {
        Protocol protocol =
                switch (transport) {
                    case Transport.AnyProtocol _ -> Protocol.TCP;
                    case Transport.OneProtocol(Protocol p) -> p;
                    case Transport.Ports(Protocol p, PortRange _, PortRange _) -> p;
                    case Transport.TcpEstablished _ -> Protocol.TCP;
                    case Transport.IcmpType(Protocol p, int _) -> p;
                };
        if (protocol.equals(Protocol.ICMP)) {
            return List.of(IpFamily.V4);
        }
        return protocol.equals(Protocol.ICMPV6)
                ? List.of(IpFamily.V6)
                : List.of(IpFamily.V4, IpFamily.V6);
    }
}
