package io.segwright.acl.verify;

import static org.assertj.core.api.Assertions.assertThat;

import io.segwright.acl.list.AccessList;
import io.segwright.acl.list.AclLine;
import io.segwright.acl.list.Action;
import io.segwright.acl.list.ConnectionMatch;
import io.segwright.acl.list.FirstMatch;
import io.segwright.acl.list.Match;
import io.segwright.acl.list.Transport;
import io.segwright.acl.space.Draws;
import io.segwright.acl.space.PacketClasses;
import io.segwright.inventory.net.IpAddress;
import io.segwright.inventory.net.IpFamily;
import io.segwright.inventory.net.Prefix;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DeadLinesTest {
    private static List<Integer> dead(List<AclLine> lines) {
        return ((DeadLines.Found) Verifier.deadLines(new AccessList("list", lines))).lines();
    }

    private static AclLine line(Action action, String source) {
        Prefix prefix = Prefix.of(source);
        Match match =
                new Match(
                        prefix.family(),
                        List.of(prefix),
                        List.of(),
                        Transport.ANY,
                        ConnectionMatch.ANY);
        return new AclLine(action, match, "");
    }

    @Test
    void aLineHiddenByTwoEarlierOnesTogetherIsDead() {
        List<AclLine> lines =
                List.of(
                        line(Action.PERMIT, "10.0.0.0/9"),
                        line(Action.DENY, "10.128.0.0/9"),
                        line(Action.PERMIT, "10.0.0.0/8"),
                        line(Action.DENY, "10.0.0.0/7"),
                        line(Action.DENY, "2001:db8::/32"),
                        line(Action.PERMIT, "2001:db8:1::/48"));
        assertThat(dead(lines)).containsExactly(2, 5);
    }

    @Test
    void aWideLineBehindManyNarrowOnesIsDeadOnlyWhenNoHoleIsLeft() {
        List<AclLine> lines = new ArrayList<>();
        for (int host = 0; host < 256; host++) {
            lines.add(line(Action.PERMIT, "192.0.2." + host + "/32"));
        }
        lines.add(line(Action.DENY, "192.0.2.0/24"));
        assertThat(dead(lines)).containsExactly(256);
        lines.remove(77);
        assertThat(dead(lines)).isEmpty();
    }

    @Test
    void manyWideLinesBehindManyNarrowOnesStayCheap() {
        List<AclLine> lines = new ArrayList<>();
        for (int host = 0; host < 1_024; host++) {
            lines.add(
                    line(
                            Action.PERMIT,
                            IpAddress.v4(0xc633_6400 + 2 * host).asPrefix().toString()));
        }
        for (int i = 0; i < 256; i++) {
            lines.add(line(Action.DENY, "198.51.100.0/22")); // only the first has anything left
        }
        DeadLines.Found found = (DeadLines.Found) Verifier.deadLines(new AccessList("list", lines));
        assertThat(found.lines()).isEqualTo(IntStream.range(1_025, 1_280).boxed().toList());
        assertThat(found.effort().nodes()).isLessThan(400_000);
    }

    @Test
    void deadLinesAreThoseThatDecideNoClassOfPackets() {
        int dead = 0;
        for (int seed = 0; seed < 120; seed++) {
            List<AclLine> lines = new Draws(seed).lines(4);
            List<Match> matches = lines.stream().map(AclLine::match).toList();
            NavigableSet<Integer> expected =
                    new TreeSet<>(IntStream.range(0, lines.size()).boxed().toList());
            for (IpFamily family : IpFamily.values()) {
                new PacketClasses(family, matches)
                        .forEach(p -> expected.remove(FirstMatch.decidingLine(lines, p)));
            }
            assertThat(dead(lines)).as("seed %s", seed).containsExactlyElementsOf(expected);
            dead += expected.size();
        }
        assertThat(dead).isPositive();
    }

    @Test
    void withoutItsDeadLinesAListIsTheSame() {
        int removed = 0;
        for (int seed = 0; seed < 200; seed++) {
            List<AclLine> lines = new Draws(seed).lines(60);
            List<Integer> dead = dead(lines);
            List<AclLine> live =
                    IntStream.range(0, lines.size())
                            .filter(i -> !dead.contains(i))
                            .mapToObj(lines::get)
                            .toList();
            assertThat(dead(live)).as("seed %s", seed).isEmpty();
            assertThat(Verifier.compare(new AccessList("all", lines), new AccessList("live", live)))
                    .as("seed %s", seed)
                    .isInstanceOf(Comparison.Equal.class);
            removed += dead.size();
        }
        assertThat(removed).isGreaterThan(100);
    }
}
