package io.segwright.bench;

import io.segwright.bench.AllocateLoad.Pool;
import io.segwright.inventory.attribute.Tags;
import io.segwright.inventory.ipam.Allocator;
import io.segwright.inventory.ipam.Answer;
import io.segwright.inventory.ipam.Command;
import io.segwright.inventory.ipam.Decision;
import io.segwright.inventory.ipam.PoolPolicy;
import io.segwright.inventory.ipam.Setting;
import io.segwright.inventory.ipam.Space;
import io.segwright.inventory.net.IpAddress;
import io.segwright.inventory.net.Prefix;
import io.segwright.inventory.net.Vrf;
import io.segwright.inventory.space.Depth;
import io.segwright.inventory.space.SpaceTree.Placed;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/// Pages of a listing of a million prefixes, from anywhere, with the utilisation of each row; and a prefix that is laid
/// between a pool and ten thousand of its children.
final class PrefixPage {
    private static final int PREFIXES = 1_000_000;
    private static final int ROWS = 1_000; // the largest page that is given
    private static final int PAGES = 2_000;
    private static final Instant NOW = Instant.parse("2026-03-01T08:00:00Z");

    private PrefixPage() {}

    static List<Measurement> run() throws BenchException {
        return run(PREFIXES, PAGES);
    }

    static List<Measurement> run(int prefixes, int pages) throws BenchException {
        Allocator allocator = new Allocator();
        for (Command command : AllocateLoad.space(Pool.V6)) {
            give(allocator, command);
        }
        for (int i = 0; i < prefixes; i++) {
            give(allocator, AllocateLoad.ask(Pool.V6, "k" + i));
        }
        List<Measurement> all = new ArrayList<>();
        double[] millis = new double[pages];
        Random random = new Random(7);
        long visits = 0;
        Prefix within = Pool.V6.prefix();
        for (int i = 0; i < pages; i++) {
            IpAddress at = IpAddress.v6(within.network().high() + random.nextInt(prefixes), 0);
            long before = allocator.visits();
            long start = System.nanoTime();
            List<Allocator.Row> rows =
                    allocator.page(
                            Vrf.DEFAULT,
                            within,
                            new Placed(Prefix.covering(at, 64), 0),
                            Depth.ALL,
                            ROWS);
            millis[i] = (System.nanoTime() - start) / 1e6;
            visits = Math.max(visits, allocator.visits() - before);
            if (rows.isEmpty()) {
                throw new BenchException("an empty page at " + at);
            }
        }
        Arrays.sort(millis);
        all.add(Measurement.alone("prefix-page-p99", millis[(int) (pages * 0.99)], "ms"));
        all.add(Measurement.alone("prefix-page-visits", (double) visits, "visits a page"));
        all.add(Measurement.alone("prefix-reparent-10k", reparent(allocator), "ms"));
        return all;
    }

    /// The smallest prefix that holds the lowest ten thousand /64 becomes a pool of its own.
    private static double reparent(Allocator allocator) throws BenchException {
        Prefix between = Prefix.covering(Pool.V6.prefix().network(), 64 - 14);
        long start = System.nanoTime();
        Answer answer =
                give(
                        allocator,
                        new Command.AddPool(
                                "between",
                                Vrf.DEFAULT,
                                between,
                                Space.Team.ANYBODY,
                                Tags.NONE,
                                PoolPolicy.shipped(between.family()),
                                "bench"));
        double millis = (System.nanoTime() - start) / 1e6;
        int moved =
                answer instanceof Answer.Spaces(Space space)
                        ? allocator.usage(space).children()
                        : 0;
        if (moved < 10_000) {
            throw new BenchException(moved + " children moved: want 10,000 or more");
        }
        return millis;
    }

    private static Answer give(Allocator allocator, Command command) throws BenchException {
        Decision decision =
                allocator.decide(command, new Setting(NOW, AllocateLoad.ACTOR, AllocateLoad.TAGS));
        AllocateLoad.require(decision.answer());
        allocator.apply(decision.changes());
        return decision.answer();
    }
}
