package io.segwright.inventory.attribute;

import static org.assertj.core.api.Assertions.assertThat;

import io.segwright.inventory.net.IpAddress;
import io.segwright.inventory.net.IpFamily;
import io.segwright.inventory.net.Prefix;
import io.segwright.inventory.net.Vrf;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/// How cost grows, by counters: nodes read, bytes kept, bytes written a change, searches a question. No time is taken.
class AttributionCostTest {
    private static final int[] SIZES = {1_000, 10_000, 100_000, 1_000_000};
    private static final Instant NOW = Instant.parse("2026-05-03T00:00:00Z");
    private static final Tags TAGS = new Tags("shop", "sub", "", "prod", "ana");
    private static final com.sun.management.ThreadMXBean THREADS =
            (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();

    @Test
    void aLookUpReadsAsManyNodesInALargeTableAndAPrefixTakesAsManyBytes() {
        double[] bytes4 = new double[SIZES.length];
        double[] bytes6 = new double[SIZES.length];
        for (int s = 0; s < SIZES.length; s++) {
            SplittableRandom random = new SplittableRandom(s);
            PrefixTrie.Builder builder = new PrefixTrie.Builder(2 * SIZES[s]);
            for (int i = 0; i < SIZES[s]; i++) {
                builder.add(prefix4(random), i + 1).add(prefix6(random), i + 1);
            }
            PrefixTrie trie = builder.build();
            long visits4 = 0;
            long visits6 = 0;
            for (int i = 0; i < 10_000; i++) {
                int address = (int) prefix4(random).network().low();
                IpAddress address6 = prefix6(random).network();
                visits4 += trie.v4().visits(address);
                visits6 += trie.v6().visits(address6.high(), address6.low());
            }
            assertThat(visits4 / 10_000.0).as("nodes at %d", SIZES[s]).isLessThanOrEqualTo(4);
            assertThat(visits6 / 10_000.0).as("nodes at %d", SIZES[s]).isLessThanOrEqualTo(6);
            bytes4[s] = trie.v4().bytes();
            bytes6[s] = trie.v6().bytes();
        }
        assertThat(slope(bytes4)).as("growth of bytes, IPv4").isLessThan(1.15);
        assertThat(slope(bytes6)).as("growth of bytes, IPv6").isLessThan(1.15);
    }

    @Test
    void aChangeWritesAsMuchInALargeTableAsInASmallOne() {
        for (int size : SIZES) {
            AttributionIndex index = AttributionIndex.build(allocations(size), NOW);
            SplittableRandom random = new SplittableRandom(size);
            long most = 0;
            for (int change = 0; change < 200; change++) {
                Prefix prefix = change % 50 == 0 ? Prefix.of("0.0.0.0/0") : prefix4(random);
                List<Allocation> versions = List.of(allocation(prefix));
                long before = THREADS.getCurrentThreadAllocatedBytes();
                index = index.with(Vrf.DEFAULT, prefix, versions);
                most = Math.max(most, THREADS.getCurrentThreadAllocatedBytes() - before);
            }
            assertThat(most).as("bytes written by a change at %d", size).isLessThan(40_000);
        }
    }

    @Test
    void deepNestsThatChangedOftenAreAnsweredByFewSearches() {
        SplittableRandom random = new SplittableRandom(4);
        List<Allocation> allocations = new ArrayList<>();
        for (int length = 1; length <= 32; length++) {
            Prefix prefix = Prefix.covering(IpAddress.of("10.20.30.40"), length);
            for (int version = 0; version < 300; version++) {
                Instant from = NOW.minus(Duration.ofHours(33L * (version + 1) + length));
                Instant to = from.plus(Duration.ofHours(1 + random.nextInt(33)));
                allocations.add(
                        new Allocation(
                                Vrf.DEFAULT,
                                prefix,
                                RandomHistory.tags(random),
                                from,
                                to,
                                Polling.ALLOWED,
                                "v" + version));
            }
        }
        AttributionIndex index = AttributionIndex.build(allocations, NOW);
        AttributionDomain domain = index.domain(Vrf.DEFAULT).orElseThrow();
        IpAddress address = IpAddress.of("10.20.30.40");
        assertThat(domain.table().timelines().searches(domain.trie().lookup(address)))
                .isLessThanOrEqualTo(4);
        for (int i = 0; i < 300; i++) {
            Instant at = NOW.minus(Duration.ofMinutes(random.nextLong(301 * 33 * 60)));
            assertThat(index.lookup(Vrf.DEFAULT, address, at))
                    .isEqualTo(NaiveAttribution.lookup(allocations, Vrf.DEFAULT, address, at));
        }
    }

    @Test
    void whatManySharedTakesDoesNotGrowWithHowOftenItChanged() {
        List<Allocation> allocations = new ArrayList<>(allocations(50_000));
        Prefix shared = Prefix.of("0.0.0.0/0");
        for (int version = 0; version < 2_000; version++) {
            Instant from = NOW.minus(Duration.ofHours(version + 1));
            allocations.add(
                    new Allocation(
                            Vrf.DEFAULT,
                            shared,
                            new Tags("", "", "", "", "team-" + version),
                            from,
                            from.plus(Duration.ofHours(1)),
                            Polling.ALLOWED,
                            "v" + version));
        }
        DomainTable table =
                AttributionIndex.build(allocations, NOW).domain(Vrf.DEFAULT).orElseThrow().table();
        assertThat(table.timelines().bytes() / table.count())
                .as("bytes a prefix below one of 2,000 versions")
                .isLessThan(400);
        SplittableRandom random = new SplittableRandom(7);
        for (int i = 0; i < 1_000; i++) {
            int ordinal = table.trie().lookup(prefix4(random).network());
            assertThat(table.timelines().searches(ordinal)).isLessThanOrEqualTo(8);
        }
    }

    @Test
    void aHostRouteIsFoundAtOnceInAFullTable() {
        HostRoutes hosts = new HostRoutes(100_000);
        for (int i = 0; i < 100_000; i++) {
            hosts.put(allocation(IpAddress.v4((10 << 24) | (i * 7)).asPrefix()));
        }
        long visits = 0;
        for (int i = 0; i < 100_000; i++) {
            visits += hosts.visits(Vrf.DEFAULT, IpAddress.v4((10 << 24) | (i * 7)));
        }
        assertThat(visits / 100_000.0).as("entries read").isLessThan(2);
    }

    @Test
    void aQuestionMakesNoObjects() {
        List<Allocation> allocations = new ArrayList<>(allocations(5_000));
        allocations.add(
                new Allocation(
                        Vrf.DEFAULT,
                        Prefix.of("0.0.0.0/0"),
                        new Tags("", "", "vm", "", ""),
                        NOW.minusSeconds(1_000),
                        NOW,
                        Polling.ALLOWED,
                        "test"));
        LiveAttribution live =
                new LiveAttribution(AttributionIndex.build(allocations, NOW), new HostRoutes());
        live.change(
                Vrf.DEFAULT, Prefix.of("10.0.0.0/8"), List.of(allocation(Prefix.of("10.0.0.0/8"))));
        live.hosts().put(allocation(IpAddress.of("11.1.1.1").asPrefix()));
        SplittableRandom random = new SplittableRandom(9);
        IpAddress[] addresses = new IpAddress[2_000];
        for (int i = 0; i < addresses.length; i++) {
            addresses[i] = prefix4(random).network();
        }
        addresses[0] = IpAddress.of("11.1.1.1");
        addresses[1] = IpAddress.of("10.1.1.1");
        Instant[] times = {NOW, NOW.minusSeconds(500), NOW.minusSeconds(5_000)};
        long allocated = -1;
        for (int round = 0; round < 3; round++) { // the first rounds load classes and fill the memo
            long before = THREADS.getCurrentThreadAllocatedBytes();
            int asked = 0;
            for (IpAddress address : addresses) {
                for (Instant at : times) {
                    asked += live.tags(Vrf.DEFAULT, address, at).owner().length();
                    asked += live.status(Vrf.DEFAULT, address, at).isAttributed() ? 1 : 0;
                }
            }
            allocated = THREADS.getCurrentThreadAllocatedBytes() - before;
            assertThat(asked).isPositive();
        }
        assertThat(allocated).as("bytes for 12,000 questions").isZero();
    }

    /// Slope of the line through the logarithms: 1 is "in proportion".
    private static double slope(double[] costs) {
        int last = costs.length - 1;
        return Math.log(costs[last] / costs[0]) / Math.log((double) SIZES[last] / SIZES[0]);
    }

    private static List<Allocation> allocations(int count) {
        SplittableRandom random = new SplittableRandom(count);
        List<Allocation> allocations = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            allocations.add(allocation(prefix4(random)));
        }
        return allocations;
    }

    private static Allocation allocation(Prefix prefix) {
        return new Allocation(
                Vrf.DEFAULT, prefix, TAGS, Instant.EPOCH, Instant.MAX, Polling.ALLOWED, "test");
    }

    /// Spread over all addresses, /12 to /28, most near /22.
    private static Prefix prefix4(SplittableRandom random) {
        int length = 12 + random.nextInt(9) + random.nextInt(9);
        return Prefix.covering(RandomPrefixes.address(random, IpFamily.V4), length);
    }

    /// In 2000::/3, /29 to /48.
    private static Prefix prefix6(SplittableRandom random) {
        long high = (1L << 61) | (random.nextLong() >>> 3);
        return Prefix.covering(IpAddress.v6(high, 0), 29 + random.nextInt(20));
    }
}
