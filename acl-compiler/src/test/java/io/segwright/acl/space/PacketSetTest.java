package io.segwright.acl.space;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.segwright.acl.list.Connection;
import io.segwright.acl.list.ConnectionMatch;
import io.segwright.acl.list.Match;
import io.segwright.acl.list.Packet;
import io.segwright.acl.list.TcpSession;
import io.segwright.acl.list.Transport;
import io.segwright.inventory.net.IpAddress;
import io.segwright.inventory.net.IpFamily;
import io.segwright.inventory.net.PortRange;
import io.segwright.inventory.net.Prefix;
import io.segwright.inventory.net.Protocol;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PacketSetTest {
    private static Match match(String sources, String destinations, Transport transport) {
        List<Prefix> from = prefixes(sources);
        List<Prefix> to = prefixes(destinations);
        IpFamily family = (from.isEmpty() ? to : from).getFirst().family();
        return new Match(family, from, to, transport, ConnectionMatch.ANY);
    }

    private static List<Prefix> prefixes(String text) {
        return text.isEmpty()
                ? List.of()
                : List.of(text.split(" ", -1)).stream().map(Prefix::of).toList();
    }

    private static Transport tcp(int first, int last) {
        return new Transport.Ports(Protocol.TCP, PortRange.ANY, new PortRange(first, last));
    }

    @Test
    void aSetHoldsExactlyThePacketsThatItsMatchMatches() throws BudgetExceededException {
        for (int seed = 0; seed < 250; seed++) {
            Match match = new Draws(seed).match();
            PacketSet set = new PacketSpace(match.family()).of(match);
            PacketClasses classes = new PacketClasses(match.family(), List.of(match));
            String which = "seed " + seed + " " + match;
            classes.forEach(p ->
                    assertThat(set.contains(p)).as("%s %s", which, p).isEqualTo(match.matches(p)));
        }
    }

    @Test
    void unionIntersectionAndDifferenceDoWhatTheirNamesSay() throws BudgetExceededException {
        for (int seed = 0; seed < 80; seed++) {
            Draws draws = new Draws(seed);
            IpFamily family = draws.below(2) == 0 ? IpFamily.V4 : IpFamily.V6;
            Match x = draws.match(family);
            Match y = draws.match(family);
            PacketSpace space = new PacketSpace(family);
            PacketSet a = space.of(x);
            PacketSet b = space.of(y);
            PacketSet union = a.union(b);
            PacketSet both = a.intersect(b);
            PacketSet onlyA = a.minus(b);
            String which = "seed " + seed;
            new PacketClasses(family, List.of(x, y))
                    .forEach(p -> {
                        boolean inX = x.matches(p);
                        boolean inY = y.matches(p);
                        if (union.contains(p) != (inX || inY)
                                || both.contains(p) != (inX && inY)
                                || onlyA.contains(p) != (inX && !inY)) {
                            throw new AssertionError(which + ": " + p);
                        }
                    });
        }
    }

    @Test
    void theLawsOfSetsHold() throws BudgetExceededException {
        for (int seed = 0; seed < 400; seed++) {
            Draws draws = new Draws(seed);
            IpFamily family = draws.below(2) == 0 ? IpFamily.V4 : IpFamily.V6;
            PacketSpace space = new PacketSpace(family);
            PacketSet a = space.of(draws.match(family));
            PacketSet b = space.of(draws.match(family));
            PacketSet c = space.of(draws.match(family));
            String which = "seed " + seed;
            assertThat(a.union(b)).as(which).isEqualTo(b.union(a));
            assertThat(a.intersect(b)).as(which).isEqualTo(b.intersect(a));
            assertThat(a.union(b).union(c)).as(which).isEqualTo(a.union(b.union(c)));
            assertThat(a.intersect(b.union(c)))
                    .as(which)
                    .isEqualTo(a.intersect(b).union(a.intersect(c)));
            assertThat(a.union(a.intersect(b))).as(which).isEqualTo(a);
            PacketSet all = space.everything();
            assertThat(all.minus(a.union(b)))
                    .as(which)
                    .isEqualTo(all.minus(a).intersect(all.minus(b)));
            assertThat(all.minus(all.minus(a))).as(which).isEqualTo(a);
            assertThat(a.minus(b).union(a.intersect(b))).as(which).isEqualTo(a);
            assertThat(a.minus(all).isEmpty()).as(which).isTrue();
            assertThat(a.union(b).count().add(a.intersect(b).count()))
                    .as(which)
                    .isEqualTo(a.count().add(b.count()));
        }
    }

    @ParameterizedTest(name = "all possible packets of {0} are counted")
    @EnumSource(IpFamily.class)
    void everythingHoldsEachPossiblePacketOnce(IpFamily family) throws BudgetExceededException {
        BigInteger tcp = BigInteger.TWO.pow(1 + 32); // session, two ports
        BigInteger ports =
                BigInteger.TWO.pow(32).multiply(BigInteger.valueOf(4)); // 17, 33, 132, 136
        BigInteger icmp =
                BigInteger.TWO.pow(16).multiply(BigInteger.TWO); // type and code of 1 and 58
        BigInteger plain = BigInteger.valueOf(256 - 7);
        BigInteger expected =
                tcp.add(ports)
                        .add(icmp)
                        .add(plain)
                        .shiftLeft(1 + 2 * family.bits()); // connection, addresses
        assertThat(new PacketSpace(family).everything().count()).isEqualTo(expected);
        assertThat(new PacketSpace(family).nothing().count()).isZero();
    }

    @Test
    void aWitnessIsAPossiblePacketOfItsSet() throws BudgetExceededException {
        int found = 0;
        for (int seed = 0; seed < 1_000; seed++) {
            Draws draws = new Draws(seed);
            Match x = draws.match();
            Match y = draws.match(x.family());
            PacketSpace space = new PacketSpace(x.family());
            PacketSet difference = space.of(x).minus(space.of(y));
            var witness = difference.witness();
            assertThat(witness.isEmpty()).isEqualTo(difference.isEmpty());
            if (witness.isPresent()) {
                Packet packet = witness.get();
                found++;
                assertThat(x.matches(packet) && !y.matches(packet))
                        .as("seed %s %s", seed, packet)
                        .isTrue();
                assertPossible(packet);
            }
        }
        assertThat(found).isGreaterThan(500);
    }

    private static void assertPossible(Packet packet) {
        String text = packet.toString();
        if (!packet.protocol().hasPorts()) {
            assertThat(packet.sourcePort() + packet.destinationPort()).as(text).isZero();
        }
        if (!packet.protocol().equals(Protocol.ICMP)
                && !packet.protocol().equals(Protocol.ICMPV6)) {
            assertThat(packet.icmpType() + packet.icmpCode()).as(text).isZero();
        }
        if (!packet.protocol().equals(Protocol.TCP)) {
            assertThat(packet.tcpSession()).as(text).isEqualTo(TcpSession.OPENING);
        }
    }

    @Test
    void witnessesReadLikePacketsThatAPersonWouldTry() throws BudgetExceededException {
        PacketSpace v4 = new PacketSpace(IpFamily.V4);
        PacketSpace v6 = new PacketSpace(IpFamily.V6);
        assertThat(v4.everything().witness().orElseThrow())
                .hasToString("10.0.0.1:40000 -> 10.0.0.1:443 tcp (opening, new)");
        assertThat(v4.of(match("10.1.0.0/16", "10.2.0.9/32", tcp(20, 25))).witness().orElseThrow())
                .hasToString("10.1.0.1:40000 -> 10.2.0.9:22 tcp (opening, new)");
        assertThat(
                        v4.of(match("", "192.0.2.16/28", new Transport.OneProtocol(Protocol.OSPF)))
                                .witness()
                                .orElseThrow())
                .hasToString("10.0.0.1 -> 192.0.2.17 ospf (opening, new)");
        assertThat(
                        v4.of(
                                        match(
                                                "192.0.2.6/32",
                                                "224.0.0.5/32",
                                                new Transport.OneProtocol(Protocol.ICMP)))
                                .witness()
                                .orElseThrow())
                .hasToString("192.0.2.6 -> 224.0.0.5 icmp type 8 code 0 (opening, new)");
        assertThat(
                        v6.of(
                                        match(
                                                "2001:db8:7::/64",
                                                "",
                                                new Transport.OneProtocol(Protocol.ICMPV6)))
                                .witness()
                                .orElseThrow())
                .hasToString("2001:db8:7::1 -> 2001:db8::1 icmpv6 type 128 code 0 (opening, new)");
        Transport returning = new Transport.TcpEstablished(PortRange.single(22), PortRange.ANY);
        assertThat(v6.of(match("", "fe80::/10", returning)).witness().orElseThrow())
                .hasToString("[2001:db8::1]:22 -> [fe80::1]:443 tcp (ack, new)");
    }

    @Test
    void aWitnessAgainstAnEqualSetDoesNotExist() throws BudgetExceededException {
        PacketSpace space = new PacketSpace(IpFamily.V4);
        PacketSet ssh = space.of(match("10.0.0.0/8", "", tcp(22, 22)));
        PacketSet halves =
                space.of(match("10.0.0.0/9", "", tcp(22, 22)))
                        .union(space.of(match("10.128.0.0/9", "", tcp(22, 22))));
        assertThat(halves).isEqualTo(ssh);
        assertThat(halves.witnessAgainst(ssh)).isEmpty();
        PacketSet more = halves.union(space.of(match("10.0.0.0/8", "", tcp(23, 23))));
        assertThat(ssh.witnessAgainst(more).orElseThrow().destinationPort()).isEqualTo(23);
        assertThat(more.witnessAgainst(ssh)).isEqualTo(ssh.witnessAgainst(more));
    }

    @Test
    void anyOfIsTheUnionOfEach() throws BudgetExceededException {
        for (int seed = 0; seed < 150; seed++) {
            Draws draws = new Draws(seed);
            PacketSpace space = new PacketSpace(IpFamily.V6);
            List<Match> matches = new ArrayList<>();
            PacketSet union = space.nothing();
            for (int i = draws.below(12); i > 0; i--) {
                Match match = draws.match(); // of either family: the other one's add nothing
                matches.add(match);
                union = union.union(space.of(match));
            }
            assertThat(space.anyOf(matches)).as("seed %s", seed).isEqualTo(union);
        }
    }

    @Test
    void manyPrefixesCostTheirBitsAndNothingElse() throws BudgetExceededException {
        List<Prefix> hosts = new ArrayList<>();
        for (int i = 0; i < 20_000; i++) {
            hosts.add(IpAddress.v4(0x0a00_0000 + 2 * i).asPrefix());
        }
        Match match = new Match(IpFamily.V4, hosts, hosts, Transport.ANY, ConnectionMatch.ANY);
        PacketSpace space = new PacketSpace(IpFamily.V4);
        PacketSet set = space.of(match);
        assertThat(space.nodesMade()).isLessThan(40 * 20_000);
        assertThat(set.contains(packet("10.0.0.2", "10.0.0.4", 80))).isTrue();
        assertThat(set.contains(packet("10.0.0.2", "10.0.0.5", 80))).isFalse();
    }

    private static Packet packet(String from, String to, int port) {
        return new Packet(
                IpAddress.of(from),
                IpAddress.of(to),
                Protocol.TCP,
                40_000,
                port,
                0,
                0,
                TcpSession.OPENING,
                Connection.NEW);
    }

    @Test
    void aPacketOutsideItsFieldsIsRefused() throws BudgetExceededException {
        PacketSet all = new PacketSpace(IpFamily.V4).everything();
        assertThatThrownBy(() -> all.contains(packet("10.0.0.2", "10.0.0.4", 65_536)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("destination port 65536: want 0..65535");
        assertThat(all.contains(packet("2001:db8::1", "2001:db8::2", 80))).isFalse();
    }

    @Test
    void setsOfTwoSpacesDoNotMix() throws BudgetExceededException {
        PacketSet a = new PacketSpace(IpFamily.V4).everything();
        PacketSet b = new PacketSpace(IpFamily.V4).everything();
        assertThat(a).isNotEqualTo(b);
        assertThatThrownBy(() -> a.union(b))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("sets of two packet spaces: want one");
    }

    @Test
    void aSpentBudgetIsSaidAndLeavesTheSpaceWhole() throws BudgetExceededException {
        PacketSpace space = new PacketSpace(IpFamily.V6, 400);
        Match host = match("2001:db8::1/128", "", tcp(22, 22));
        PacketSet set = space.of(host);
        assertThatThrownBy(
                        () -> {
                            for (int i = 0; i < 10; i++) {
                                space.of(
                                        match(
                                                "2001:db8:" + i + "::/64",
                                                "2001:db8:8::/64",
                                                tcp(i, 99)));
                            }
                        })
                .isInstanceOf(BudgetExceededException.class)
                .hasMessage("more than 400 diagram nodes");
        assertThat(space.nodesMade()).isEqualTo(400);
        assertThat(space.of(host)).isEqualTo(set);
        assertThat(set.witness().orElseThrow().source()).isEqualTo(IpAddress.of("2001:db8::1"));
        assertThatThrownBy(() -> new PacketSpace(IpFamily.V4, 0))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
