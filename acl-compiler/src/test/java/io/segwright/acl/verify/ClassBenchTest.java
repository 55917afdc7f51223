package io.segwright.acl.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.segwright.acl.list.AccessList;
import io.segwright.acl.list.AclLine;
import io.segwright.acl.list.Action;
import io.segwright.acl.list.FirstMatch;
import io.segwright.acl.list.Match;
import io.segwright.acl.list.Packet;
import io.segwright.acl.list.Transport;
import io.segwright.inventory.net.PortRange;
import io.segwright.inventory.net.Prefix;
import io.segwright.inventory.net.Protocol;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Rule sets of the published ClassBench generator against rewritten and damaged copies of themselves. Prints CPU
/// seconds; asserts none.
@Tag("data")
class ClassBenchTest {
    private static final int STEPS_BACK_MAX = 300;

    @BeforeAll
    static void needTheRuleSets() {
        if (!ClassBench.present()) {
            System.err.println(
                    "SKIPPED: no ClassBench rule sets in "
                            + ClassBench.directory()
                            + "; set -Dsegwright.data=DIR");
        }
        assumeTrue(ClassBench.present(), "no ClassBench rule sets");
    }

    @ParameterizedTest(name = "{0} rewritten is proved equal, and one flipped line is found")
    @ValueSource(
            strings = {
                "acl1_1000", "acl3_1000", "acl4_1000", "fw1_1000", "fw2_1000", "fw4_1000",
                "ipc1_1000", "acl1_10000", "acl3_10000", "acl4_10000", "fw1_10000", "fw2_10000",
                "fw4_10000", "ipc1_10000"
            })
    void aRewrittenSetIsEqualAndADamagedOneIsNot(String set) throws IOException {
        List<AclLine> lines = ClassBench.read(set);
        AccessList list = new AccessList("original", lines);
        AccessList rewritten = new AccessList("rewritten", rewritten(lines, new Random(3)));
        long start = cpuNanos();
        Comparison equal = Verifier.compare(list, rewritten);
        long compared = cpuNanos();
        DeadLines dead = Verifier.deadLines(list);
        long searched = cpuNanos();
        assertThat(equal).isInstanceOf(Comparison.Equal.class);
        assertThat(dead).isInstanceOf(DeadLines.Found.class);
        Effort effort = ((Comparison.Equal) equal).effort();
        DeadLines.Found found = (DeadLines.Found) dead;
        System.err.printf(
                "%s: %d lines; equal to a rewritten copy in %.2f CPU s, %d nodes; %d dead lines in %.2f CPU s, %d"
                        + " nodes%n",
                set,
                lines.size(),
                (compared - start) / 1e9,
                effort.nodes(),
                found.lines().size(),
                (searched - compared) / 1e9,
                found.effort().nodes());

        int victim = live(lines.size(), found.lines(), new Random(5));
        assertFlipIsFound(list, rewritten, victim);
    }

    private static int live(int lines, List<Integer> dead, Random random) {
        int line = random.nextInt(lines);
        while (dead.contains(line)) {
            line = random.nextInt(lines);
        }
        return line;
    }

    private static void assertFlipIsFound(AccessList list, AccessList rewritten, int victim) {
        AclLine old = list.lines().get(victim);
        Action other = old.action() == Action.PERMIT ? Action.DENY : Action.PERMIT;
        List<AclLine> damaged = new ArrayList<>(list.lines());
        damaged.set(victim, new AclLine(other, old.match(), old.why()));
        Comparison.Different different =
                (Comparison.Different)
                        Verifier.compare(new AccessList("damaged", damaged), rewritten);
        Packet packet = different.onlyFirstPermits().or(different::onlySecondPermits).orElseThrow();
        assertThat(FirstMatch.decidingLine(damaged, packet)).isEqualTo(victim);
        assertThat(FirstMatch.decide(damaged, packet)).isEqualTo(other);
        assertThat(FirstMatch.decide(rewritten.lines(), packet)).isEqualTo(old.action());
    }

    /// Each line goes back past lines that it commutes with; then one in ten is said again further down.
    private static List<AclLine> rewritten(List<AclLine> lines, Random random) {
        List<AclLine> moved = new ArrayList<>();
        for (AclLine line : lines) {
            int at = moved.size();
            int stepsLeft = random.nextInt(STEPS_BACK_MAX);
            while (at > 0 && stepsLeft-- > 0 && commute(moved.get(at - 1), line)) {
                at--;
            }
            moved.add(at, line);
        }
        for (int i = lines.size() / 10; i > 0; i--) {
            int from = random.nextInt(moved.size());
            int to = from + 1 + random.nextInt(moved.size() - from);
            moved.add(to, moved.get(from));
        }
        return moved;
    }

    private static boolean commute(AclLine a, AclLine b) {
        return a.action() == b.action() || disjoint(a.match(), b.match());
    }

    private static boolean disjoint(Match a, Match b) {
        return apart(a.sources(), b.sources())
                || apart(a.destinations(), b.destinations())
                || apart(a.transport(), b.transport());
    }

    private static boolean apart(List<Prefix> a, List<Prefix> b) {
        return a.stream().noneMatch(x -> b.stream().anyMatch(x::overlaps));
    }

    private static boolean apart(Transport a, Transport b) {
        return a instanceof Transport.Ports(Protocol p, PortRange _, PortRange x)
                && b instanceof Transport.Ports(Protocol q, PortRange _, PortRange y)
                && (!p.equals(q) || x.last() < y.first() || y.last() < x.first());
    }

    private static long cpuNanos() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }
}
