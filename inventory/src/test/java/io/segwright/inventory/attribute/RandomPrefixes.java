package io.segwright.inventory.attribute;

import io.segwright.inventory.net.IpAddress;
import io.segwright.inventory.net.IpFamily;
import io.segwright.inventory.net.Prefix;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/// Prefixes that nest and touch often, and addresses at and around their edges.
final class RandomPrefixes {
    private RandomPrefixes() {}

    static Map<Prefix, Integer> table(SplittableRandom random, int count) {
        Map<Prefix, Integer> table = new LinkedHashMap<>();
        List<Prefix> made = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Prefix prefix =
                    made.isEmpty() || random.nextInt(3) == 0
                            ? fresh(random)
                            : near(random, made.get(random.nextInt(made.size())));
            made.add(prefix);
            table.put(
                    prefix,
                    random.nextInt(1, 5)); // few values, so that equal neighbours are shared
        }
        return table;
    }

    static IpAddress probe(SplittableRandom random, List<Prefix> prefixes) {
        if (prefixes.isEmpty() || random.nextInt(8) == 0) {
            return address(random, random.nextBoolean() ? IpFamily.V4 : IpFamily.V6);
        }
        Prefix prefix = prefixes.get(random.nextInt(prefixes.size()));
        IpAddress edge = random.nextBoolean() ? prefix.network() : prefix.last();
        int step = random.nextInt(-1, 2);
        if (prefix.family() == IpFamily.V4) {
            return IpAddress.v4((int) edge.low() + step);
        }
        long low = edge.low() + step;
        boolean carried = step == 1 && low == 0;
        boolean borrowed = step == -1 && low == -1;
        return IpAddress.v6(edge.high() + (carried ? 1 : borrowed ? -1 : 0), low);
    }

    static IpAddress address(SplittableRandom random, IpFamily family) {
        return family == IpFamily.V4
                ? IpAddress.v4(random.nextInt())
                : IpAddress.v6(random.nextLong(), random.nextLong());
    }

    private static Prefix fresh(SplittableRandom random) {
        IpFamily family = random.nextBoolean() ? IpFamily.V4 : IpFamily.V6;
        return Prefix.covering(address(random, family), random.nextInt(family.bits() + 1));
    }

    /// Above, below or beside another one.
    private static Prefix near(SplittableRandom random, Prefix other) {
        int bits = other.family().bits();
        int length = Math.clamp(other.length() + random.nextInt(-9, 14), 0, bits);
        IpAddress base = random.nextBoolean() ? other.network() : other.last();
        return Prefix.covering(base, length);
    }
}
