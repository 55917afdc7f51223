package io.segwright.acl.dialect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.segwright.acl.intent.Direction;
import io.segwright.acl.list.AccessList;
import io.segwright.acl.list.AclLine;
import io.segwright.acl.list.Action;
import io.segwright.acl.list.ConnectionMatch;
import io.segwright.acl.list.Match;
import io.segwright.acl.list.Transport;
import io.segwright.acl.policy.Finding;
import io.segwright.inventory.net.IpFamily;
import io.segwright.inventory.net.PortRange;
import io.segwright.inventory.net.Prefix;
import io.segwright.inventory.net.Protocol;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StrictnessTest {
    private static final String NFT =
            """
            table inet segwright_segment
            delete table inet segwright_segment
            table inet segwright_segment {
            	chain l1_br0_in {
            		ip saddr 10.0.0.0/8 tcp dport 443 counter return comment "x"
            		counter drop
            	}
            	chain forward {
            		type filter hook forward priority filter; policy accept;
            		iifname "br0" jump l1_br0_in
            	}
            }
            """;
    private static final String IOS =
            """
            ip access-list extended a_in
             permit tcp 10.0.0.0 0.255.255.255 any eq 443
             deny ip any any
            !
            ipv6 access-list a_in_v6
             permit icmp any any nd-ns
             deny ipv6 any any
            !
            interface Vlan1
             ip access-group a_in in
             ipv6 traffic-filter a_in_v6 in
            """;

    @ParameterizedTest(name = "{0} becomes {1}: {2}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    counter return             | counter accept             | f:5:45: 'accept': want a match, counter, return or drop
                    tcp dport 443              | tcp dport https            | f:5:33: 'https' is no port or port range: want e.g. 443 or 8000-8099
                    tcp dport 443              | tcp dport 443 log          | f:5:37: 'log': want a match, counter, return or drop
                    ip saddr 10.0.0.0/8        | ip saddr != 10.0.0.0/8     | f:5:12: '!=': want an address or a prefix
                    ip saddr 10.0.0.0/8        | ip saddr 10.0.0.1/8        | f:5:12: 10.0.0.1/8 has host bits set: want 10.0.0.0/8 or 10.0.0.1
                    ip saddr 10.0.0.0/8        | ip6 saddr 10.0.0.0/8       | f:5:13: '10.0.0.0/8': want an address of IPv6
                    ip saddr 10.0.0.0/8 tcp    | tcp                        | f:5:3: 'tcp': want a family, e.g. meta nfproto ipv4, ip saddr or ip6 daddr
                    ip saddr 10.0.0.0/8        | ip saddr 10.0.0.0/8 meta l4proto udp | f:5:3: 'ip': want one protocol a line
                    ip saddr 10.0.0.0/8        | ip saddr 10.0.0.9-10.0.0.1 | f:5:12: '10.0.0.9-10.0.0.1': want a range of IPv4 addresses, lowest first
                    ip saddr 10.0.0.0/8        | ip saddr @jump             | f:5:12: character U+0040 has no meaning here
                    counter drop               | ip saddr 10.0.0.1 counter drop | f:4:8: 'l1_br0_in': want a chain that ends in 'counter drop'
                    `comment "x"`              | `comment "x`               | f:5:60: this quote is not closed
                    policy accept              | policy drop                | f:9:52: 'drop': want 'accept'
                    priority filter            | priority raw               | f:9:37: 'raw': want 'filter'
                    jump l1_br0_in             | jump other                 | f:10:3: 'iifname': want a jump to a chain of this table that no other jump uses, not to 'other'
                    `"br0"`                    | `"br*"`                    | f:10:11: the quoted 'br*': want one interface, not a pattern
                    iifname                    | iif                        | f:10:3: 'iif': want iifname or oifname
                    delete table inet segwright_segment | # nothing         | f:3:1: 'table': want 'delete table inet segwright_segment' before it, or its chains are added to what is loaded
                    delete table inet segwright_segment | flush ruleset     | f:2:1: 'flush': want 'table' or 'delete table'
                    """)
    void nftablesIsReadWordByWord(String was, String becomes, String message) {
        assertThat(errors(new NfTables(), NFT, was, becomes)).startsWith(message);
    }

    @ParameterizedTest(name = "{0} becomes {1}: {2}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    eq 443                     | eq 443 log                 | f:2:47: 'log': want the end of the line
                    eq 443                     | neq 443                    | f:2:40: 'neq': want the end of the line
                    eq 443                     | eq htps                    | f:2:43: 'htps': want a port of 0..65535 or its IOS name
                    eq 443                     | range 90 80                | f:2:49: '80': want a last port of at least 90
                    0.255.255.255              | 0.255.0.255                | f:2:22: '0.255.0.255': want a wildcard of leading zeros and then ones, such as 0.0.0.255
                    10.0.0.0 0.255             | 10.0.0.1 0.255             | f:2:22: '0.255.255.255': want a wildcard that covers no set bit of 10.0.0.1; want e.g. host 10.0.0.1
                    permit tcp                 | permit 0                   | f:2:9: '0': want ip, tcp, udp, icmp or a protocol of 1..255
                    permit tcp                 | allow tcp                  | f:2:2: 'allow': want 'deny'
                    permit tcp                 | 10 permit tcp              |
                    nd-ns                      | nd-nx                      | f:6:22: 'nd-nx': want an ICMP type: its name or 0..255
                    interface Vlan1            | vlan 1                     | f:9:1: 'vlan': want ip access-list, ipv6 access-list, interface, class-map, policy-map or control-plane
                    a_in in                    | a_in out                   | f:10:1: bound are 'a_in' for IPv4 and '' for IPv6: want both, NAME and NAME_v6, or one family is not filtered
                    access-group a_in          | access-group b_in          | f:10:1: bound are 'b_in' for IPv4 and 'a_in_v6' for IPv6: want both, NAME and NAME_v6, or one family is not filtered
                    extended a_in              | extended b_in              | f:10:1: no IPv4 list 'a_in': a list that does not exist permits everything
                    """)
    void iosIsReadWordByWord(String was, String becomes, String message) {
        if (message == null) {
            assertThat(new Ios().parse("f", IOS.replace(was, becomes)))
                    .isInstanceOf(Parsing.Parsed.class);
        } else {
            assertThat(errors(new Ios(), IOS, was, becomes)).startsWith(message);
        }
    }

    private static String errors(Dialect dialect, String good, String was, String becomes) {
        assertThat(dialect.parse("f", good)).isInstanceOf(Parsing.Parsed.class);
        assertThat(good).contains(was);
        String text = good.replaceFirst(Pattern.quote(was), becomes);
        Parsing parsing = dialect.parse("f", text);
        assertThat(parsing).isInstanceOf(Parsing.ParseErrors.class);
        return ((Parsing.ParseErrors) parsing)
                .errors().stream()
                        .map(Finding::toString)
                        .collect(java.util.stream.Collectors.joining("\n"));
    }

    @Test
    void anIosListWithoutAnExplicitDenyHasTheImplicitNeighborDiscoveryPermits() {
        String text = IOS.replace(" deny ipv6 any any\n", "");
        List<BoundList> lists = RoundTripTest.parsed(new Ios(), text);
        assertThat(lists.getFirst().list().lines())
                .extracting(l -> l.match().transport())
                .endsWith(
                        new Transport.IcmpType(Protocol.ICMPV6, 136),
                        new Transport.IcmpType(Protocol.ICMPV6, 135));
    }

    @Test
    void aFloodOfErrorsIsBounded() {
        String flood = NFT.replace("counter drop", "nonsense\n".repeat(500) + "counter drop");
        Parsing parsing = new NfTables().parse("f", flood);
        assertThat(((Parsing.ParseErrors) parsing).errors()).hasSizeLessThanOrEqualTo(50);
        parsing = new Ios().parse("f", "nonsense\n".repeat(500));
        assertThat(((Parsing.ParseErrors) parsing).errors()).hasSize(50);
    }

    @Test
    void aListForEveryBridgeStandsAlone() {
        Match any = Match.any(IpFamily.V4);
        BoundList one = bound("r_br0_bridge", new Place.Bridged("br0"), any);
        BoundList two = bound("r_br1_bridge", new Place.Bridged("br1"), any);
        String text = RoundTripTest.text(new NfTables(), List.of(one, two));
        assertThat(text).contains("meta ibrname \"br0\" meta obrname \"br0\" jump r_br0_bridge");
        String wide = text.replace("meta ibrname \"br0\" meta obrname \"br0\" jump", "jump");
        assertThat(
                        ((Parsing.ParseErrors) new NfTables().parse("f", wide))
                                .errors()
                                .getFirst()
                                .text())
                .isEqualTo("'jump': want no other jump beside one for every bridge");
    }

    private static BoundList bound(String name, Place place, Match match) {
        return new BoundList(
                new AccessList(name, List.of(new AclLine(Action.PERMIT, match, "why"))), place);
    }

    private static Match match(IpFamily family, Transport transport) {
        return new Match(family, List.of(), List.of(), transport, ConnectionMatch.ANY);
    }

    @Test
    void whatADialectCannotSayIsNeverWidened() {
        Match established =
                new Match(
                        IpFamily.V4,
                        List.of(),
                        List.of(),
                        Transport.ANY,
                        ConnectionMatch.ESTABLISHED);
        Place own = new Place.OwnAddresses();
        assertThat(new Ios().render("r", List.of(bound("r_mgmt", own, established))))
                .hasToString(
                        "r_mgmt line 1: IOS access lists have no connection tracking: compile it"
                                + " stateless");
        Place bridged = new Place.Bridged("br0");
        assertThat(new NfTables().render("r", List.of(bound("r_bridge", bridged, established))))
                .hasToString("r_bridge line 1: a bridge has no connection tracking");
        assertThat(new Ios().render("r", List.of(bound("r_bridge", bridged, established))))
                .hasToString("r_bridge: IOS has no list for what is bridged inside 'br0'");
        Match icmp = match(IpFamily.V6, new Transport.IcmpType(Protocol.ICMP, 8));
        for (Dialect dialect : List.of(new Ios(), new NfTables())) {
            assertThat(dialect.render("r", List.of(bound("r_mgmt", own, icmp))))
                    .hasToString("r_mgmt line 1: icmp types in a line for IPv6");
        }
        PortRange one = PortRange.single(1);
        Match sctp = match(IpFamily.V4, new Transport.Ports(new Protocol(132), PortRange.ANY, one));
        assertThat(new Ios().render("r", List.of(bound("r_mgmt", own, sctp))))
                .hasToString("r_mgmt line 1: ports of sctp: IOS matches those of tcp and udp only");
        Match zero = match(IpFamily.V4, new Transport.OneProtocol(new Protocol(0)));
        assertThat(new Ios().render("r", List.of(bound("r_mgmt", own, zero))))
                .hasToString("r_mgmt line 1: protocol 0: IOS reads it as every protocol");
        Place wild = new Place.Interface("eth*", Direction.IN);
        assertThat(new NfTables().render("r", List.of(bound("r_in", wild, icmp))))
                .hasToString(
                        "r_in: interface 'eth*' is no Linux name: want 1..15 letters, digits, . _ : @ -");
        assertThat(new NfTables().render("r", List.of(bound("input", own, icmp))))
                .hasToString(
                        "input: a chain name without _ may be a word of nft: want e.g. s1_mgmt");
        Match many =
                new Match(IpFamily.V4, hosts(400), hosts(400), Transport.ANY, ConnectionMatch.ANY);
        assertThat(new Ios().render("r", List.of(bound("r_mgmt", own, many))))
                .hasToString(
                        "r_mgmt line 1: 400 sources times 400 destinations: want at most 100000"
                                + " entries");
    }

    private static List<Prefix> hosts(int count) {
        return java.util.stream.IntStream.range(0, count)
                .mapToObj(i -> Prefix.of("10.0." + i / 100 + "." + 2 * (i % 100)))
                .toList();
    }

    @Test
    void aFileHoldsOneManagementPlaneOrInterfaces() {
        BoundList own = bound("r_mgmt", new Place.OwnAddresses(), Match.any(IpFamily.V4));
        assertThatThrownBy(() -> new Ios().render("r", List.of(own, own)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("want the management plane's list alone in its file, not 2");
    }

    @Test
    void aControlPlanePolicyThatPassesTheRestIsRefused() {
        BoundList own = bound("r_mgmt", new Place.OwnAddresses(), Match.any(IpFamily.V4));
        String good = RoundTripTest.text(new Ios(), List.of(own));
        String open = good.replace("  drop\n", "");
        assertThat(((Parsing.ParseErrors) new Ios().parse("f", open)).errors().getFirst().text())
                .isEqualTo("want one policy of two classes: what passes, then 'drop' the rest");
        String half = good.replace(" permit ipv6 any any\n", " permit ipv6 any host ::1\n");
        assertThat(((Parsing.ParseErrors) new Ios().parse("f", half)).errors().getFirst().text())
                .isEqualTo(
                        "want the dropping class to match 'permit ip any any' and 'permit ipv6 any"
                                + " any'");
    }
}
