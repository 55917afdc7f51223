package io.segwright.acl.verify;

import static org.assertj.core.api.Assertions.assertThat;

import io.segwright.acl.list.AccessList;
import io.segwright.acl.list.AclLine;
import io.segwright.acl.list.Action;
import io.segwright.acl.list.ConnectionMatch;
import io.segwright.acl.list.Match;
import io.segwright.acl.list.Transport;
import io.segwright.inventory.net.IpAddress;
import io.segwright.inventory.net.IpFamily;
import io.segwright.inventory.net.PortRange;
import io.segwright.inventory.net.Prefix;
import io.segwright.inventory.net.Protocol;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Growth of the work in nodes, which no machine's speed can blur.
class EffortTest {
    private static final double SLOPE_MAX = 1.3; // 1 is linear, 2 is every line against every other

    /// Shapes that compilers write.
    enum Shape {
        /// One prefix to one prefix, one of few services.
        PREFIX_PERMITS,
        /// The same with a denied host before every fourth line.
        WITH_DENIES,
        /// Wide sources, host destinations, single ports: a segment list.
        SERVICES
    }

    @ParameterizedTest(name = "work for {0} grows almost as their number")
    @EnumSource(Shape.class)
    void workGrowsAlmostAsTheNumberOfLines(Shape shape) {
        double small = nodes(shape, IpFamily.V4, 100);
        double middle = nodes(shape, IpFamily.V4, 1_000);
        double large = nodes(shape, IpFamily.V4, 10_000);
        assertThat(Math.log10(middle / small)).as("100 to 1,000").isLessThan(SLOPE_MAX);
        assertThat(Math.log10(large / middle)).as("1,000 to 10,000").isLessThan(SLOPE_MAX);
        double small6 = nodes(shape, IpFamily.V6, 100);
        double middle6 = nodes(shape, IpFamily.V6, 1_000);
        assertThat(Math.log10(middle6 / small6)).as("IPv6, 100 to 1,000").isLessThan(SLOPE_MAX);
    }

    @Test
    void theListsOfAnEstateAreCheap() {
        long leaf = prove(segmentList(1_000, 4_000));
        long management = prove(segmentList(40, 80));
        assertThat(leaf)
                .as("nodes for 1,000 lines of 4,000 prefixes")
                .isBetween(50_000L, 1_000_000L);
        assertThat(management).as("nodes for 40 lines of 80 prefixes").isBetween(1_000L, 30_000L);
    }

    /// Half the lines for each family; each from some prefixes of one pool to some of another, on one service.
    private static AccessList segmentList(int lines, int prefixes) {
        Random random = new Random(2);
        List<AclLine> all = new ArrayList<>();
        for (int i = 0; i < lines; i++) {
            IpFamily family = i % 2 == 0 ? IpFamily.V4 : IpFamily.V6;
            List<Prefix> from = new ArrayList<>();
            List<Prefix> to = new ArrayList<>();
            for (int k = 0; k < Math.max(1, prefixes / lines / 2); k++) {
                from.add(prefix(family, random, 24));
                to.add(prefix(family, random, 32));
            }
            Protocol protocol = random.nextInt(4) == 0 ? Protocol.UDP : Protocol.TCP;
            PortRange port = PortRange.single(1 + random.nextInt(200));
            Transport transport = new Transport.Ports(protocol, PortRange.ANY, port);
            Match match = new Match(family, from, to, transport, ConnectionMatch.ANY);
            all.add(new AclLine(i < lines / 20 ? Action.DENY : Action.PERMIT, match, ""));
        }
        return new AccessList("list", all);
    }

    private static double nodes(Shape shape, IpFamily family, int lines) {
        return prove(list(shape, family, lines));
    }

    private static long prove(AccessList list) {
        return switch (Verifier.prove(list, Intents.of(list))) {
            case Verdict.Proved(Effort effort) -> effort.nodes();
            case Verdict.Refuted refuted -> throw new AssertionError(refuted.explain());
            case Verdict.GaveUp(String why) -> throw new AssertionError(why);
        };
    }

    private static AccessList list(Shape shape, IpFamily family, int lines) {
        Random random = new Random(1);
        List<AclLine> denied = new ArrayList<>();
        List<AclLine> permitted = new ArrayList<>();
        for (int i = 0; i < lines; i++) {
            boolean deny = shape == Shape.WITH_DENIES && i % 4 == 0;
            int length = shape == Shape.SERVICES ? 12 : 24;
            List<Prefix> from = List.of(prefix(family, random, deny ? 32 : length));
            List<Prefix> to = List.of(prefix(family, random, shape == Shape.SERVICES ? 32 : 24));
            Transport transport =
                    new Transport.Ports(
                            Protocol.TCP, PortRange.ANY, PortRange.single(20 + random.nextInt(40)));
            Match match = new Match(family, from, to, transport, ConnectionMatch.ANY);
            (deny ? denied : permitted)
                    .add(new AclLine(deny ? Action.DENY : Action.PERMIT, match, ""));
        }
        denied.addAll(permitted);
        return new AccessList("list", denied);
    }

    /// @param length of IPv4, in 10.0.0.0/8; IPv6 gets the same bits behind 2001:db8::/32, and a host's are 128
    private static Prefix prefix(IpFamily family, Random random, int length) {
        int bits = 0x0a00_0000 | random.nextInt(1 << 24);
        return switch (family) {
            case V4 -> Prefix.covering(IpAddress.v4(bits), length);
            case V6 -> {
                long high = 0x2001_0db8_0000_0000L | (bits & 0xff_ffffL) << 8;
                yield Prefix.covering(
                        IpAddress.v6(high, random.nextInt(256)), length == 32 ? 128 : 24 + length);
            }
        };
    }
}
