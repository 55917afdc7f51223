package io.segwright.inventory.attribute;

import io.segwright.inventory.net.Prefix;
import io.segwright.inventory.net.Vrf;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;

/// Allocations of prefixes that nest and touch, with versions that follow one another, leave holes and overlap.
final class RandomHistory {
    static final Vrf BLUE = new Vrf("blue");
    static final int DAYS = 14;

    private RandomHistory() {}

    static List<Allocation> of(SplittableRandom random, List<Prefix> prefixes) {
        List<Allocation> allocations = new ArrayList<>();
        for (Prefix prefix : prefixes) {
            Vrf vrf = prefix.hashCode() % 3 == 0 ? BLUE : Vrf.DEFAULT;
            allocations.addAll(versions(random, vrf, prefix));
        }
        Collections.shuffle(allocations, new Random(random.nextLong()));
        return allocations;
    }

    static List<Allocation> versions(SplittableRandom random, Vrf vrf, Prefix prefix) {
        List<Allocation> versions = new ArrayList<>();
        int from = random.nextInt(5);
        int count = random.nextInt(1, random.nextInt(8) == 0 ? 9 : 4);
        for (int left = count; left > 0; left--) {
            int to = from + random.nextInt(1, 4);
            versions.add(
                    new Allocation(
                            vrf,
                            prefix,
                            tags(random),
                            random.nextInt(6) == 0 ? Instant.MIN : day(from),
                            left == 1 && random.nextBoolean() ? Instant.MAX : day(to),
                            Polling.ALLOWED,
                            "seeded:" + left,
                            random.nextInt(4) == 0 ? 60 : 100));
            from = random.nextInt(4) == 0 ? from : to + random.nextInt(2); // some overlap
        }
        return versions;
    }

    static Tags tags(SplittableRandom random) {
        return new Tags(word(random), word(random), word(random), word(random), word(random));
    }

    static Instant day(int day) {
        return Instant.parse("2026-04-01T00:00:00Z").plusSeconds(86_400L * day);
    }

    private static String word(SplittableRandom random) {
        return List.of("", "a", "b", "c").get(random.nextInt(4));
    }
}
