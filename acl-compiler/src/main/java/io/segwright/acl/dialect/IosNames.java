package io.segwright.acl.dialect;

import io.segwright.inventory.net.IpFamily;
import io.segwright.inventory.net.Protocol;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalInt;

/// IOS keywords and their numbers, from the command references of `permit (IP)` and `permit (IPv6)`.
///
/// We write numbers for ports and names for protocols and common ICMP types; IOS answers with names for both.
final class IosNames {
    static final String V6_SUFFIX = "_v6";
    static final String ANY_LIST = "segwright_any";
    static final String PERMIT_CLASS = "segwright_permit";
    static final String REST_CLASS = "segwright_rest";
    static final String POLICY = "segwright_control";

    private static final Map<String, Integer> PROTOCOLS4 =
            table(
                    "icmp 1 igmp 2 tcp 6 udp 17 gre 47 esp 50 ahp 51 eigrp 88 ospf 89 pim 103 pcp 108");
    private static final Map<String, Integer> PROTOCOLS6 =
            table("tcp 6 udp 17 esp 50 ahp 51 icmp 58 pcp 108 sctp 132");
    private static final Map<String, Integer> TCP_PORTS =
            table(
                    "bgp 179 chargen 19 cmd 514 daytime 13 discard 9 domain 53 echo 7 exec 512"
                            + " finger 79 ftp 21 ftp-data 20 gopher 70 hostname 101 ident 113 irc 194"
                            + " klogin 543 kshell 544 login 513 lpd 515 nntp 119 pim-auto-rp 496"
                            + " pop2 109 pop3 110 smtp 25 sunrpc 111 syslog 514 tacacs 49 talk 517"
                            + " telnet 23 time 37 uucp 540 whois 43 www 80");
    private static final Map<String, Integer> UDP_PORTS =
            table(
                    "biff 512 bootpc 68 bootps 67 discard 9 dnsix 195 domain 53 echo 7 isakmp 500"
                            + " mobile-ip 434 nameserver 42 netbios-dgm 138 netbios-ns 137"
                            + " netbios-ss 139 non500-isakmp 4500 ntp 123 pim-auto-rp 496 rip 520"
                            + " snmp 161 snmptrap 162 sunrpc 111 syslog 514 tacacs 49 talk 517"
                            + " tftp 69 time 37 who 513 xdmcp 177");
    // without packet-too-big and the like, which mean one code of a type
    private static final Map<String, Integer> ICMP_TYPES =
            table(
                    "echo-reply 0 unreachable 3 redirect 5 echo 8 time-exceeded 11"
                            + " parameter-problem 12");
    private static final Map<String, Integer> ICMPV6_TYPES =
            table(
                    "unreachable 1 packet-too-big 2 time-exceeded 3 parameter-problem 4"
                            + " echo-request 128 echo-reply 129 mld-query 130 mld-report 131"
                            + " mld-reduction 132 router-solicitation 133 router-advertisement 134"
                            + " nd-ns 135 nd-na 136 redirect 137");

    private IosNames() {}

    private static Map<String, Integer> table(String pairs) {
        Map<String, Integer> table = new HashMap<>();
        String name = "";
        for (String word : pairs.split(" ", -1)) {
            if (name.isEmpty()) {
                name = word;
            } else {
                table.put(name, Integer.parseInt(word));
                name = "";
            }
        }
        return Map.copyOf(table);
    }

    static String protocol(IpFamily family, Protocol protocol) {
        return name(family == IpFamily.V4 ? PROTOCOLS4 : PROTOCOLS6, protocol.number());
    }

    static String icmpType(IpFamily family, int type) {
        return name(family == IpFamily.V4 ? ICMP_TYPES : ICMPV6_TYPES, type);
    }

    private static String name(Map<String, Integer> names, int number) {
        return names.entrySet().stream()
                .filter(e -> e.getValue() == number)
                .map(Map.Entry::getKey)
                .sorted()
                .findFirst()
                .orElse(Integer.toString(number));
    }

    static OptionalInt protocolNumber(IpFamily family, String word) {
        return number(family == IpFamily.V4 ? PROTOCOLS4 : PROTOCOLS6, word, 255);
    }

    static OptionalInt icmpTypeNumber(IpFamily family, String word) {
        return number(family == IpFamily.V4 ? ICMP_TYPES : ICMPV6_TYPES, word, 255);
    }

    static OptionalInt portNumber(Protocol protocol, String word) {
        return number(protocol.equals(Protocol.TCP) ? TCP_PORTS : UDP_PORTS, word, 65_535);
    }

    private static OptionalInt number(Map<String, Integer> names, String word, int max) {
        Integer named = names.getOrDefault(word, -1);
        if (named >= 0) {
            return OptionalInt.of(named);
        }
        boolean fits = word.matches("[0-9]{1,5}") && Integer.parseInt(word) <= max;
        return fits ? OptionalInt.of(Integer.parseInt(word)) : OptionalInt.empty();
    }
}
