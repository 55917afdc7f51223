package io.segwright.inventory.attribute;

import static org.assertj.core.api.Assertions.assertThat;

import io.segwright.inventory.net.IpAddress;
import io.segwright.inventory.net.Prefix;
import io.segwright.inventory.net.Vrf;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;

/// Asks an index and its slow twins for random pairs of an address and a time, over both clouds' histories and over the
/// full Internet table with versions made up.
///
/// ```
/// java -cp ... io.segwright.inventory.attribute.AttributionCampaign PAIRS LINEAR SEED
/// ```
public final class AttributionCampaign {
    private static final Instant NOW = Instant.parse("2026-08-22T00:00:00Z");

    private final List<Allocation> allocations;
    private final List<Prefix> prefixes;
    private final Instant first;
    private final long seconds;
    private final AttributionIndex index;
    private final CoveringPrefixes covering;
    private final SplittableRandom random;
    private long covered;
    private long several;
    private long past;

    private AttributionCampaign(List<Allocation> allocations, long seed) {
        this.allocations = allocations;
        this.prefixes = allocations.stream().map(Allocation::prefix).distinct().toList();
        this.first =
                allocations.stream()
                        .map(Allocation::validFrom)
                        .min(Instant::compareTo)
                        .orElseThrow()
                        .minus(Duration.ofDays(30));
        this.seconds = Duration.between(first, NOW).toSeconds();
        this.index = AttributionIndex.build(allocations, NOW);
        this.covering = new CoveringPrefixes(allocations);
        this.random = new SplittableRandom(seed);
    }

    public static void main(String[] arguments) throws IOException {
        int pairs = Integer.parseInt(arguments[0]);
        int linear = Integer.parseInt(arguments[1]);
        long seed = Long.parseLong(arguments[2]);
        System.out.println(history(RealData.AZURE, pairs, linear, seed));
        System.out.println(history(RealData.AWS, pairs, linear, seed));
        System.out.println(internet(pairs, linear, seed));
    }

    static String history(String name, int pairs, int linear, long seed) throws IOException {
        return new AttributionCampaign(RealData.history(name), seed).run(name, pairs, linear);
    }

    static String internet(int pairs, int linear, long seed) throws IOException {
        return new AttributionCampaign(versions(RealData.internet(), seed), seed)
                .run("internet-prefixes.txt.gz", pairs, linear);
    }

    /// Each prefix with its own service; every third changed hands, every seventh was given back and taken again.
    private static List<Allocation> versions(List<Prefix> prefixes, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        List<Allocation> versions = new ArrayList<>(prefixes.size() * 2);
        for (int i = 0; i < prefixes.size(); i++) {
            Instant change = NOW.minus(Duration.ofMinutes(random.nextLong(3 * 525_600)));
            Instant from = change.minus(Duration.ofDays(1 + random.nextLong(700)));
            Instant to = i % 7 == 0 ? change.plus(Duration.ofHours(5)) : change;
            if (i % 3 == 0 || i % 7 == 0) {
                versions.add(allocation(prefixes.get(i), "old-" + i, from, change));
                versions.add(allocation(prefixes.get(i), "new-" + i, to, Instant.MAX));
            } else {
                versions.add(allocation(prefixes.get(i), "as-" + i, from, Instant.MAX));
            }
        }
        return versions;
    }

    private static Allocation allocation(Prefix prefix, String service, Instant from, Instant to) {
        Tags tags = new Tags(service, "", "", "", "registry");
        return new Allocation(Vrf.DEFAULT, prefix, tags, from, to, Polling.ALLOWED, "table");
    }

    private String run(String name, int pairs, int linear) {
        for (int i = 0; i < pairs; i++) {
            IpAddress address = RandomPrefixes.probe(random, prefixes);
            Instant at = moment();
            check(address, at, covering.lookup(Vrf.DEFAULT, address, at));
        }
        for (int i = 0; i < linear; i++) {
            IpAddress address = RandomPrefixes.probe(random, prefixes);
            Instant at = moment();
            check(address, at, NaiveAttribution.lookup(allocations, Vrf.DEFAULT, address, at));
        }
        assertThat(covered).as("pairs that are covered").isGreaterThan(pairs / 4);
        return String.format(
                Locale.ROOT,
                "{\"data\":\"%s\",\"prefixes\":%d,\"versions\":%d,\"pairs\":%d,\"linear\":%d,\"covered\":%d,"
                        + "\"several\":%d,\"notAsNow\":%d,\"different\":0}",
                name,
                prefixes.size(),
                allocations.size(),
                pairs,
                linear,
                covered,
                several,
                past);
    }

    /// Often the very moment of a change, or the one before.
    private Instant moment() {
        Allocation version = allocations.get(random.nextInt(allocations.size()));
        return switch (random.nextInt(4)) {
            case 0 -> version.validFrom();
            case 1 -> version.validFrom().minusNanos(1);
            default -> first.plusSeconds(random.nextLong(seconds));
        };
    }

    private void check(IpAddress address, Instant at, Attribution expected) {
        Attribution actual = index.lookup(Vrf.DEFAULT, address, at);
        if (!actual.equals(expected)) {
            assertThat(actual).as("%s at %s", address, at).isEqualTo(expected);
        }
        covered += expected.chain().isEmpty() ? 0 : 1;
        several += expected.others().isEmpty() ? 0 : 1;
        past += index.tags(Vrf.DEFAULT, address, NOW).equals(expected.tags()) ? 0 : 1;
    }
}
