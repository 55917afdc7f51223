package io.segwright.acl.dialect;

import io.segwright.inventory.net.IpFamily;
import io.segwright.inventory.net.Protocol;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.Collectors;

/// The names that nft 1.0 itself prints (`nft describe icmp type`), for the numbers in use.
final class NfNames {
    private static final Map<Integer, String> PROTOCOLS =
            Map.of(1, "icmp", 6, "tcp", 17, "udp", 58, "ipv6-icmp");
    private static final Map<Integer, String> ICMP =
            Map.ofEntries(
                    Map.entry(0, "echo-reply"),
                    Map.entry(3, "destination-unreachable"),
                    Map.entry(4, "source-quench"),
                    Map.entry(5, "redirect"),
                    Map.entry(8, "echo-request"),
                    Map.entry(9, "router-advertisement"),
                    Map.entry(10, "router-solicitation"),
                    Map.entry(11, "time-exceeded"),
                    Map.entry(12, "parameter-problem"),
                    Map.entry(13, "timestamp-request"),
                    Map.entry(14, "timestamp-reply"),
                    Map.entry(15, "info-request"),
                    Map.entry(16, "info-reply"),
                    Map.entry(17, "address-mask-request"),
                    Map.entry(18, "address-mask-reply"));
    private static final Map<Integer, String> ICMPV6 =
            Map.ofEntries(
                    Map.entry(1, "destination-unreachable"),
                    Map.entry(2, "packet-too-big"),
                    Map.entry(3, "time-exceeded"),
                    Map.entry(4, "parameter-problem"),
                    Map.entry(128, "echo-request"),
                    Map.entry(129, "echo-reply"),
                    Map.entry(130, "mld-listener-query"),
                    Map.entry(131, "mld-listener-report"),
                    Map.entry(132, "mld-listener-done"),
                    Map.entry(133, "nd-router-solicit"),
                    Map.entry(134, "nd-router-advert"),
                    Map.entry(135, "nd-neighbor-solicit"),
                    Map.entry(136, "nd-neighbor-advert"),
                    Map.entry(137, "nd-redirect"),
                    Map.entry(138, "router-renumbering"),
                    Map.entry(141, "ind-neighbor-solicit"),
                    Map.entry(142, "ind-neighbor-advert"),
                    Map.entry(143, "mld2-listener-report"));

    /// Known to the parser only: what `nft list` may print for numbers that we write as numbers.
    private static final Map<String, Integer> MORE_PROTOCOLS =
            Map.ofEntries(
                    Map.entry("igmp", 2),
                    Map.entry("dccp", 33),
                    Map.entry("gre", 47),
                    Map.entry("esp", 50),
                    Map.entry("ah", 51),
                    Map.entry("eigrp", 88),
                    Map.entry("ospf", 89),
                    Map.entry("pim", 103),
                    Map.entry("comp", 108),
                    Map.entry("vrrp", 112),
                    Map.entry("l2tp", 115),
                    Map.entry("sctp", 132),
                    Map.entry("udplite", 136));

    private static final Map<String, Integer> PROTOCOL_NUMBERS = inverse(PROTOCOLS);
    private static final Map<String, Integer> ICMP_NUMBERS = inverse(ICMP);
    private static final Map<String, Integer> ICMPV6_NUMBERS = inverse(ICMPV6);

    private NfNames() {}

    private static Map<String, Integer> inverse(Map<Integer, String> names) {
        return names.entrySet().stream()
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getValue, Map.Entry::getKey));
    }

    static String protocol(Protocol protocol) {
        return PROTOCOLS.getOrDefault(protocol.number(), Integer.toString(protocol.number()));
    }

    static String icmpType(IpFamily family, int type) {
        return (family == IpFamily.V4 ? ICMP : ICMPV6).getOrDefault(type, Integer.toString(type));
    }

    static OptionalInt protocolNumber(String word) {
        Integer named = PROTOCOL_NUMBERS.getOrDefault(word, MORE_PROTOCOLS.getOrDefault(word, -1));
        return named >= 0 ? OptionalInt.of(named) : byteNumber(word);
    }

    static OptionalInt icmpTypeNumber(IpFamily family, String word) {
        Map<String, Integer> names = family == IpFamily.V4 ? ICMP_NUMBERS : ICMPV6_NUMBERS;
        Integer named = names.getOrDefault(word, -1);
        return named >= 0 ? OptionalInt.of(named) : byteNumber(word);
    }

    /// 0..255 in decimal digits.
    static OptionalInt byteNumber(String word) {
        boolean number = word.matches("[0-9]{1,3}") && Integer.parseInt(word) <= 255;
        return number ? OptionalInt.of(Integer.parseInt(word)) : OptionalInt.empty();
    }
}
