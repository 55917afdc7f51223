package io.segwright.acl.verify;

import static org.assertj.core.api.Assertions.assertThat;

import io.segwright.acl.intent.Grant;
import io.segwright.acl.intent.Intent;
import io.segwright.acl.list.AccessList;
import io.segwright.acl.list.AclLine;
import io.segwright.acl.list.Action;
import io.segwright.acl.list.ConnectionMatch;
import io.segwright.acl.list.FirstMatch;
import io.segwright.acl.list.Match;
import io.segwright.acl.list.Packet;
import io.segwright.acl.list.Transport;
import io.segwright.acl.space.Draws;
import io.segwright.inventory.net.IpFamily;
import io.segwright.inventory.net.PortRange;
import io.segwright.inventory.net.Prefix;
import io.segwright.inventory.net.Protocol;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class VerifierTest {
    private static final Transport SSH = tcp(22, 22);

    private static Transport tcp(int first, int last) {
        return new Transport.Ports(Protocol.TCP, PortRange.ANY, new PortRange(first, last));
    }

    private static Match match(String source, String destination, Transport transport) {
        Prefix from = Prefix.of(source);
        return new Match(
                from.family(),
                List.of(from),
                List.of(Prefix.of(destination)),
                transport,
                ConnectionMatch.ANY);
    }

    private static AclLine permit(Match match) {
        return new AclLine(Action.PERMIT, match, "acl.yaml:7 rule jump");
    }

    private static AclLine deny(Match match) {
        return new AclLine(Action.DENY, match, "");
    }

    private static AccessList list(AclLine... lines) {
        return new AccessList("leaf-in", List.of(lines));
    }

    private static Intent intent(Match... grants) {
        return new Intent(
                List.of(grants).stream()
                        .map(g -> new Grant(g, "acl.yaml:7 rule jump, owner net-ops, CHG-1"))
                        .toList(),
                List.of());
    }

    @Test
    void aListWrittenInAnotherWayIsProved() {
        Intent intent =
                new Intent(
                        intent(match("10.1.0.0/16", "10.2.0.0/16", SSH)).grants(),
                        List.of(match("10.1.9.0/24", "0.0.0.0/0", Transport.ANY)));
        AccessList list =
                list(
                        deny(match("10.1.9.0/25", "10.2.0.0/16", SSH)),
                        deny(match("10.1.9.128/25", "10.2.0.0/16", Transport.ANY)),
                        permit(match("10.1.128.0/17", "10.2.0.0/16", SSH)),
                        permit(match("10.1.0.0/17", "10.2.0.0/16", SSH)));
        assertThat(Verifier.prove(list, intent))
                .isInstanceOfSatisfying(
                        Verdict.Proved.class,
                        p -> {
                            assertThat(p.effort().matches()).isEqualTo(6);
                            assertThat(p.effort().nodes()).isBetween(100L, 2_000L);
                        });
    }

    @Test
    void aListThatPermitsTooMuchIsRefutedWithThePacketTheLineAndThePolicy() {
        Intent intent = intent(match("10.1.0.0/16", "10.2.0.9/32", SSH));
        AccessList list = list(permit(match("10.1.0.0/16", "10.2.0.9/32", tcp(22, 23))));
        Verdict.Refuted refuted = (Verdict.Refuted) Verifier.prove(list, intent);
        assertThat(refuted.explain())
                .isEqualTo(
                        "10.1.0.1:40000 -> 10.2.0.9:23 tcp (opening, new): list permits by line 1: permit ipv4 tcp"
                                + " 10.1.0.0/16 -> 10.2.0.9/32 port 22-23 (acl.yaml:7 rule jump); intent denies: no"
                                + " grant matches");
        assertThat(refuted.decidingLine()).isZero();
    }

    @Test
    void aListThatPermitsTooLittleIsRefutedByTheImplicitDeny() {
        Intent intent =
                intent(
                        match("10.1.0.0/16", "10.2.0.9/32", SSH),
                        match("10.1.0.0/16", "10.2.0.10/32", SSH));
        AccessList list = list(permit(match("10.1.0.0/16", "10.2.0.9/32", SSH)));
        Verdict.Refuted refuted = (Verdict.Refuted) Verifier.prove(list, intent);
        assertThat(refuted.explain())
                .isEqualTo(
                        "10.1.0.1:40000 -> 10.2.0.10:22 tcp (opening, new): list denies by line 2: the implicit deny;"
                                + " intent permits: granted: acl.yaml:7 rule jump, owner net-ops, CHG-1");
    }

    @Test
    void anExclusionIsNamedWhenAListIgnoresIt() {
        Match all = match("10.0.0.0/8", "10.0.0.0/8", Transport.ANY);
        Match floor = match("10.0.0.0/8", "10.9.0.0/16", SSH);
        Intent intent = new Intent(intent(all).grants(), List.of(floor));
        Verdict.Refuted refuted = (Verdict.Refuted) Verifier.prove(list(permit(all)), intent);
        assertThat(refuted.packet())
                .hasToString("10.0.0.1:40000 -> 10.9.0.1:22 tcp (opening, new)");
        assertThat(refuted.intentWhy())
                .containsExactly("excluded: ipv4 tcp 10.0.0.0/8 -> 10.9.0.0/16 port 22");
    }

    @Test
    void aLeakIsShownBeforeALackIs() {
        Intent intent = intent(match("10.1.0.0/16", "10.2.0.9/32", tcp(22, 22)));
        AccessList list = list(permit(match("10.1.0.0/16", "10.2.0.9/32", tcp(9_999, 9_999))));
        Verdict.Refuted refuted = (Verdict.Refuted) Verifier.prove(list, intent);
        assertThat(refuted.listSays()).isEqualTo(Action.PERMIT);
        assertThat(refuted.packet().destinationPort()).isEqualTo(9_999);
    }

    @Test
    void aDifferenceInIpv6AloneIsFound() {
        Match v4 = match("10.1.0.0/16", "10.2.0.9/32", SSH);
        Match v6 = match("2001:db8:1::/64", "2001:db8:2::9/128", SSH);
        Verdict.Refuted lacks = (Verdict.Refuted) Verifier.prove(list(permit(v4)), intent(v4, v6));
        assertThat(lacks.packet())
                .hasToString("[2001:db8:1::1]:40000 -> [2001:db8:2::9]:22 tcp (opening, new)");
        AccessList wide =
                list(permit(v4), permit(match("2001:db8:1::/63", "2001:db8:2::9/128", SSH)));
        Verdict.Refuted leaks = (Verdict.Refuted) Verifier.prove(wide, intent(v4, v6));
        assertThat(leaks.packet().source()).hasToString("2001:db8:1:1::1");
    }

    @Test
    void establishedIsNotTheSameAsAny() {
        Transport established = new Transport.TcpEstablished(PortRange.ANY, PortRange.ANY);
        Intent intent = intent(match("10.1.0.0/16", "10.2.0.0/16", established));
        AccessList list =
                list(
                        permit(
                                match(
                                        "10.1.0.0/16",
                                        "10.2.0.0/16",
                                        new Transport.OneProtocol(Protocol.TCP))));
        Verdict.Refuted refuted = (Verdict.Refuted) Verifier.prove(list, intent);
        assertThat(refuted.packet())
                .hasToString("10.1.0.1:40000 -> 10.2.0.1:443 tcp (opening, new)");
    }

    @Test
    void anEmptyListIsTheEmptyIntent() {
        assertThat(Verifier.prove(list(), intent())).isInstanceOf(Verdict.Proved.class);
        assertThat(Verifier.prove(list(deny(Match.any(IpFamily.V6))), intent()))
                .isInstanceOf(Verdict.Proved.class);
    }

    @Test
    void theSmallestChangeOfAnyLineIsRefuted() {
        int refuted = 0;
        int stillEqual = 0;
        for (int seed = 0; seed < 200; seed++) {
            Draws draws = new Draws(seed);
            AccessList list = denyThenPermit(draws);
            Intent intent = Intents.of(list);
            assertThat(Verifier.prove(list, intent))
                    .as("seed %s", seed)
                    .isInstanceOf(Verdict.Proved.class);
            List<Integer> dead = ((DeadLines.Found) Verifier.deadLines(list)).lines();
            for (int line = 0; line < list.lines().size(); line++) {
                Verdict verdict = Verifier.prove(flipped(list, line), intent);
                if (dead.contains(line)) {
                    assertThat(verdict)
                            .as("seed %s line %s", seed, line)
                            .isInstanceOf(Verdict.Proved.class);
                    stillEqual++;
                } else {
                    assertRefuted(flipped(list, line), intent, verdict);
                    refuted++;
                }
            }
        }
        assertThat(refuted).isGreaterThan(1_000);
        assertThat(stillEqual).isGreaterThan(30);
    }

    @Test
    void aChangedMatchIsRefutedOrChangesNothing() {
        int refuted = 0;
        for (int seed = 0; seed < 200; seed++) {
            Draws draws = new Draws(seed);
            AccessList list = denyThenPermit(draws);
            Intent intent = Intents.of(list);
            for (int i = 0; i < list.lines().size(); i++) {
                AccessList changed = changed(list, i, draws);
                Verdict verdict = Verifier.prove(changed, intent);
                if (verdict instanceof Verdict.Refuted) {
                    assertRefuted(changed, intent, verdict);
                    refuted++;
                } else {
                    assertAgree(
                            changed, intent, draws, list.lines().get(i), changed.lines().get(i));
                }
            }
        }
        assertThat(refuted).isGreaterThan(700);
    }

    private static void assertRefuted(AccessList list, Intent intent, Verdict verdict) {
        assertThat(verdict).isInstanceOf(Verdict.Refuted.class);
        Verdict.Refuted refuted = (Verdict.Refuted) verdict;
        Packet packet = refuted.packet();
        boolean listPermits = FirstMatch.decide(list.lines(), packet) == Action.PERMIT;
        assertThat(listPermits)
                .as(refuted.explain())
                .isNotEqualTo(IntentCheck.permits(intent, packet));
        assertThat(refuted.listSays() == Action.PERMIT).isEqualTo(listPermits);
        assertThat(refuted.intentSays()).isNotEqualTo(refuted.listSays());
        assertThat(refuted.decidingLine()).isEqualTo(FirstMatch.decidingLine(list.lines(), packet));
    }

    private static void assertAgree(AccessList list, Intent intent, Draws draws, AclLine... near) {
        for (int i = 0; i < 100; i++) {
            Packet packet = draws.packetNear(near[i % near.length].match());
            boolean listPermits = FirstMatch.decide(list.lines(), packet) == Action.PERMIT;
            assertThat(listPermits)
                    .as(packet.toString())
                    .isEqualTo(IntentCheck.permits(intent, packet));
        }
    }

    private static AccessList denyThenPermit(Draws draws) {
        List<AclLine> lines = new ArrayList<>();
        for (int i = draws.below(4); i > 0; i--) {
            lines.add(deny(draws.match()));
        }
        for (int i = 1 + draws.below(10); i > 0; i--) {
            lines.add(permit(draws.match()));
        }
        return new AccessList("random", lines);
    }

    private static AccessList flipped(AccessList list, int line) {
        AclLine old = list.lines().get(line);
        Action other = old.action() == Action.PERMIT ? Action.DENY : Action.PERMIT;
        return replaced(list, line, new AclLine(other, old.match(), old.why()));
    }

    private static AccessList changed(AccessList list, int line, Draws draws) {
        AclLine old = list.lines().get(line);
        Match m = old.match();
        boolean addresses = draws.below(2) == 0;
        Transport transport =
                switch (m.transport()) {
                    case Transport.Ports(Protocol protocol, PortRange source, PortRange _)
                            when !addresses ->
                            new Transport.Ports(protocol, source, draws.ports());
                    case Transport.TcpEstablished(PortRange _, PortRange destination)
                            when !addresses ->
                            new Transport.TcpEstablished(draws.ports(), destination);
                    case Transport.AnyProtocol _,
                            Transport.OneProtocol _,
                            Transport.IcmpType _,
                            Transport.Ports _,
                            Transport.TcpEstablished _ ->
                            m.transport();
                };
        List<Prefix> sources = addresses ? List.of(draws.prefix(m.family())) : m.sources();
        Match other = new Match(m.family(), sources, m.destinations(), transport, m.connection());
        return replaced(list, line, new AclLine(old.action(), other, old.why()));
    }

    private static AccessList replaced(AccessList list, int line, AclLine by) {
        List<AclLine> lines = new ArrayList<>(list.lines());
        lines.set(line, by);
        return new AccessList(list.name(), lines);
    }

    @Test
    void linesOfOneActionMayComeInAnyOrderAndTwice() {
        for (int seed = 0; seed < 200; seed++) {
            Draws draws = new Draws(seed);
            List<AclLine> lines =
                    new ArrayList<>(draws.lines(12).stream().map(l -> permit(l.match())).toList());
            AccessList before = new AccessList("before", lines);
            lines.addAll(lines.subList(0, 4));
            Collections.shuffle(lines, new Random(seed));
            assertThat(Verifier.compare(before, new AccessList("after", lines)))
                    .as("seed %s", seed)
                    .isInstanceOf(Comparison.Equal.class);
        }
    }

    @Test
    void aComparisonShowsAPacketForEachSide() {
        AccessList first = list(permit(match("10.1.0.0/16", "10.2.0.9/32", tcp(22, 23))));
        AccessList second = list(permit(match("10.1.0.0/16", "10.2.0.9/32", tcp(21, 22))));
        Comparison.Different both = (Comparison.Different) Verifier.compare(first, second);
        assertThat(both.onlyFirstPermits().orElseThrow().destinationPort()).isEqualTo(23);
        assertThat(both.onlySecondPermits().orElseThrow().destinationPort()).isEqualTo(21);
        AccessList narrow = list(permit(match("10.1.0.0/16", "10.2.0.9/32", SSH)));
        Comparison.Different one = (Comparison.Different) Verifier.compare(narrow, second);
        assertThat(one.onlyFirstPermits()).isEmpty();
        assertThat(one.onlySecondPermits().orElseThrow().destinationPort()).isEqualTo(21);
    }

    @Test
    void randomListsCompareAsFirstMatchDecides() {
        int different = 0;
        for (int seed = 0; seed < 500; seed++) {
            Draws draws = new Draws(seed);
            List<AclLine> lines = draws.lines(2 + draws.below(15));
            AccessList list = new AccessList("a", lines);
            AccessList swapped = new AccessList("b", swapped(lines, draws.below(lines.size() - 1)));
            switch (Verifier.compare(list, swapped)) {
                case Comparison.Equal _ -> {
                    for (int i = 0; i < 200; i++) {
                        Packet packet = draws.packetNear(lines.get(i % lines.size()).match());
                        assertThat(FirstMatch.decide(list.lines(), packet))
                                .isEqualTo(FirstMatch.decide(swapped.lines(), packet));
                    }
                }
                case Comparison.Different
                                d -> { // the verifier has checked its packets against FirstMatch
                    d.onlyFirstPermits().ifPresent(p -> assertPermittedOnlyBy(list, swapped, p));
                    d.onlySecondPermits().ifPresent(p -> assertPermittedOnlyBy(swapped, list, p));
                    different++;
                }
                case Comparison.GaveUp(String why) -> throw new AssertionError(why);
            }
        }
        assertThat(different).isGreaterThan(20);
    }

    private static void assertPermittedOnlyBy(AccessList by, AccessList notBy, Packet packet) {
        assertThat(FirstMatch.decide(by.lines(), packet)).isEqualTo(Action.PERMIT);
        assertThat(FirstMatch.decide(notBy.lines(), packet)).isEqualTo(Action.DENY);
    }

    private static List<AclLine> swapped(List<AclLine> lines, int at) {
        List<AclLine> swapped = new ArrayList<>(lines);
        Collections.swap(swapped, at, at + 1);
        return swapped;
    }

    @Test
    void aListBeyondTheBudgetIsGivenUpInWords() {
        AccessList list = new AccessList("leaf-in", new Draws(1).lines(300));
        assertThat(Verifier.prove(list, intent(), 500))
                .isEqualTo(
                        new Verdict.GaveUp(
                                "access list leaf-in of 300 lines needs more than 500 diagram nodes for V6: want fewer"
                                        + " different ranges, or a larger budget"));
        assertThat(Verifier.compare(list, list, 500)).isInstanceOf(Comparison.GaveUp.class);
        assertThat(Verifier.deadLines(list, 500)).isInstanceOf(DeadLines.GaveUp.class);
    }

    @Test
    void aCounterexampleInOneFamilyIsShownThoughTheOtherDoesNotFit() {
        List<AclLine> lines = new ArrayList<>();
        for (AclLine line : new Draws(1).lines(300)) {
            if (line.match().family() == IpFamily.V4) {
                lines.add(line);
            }
        }
        lines.add(permit(match("2001:db8::/64", "2001:db8::/64", SSH)));
        AccessList list = new AccessList("leaf-in", lines);
        Verdict.Refuted refuted = (Verdict.Refuted) Verifier.prove(list, intent(), 1_000);
        assertThat(refuted.packet().family()).isEqualTo(IpFamily.V6);
        Comparison.Different different =
                (Comparison.Different) Verifier.compare(list, list(lines.getFirst()), 1_000);
        assertThat(different.onlyFirstPermits().orElseThrow().family()).isEqualTo(IpFamily.V6);
    }

    @Test
    void everyBudgetGivesTheRightVerdictOrGivesUp() {
        AccessList list = denyThenPermit(new Draws(11));
        Intent intent = Intents.of(list);
        AccessList wrong = flipped(list, list.lines().size() - 1);
        boolean wrongDiffers = Verifier.prove(wrong, intent) instanceof Verdict.Refuted;
        assertThat(wrongDiffers).isTrue();
        int gaveUp = 0;
        int decided = 0;
        for (int nodes = 1; nodes < 6_000; nodes += 23) {
            assertThat(Verifier.prove(list, intent, nodes)).isNotInstanceOf(Verdict.Refuted.class);
            Verdict verdict = Verifier.prove(wrong, intent, nodes);
            assertThat(verdict).isNotInstanceOf(Verdict.Proved.class);
            gaveUp += verdict instanceof Verdict.GaveUp ? 1 : 0;
            decided += verdict instanceof Verdict.Refuted ? 1 : 0;
        }
        assertThat(gaveUp).isPositive();
        assertThat(decided).isPositive();
    }
}
