package io.segwright.inventory.attribute;

import static org.assertj.core.api.Assertions.assertThat;

import io.segwright.inventory.net.IpAddress;
import io.segwright.inventory.net.Prefix;
import io.segwright.inventory.net.Vrf;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class AttributionIndexTest {
    private static final Instant NOW = Instant.parse("2026-05-03T00:00:00Z");
    private static final Vrf BLUE = new Vrf("blue");
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
            List<Allocation> allocations = history(random, prefixes);
            AttributionIndex index = AttributionIndex.build(allocations, NOW);
            for (int probe = 0; probe < 30; probe++) {
                IpAddress address = RandomPrefixes.probe(random, prefixes);
                Vrf vrf = random.nextBoolean() ? BLUE : Vrf.DEFAULT;
                Instant at = random.nextInt(3) == 0 ? NOW : day(random.nextInt(-1, 12));
                List<Allocation> expected = covering(allocations, vrf, address, at);
                Attribution actual = index.lookup(vrf, address, at);
                assertThat(actual.chain())
                        .as("seed %d: %s %s at %s", seed, vrf, address, at)
                        .isEqualTo(expected);
                Tags tags = Tags.NONE;
                for (Allocation allocation : expected) {
                    tags = tags.inheriting(allocation.tags());
                }
                assertThat(actual.tags()).as("seed %d", seed).isEqualTo(tags);
                assertThat(index.tags(vrf, address, at)).as("seed %d", seed).isEqualTo(tags);
            }
        }
    }

    /// Per prefix and domain a few versions that do not overlap, with holes between some.
    private static List<Allocation> history(SplittableRandom random, List<Prefix> prefixes) {
        List<Allocation> allocations = new ArrayList<>();
        for (Prefix prefix : prefixes) {
            int from = random.nextInt(5);
            for (int version = random.nextInt(1, 4); version > 0; version--) {
                int to = from + random.nextInt(1, 4);
                allocations.add(
                        new Allocation(
                                prefix.hashCode() % 3 == 0 ? BLUE : Vrf.DEFAULT,
                                prefix,
                                tags(word(random), word(random), word(random)),
                                day(from),
                                version == 1 && random.nextBoolean() ? Instant.MAX : day(to),
                                Polling.ALLOWED,
                                "seeded"));
                from = to + random.nextInt(2);
            }
        }
        java.util.Collections.shuffle(allocations, new java.util.Random(random.nextLong()));
        return allocations;
    }

    private static List<Allocation> covering(
            List<Allocation> allocations, Vrf vrf, IpAddress address, Instant at) {
        return allocations.stream()
                .filter(a -> a.vrf().equals(vrf) && a.prefix().contains(address) && a.validAt(at))
                .sorted(Comparator.comparingInt((Allocation a) -> -a.prefix().length()))
                .toList();
    }

    private static Instant day(int day) {
        return Instant.parse("2026-04-01T00:00:00Z").plusSeconds(86_400L * day);
    }

    private static String word(SplittableRandom random) {
        return List.of("", "a", "b", "c").get(random.nextInt(4));
    }

    private static Tags tags(String service, String workload, String owner) {
        return new Tags(service, "", workload, "", owner);
    }

    private static Allocation allocation(String prefix, Tags tags, Instant from, Instant to) {
        return new Allocation(
                Vrf.DEFAULT, Prefix.of(prefix), tags, from, to, Polling.ALLOWED, "test");
    }
}
