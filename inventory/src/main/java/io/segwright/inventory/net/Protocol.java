package io.segwright.inventory.net;

import java.util.Locale;

/// An IP protocol number (IANA assigned), 0..255.
///
/// @param number the value of the IPv4 protocol or IPv6 next-header field
public record Protocol(int number) implements Comparable<Protocol> {
    public static final Protocol ICMP = new Protocol(1);
    public static final Protocol TCP = new Protocol(6);
    public static final Protocol UDP = new Protocol(17);
    public static final Protocol ICMPV6 = new Protocol(58);
    public static final Protocol OSPF = new Protocol(89);

    public Protocol {
        if (number < 0 || number > 255) {
            throw new IllegalArgumentException("protocol " + number + ": want 0..255");
        }
    }

    /// `tcp`, `udp`, `icmp`, `icmpv6`, `ospf`, `vrrp`, `esp`, `ah`, `gre`, `sctp`, `pim`, `igmp` or a number.
    public static Protocol parse(String text) throws AddressFormatException {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "icmp" -> ICMP;
            case "igmp" -> new Protocol(2);
            case "tcp" -> TCP;
            case "udp" -> UDP;
            case "gre" -> new Protocol(47);
            case "esp" -> new Protocol(50);
            case "ah" -> new Protocol(51);
            case "icmpv6", "ipv6-icmp" -> ICMPV6;
            case "ospf" -> OSPF;
            case "pim" -> new Protocol(103);
            case "vrrp" -> new Protocol(112);
            case "sctp" -> new Protocol(132);
            default -> numbered(text);
        };
    }

    private static Protocol numbered(String text) throws AddressFormatException {
        boolean numeric =
                !text.isEmpty()
                        && text.length() <= 3
                        && text.chars().allMatch(c -> c >= '0' && c <= '9');
        int number = numeric ? Integer.parseInt(text) : -1;
        if (number < 0 || number > 255) {
            throw new AddressFormatException(
                    "'" + text + "' is no protocol: want tcp, udp, icmp, icmpv6, ospf or 0..255");
        }
        return new Protocol(number);
    }

    /// TCP, UDP, UDP-Lite, SCTP and DCCP have ports.
    public boolean hasPorts() {
        return switch (number) {
            case 6, 17, 33, 132, 136 -> true;
            default -> false;
        };
    }

    @Override
    public int compareTo(Protocol other) {
        return Integer.compare(number, other.number);
    }

    @Override
    public String toString() {
        return switch (number) {
            case 1 -> "icmp";
            case 2 -> "igmp";
            case 6 -> "tcp";
            case 17 -> "udp";
            case 47 -> "gre";
            case 50 -> "esp";
            case 51 -> "ah";
            case 58 -> "icmpv6";
            case 89 -> "ospf";
            case 103 -> "pim";
            case 112 -> "vrrp";
            case 132 -> "sctp";
            default -> Integer.toString(number);
        };
    }
}
