package io.segwright.inventory.attribute;

import static org.assertj.core.api.Assertions.assertThat;

import io.segwright.inventory.net.IpAddress;
import io.segwright.inventory.net.Prefix;
import io.segwright.inventory.net.Vrf;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class AttributionIndexTest {
    private static final Instant NOW = Instant.parse("2026-05-03T00:00:00Z");
    private static final Vrf BLUE = RandomHistory.BLUE;
    private static final int SEEDS = 1_200;

    @Test
    void theDeepestAllocationAnswersAndInheritsFromWhatCoversIt() {
        Allocation block =
                allocation("10.0.0.0/8", tags("", "", "network"), Instant.MIN, Instant.MAX);
        Allocation service =
                allocation("10.1.0.0/16", tags("shop", "", ""), Instant.MIN, Instant.MAX);
        Allocation host =
                allocation("10.1.2.3/32", tags("", "vm-7", "ana"), Instant.MIN, Instant.MAX);
        AttributionIndex index = AttributionIndex.build(List.of(host, block, service), NOW);

        Attribution answer = index.lookup(Vrf.DEFAULT, IpAddress.of("10.1.2.3"));
        assertThat(answer.chain()).containsExactly(host, service, block);
        assertThat(answer.tags()).isEqualTo(tags("shop", "vm-7", "ana"));
        assertThat(answer.isAttributed()).isTrue();
        assertThat(index.lookup(Vrf.DEFAULT, IpAddress.of("10.1.2.4")).tags())
                .isEqualTo(tags("shop", "", "network"));
    }

    @Test
    void anAddressInAnotherDomainOrOutsideBelongsToNobody() {
        AttributionIndex index =
                AttributionIndex.build(
                        List.of(
                                allocation(
                                        "10.0.0.0/8",
                                        tags("a", "", "b"),
                                        Instant.MIN,
                                        Instant.MAX)),
                        NOW);
        for (Attribution nobody :
                List.of(
                        index.lookup(BLUE, IpAddress.of("10.0.0.1")),
                        index.lookup(Vrf.DEFAULT, IpAddress.of("11.0.0.1")),
                        index.lookup(Vrf.DEFAULT, IpAddress.of("2001:db8::1")))) {
            assertThat(nobody.chain()).isEmpty();
            assertThat(nobody.tags()).isEqualTo(Tags.NONE);
            assertThat(nobody.isAttributed()).isFalse();
        }
    }

    @Test
    void aPrefixThatChangedHandsAnswersForThen() {
        Instant handOver = Instant.parse("2026-04-10T00:00:00Z");
        Allocation old = allocation("10.1.0.0/16", tags("crm", "", "x"), Instant.MIN, handOver);
        Allocation current =
                allocation("10.1.0.0/16", tags("shop", "", "y"), handOver, Instant.MAX);
        AttributionIndex index = AttributionIndex.build(List.of(current, old), NOW);
        IpAddress address = IpAddress.of("10.1.2.3");
        assertThat(index.lookup(Vrf.DEFAULT, address, handOver.minusNanos(1)).chain())
                .containsExactly(old);
        assertThat(index.lookup(Vrf.DEFAULT, address, handOver).chain()).containsExactly(current);
        assertThat(index.lookup(Vrf.DEFAULT, address).tags().service()).isEqualTo("shop");
    }

    @Test
    void agreesWithALinearScanAtEveryInstant() {
        for (int seed = 0; seed < SEEDS; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            List<Prefix> prefixes =
                    List.copyOf(RandomPrefixes.table(random, random.nextInt(25)).keySet());
            List<Allocation> allocations = RandomHistory.of(random, prefixes);
            AttributionIndex index = AttributionIndex.build(allocations, NOW);
            for (int probe = 0; probe < 30; probe++) {
                check(index, allocations, random, prefixes, "seed " + seed);
            }
        }
    }

    @Test
    void agreesWithALinearScanAfterEveryChange() {
        for (int seed = 0; seed < SEEDS / 2; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            List<Prefix> prefixes =
                    List.copyOf(RandomPrefixes.table(random, 1 + random.nextInt(25)).keySet());
            Map<Prefix, List<Allocation>> byPrefix = new HashMap<>();
            RandomHistory.of(random, prefixes.subList(0, prefixes.size() / 2))
                    .forEach(a ->
                            byPrefix.computeIfAbsent(a.prefix(), _ -> new ArrayList<>()).add(a));
            AttributionIndex index = AttributionIndex.build(all(byPrefix), NOW);
            for (int change = 0; change < 12; change++) {
                Prefix prefix = prefixes.get(random.nextInt(prefixes.size()));
                Vrf vrf = prefix.hashCode() % 3 == 0 ? BLUE : Vrf.DEFAULT;
                List<Allocation> versions =
                        random.nextInt(4) == 0
                                ? List.of()
                                : RandomHistory.versions(random, vrf, prefix);
                index = index.with(vrf, prefix, versions);
                byPrefix.put(prefix, versions);
                for (int probe = 0; probe < 8; probe++) {
                    check(index, all(byPrefix), random, prefixes, "seed " + seed);
                }
                assertThat(index.versions(vrf, prefix))
                        .containsExactlyInAnyOrderElementsOf(versions);
            }
            AttributionIndex rebuilt = index.rebuilt(NOW);
            assertThat(rebuilt.changed()).isZero();
            check(rebuilt, all(byPrefix), random, prefixes, "rebuilt, seed " + seed);
        }
    }

    private static List<Allocation> all(Map<Prefix, List<Allocation>> byPrefix) {
        return byPrefix.values().stream().flatMap(List::stream).toList();
    }

    private static void check(
            AttributionIndex index,
            List<Allocation> allocations,
            SplittableRandom random,
            List<Prefix> prefixes,
            String which) {
        IpAddress address = RandomPrefixes.probe(random, prefixes);
        Vrf vrf = random.nextBoolean() ? BLUE : Vrf.DEFAULT;
        Instant at =
                random.nextInt(3) == 0
                        ? NOW
                        : RandomHistory.day(random.nextInt(-1, RandomHistory.DAYS));
        Attribution expected = NaiveAttribution.lookup(allocations, vrf, address, at);
        Attribution actual = index.lookup(vrf, address, at);
        if (actual.status() == AttributionStatus.UNKNOWN_VRF) {
            assertThat(allocations).as(which).noneMatch(a -> a.vrf().equals(vrf));
            return;
        }
        assertThat(actual).as("%s: %s %s at %s", which, vrf, address, at).isEqualTo(expected);
        assertThat(index.tags(vrf, address, at)).as(which).isEqualTo(expected.tags());
        assertThat(index.status(vrf, address, at)).as(which).isEqualTo(expected.status());
        assertThat(Optional.ofNullable(index.domain(vrf).orElseThrow().deepest(address, at)))
                .as(which)
                .isEqualTo(expected.deepest());
    }

    private static Tags tags(String service, String workload, String owner) {
        return new Tags(service, "", workload, "", owner);
    }

    private static Allocation allocation(String prefix, Tags tags, Instant from, Instant to) {
        return new Allocation(
                Vrf.DEFAULT, Prefix.of(prefix), tags, from, to, Polling.ALLOWED, "test");
    }
}
