package io.segwright.bench;

import io.segwright.graph.journal.AllocationJournal;
import io.segwright.graph.store.StoreUnavailableException;
import io.segwright.inventory.attribute.Tags;
import io.segwright.inventory.ipam.Allocator;
import io.segwright.inventory.ipam.Answer;
import io.segwright.inventory.ipam.Ask;
import io.segwright.inventory.ipam.Command;
import io.segwright.inventory.ipam.PoolPolicy;
import io.segwright.inventory.ipam.Space;
import io.segwright.inventory.ipam.TagDirectory;
import io.segwright.inventory.ipam.TagDirectory.Entry;
import io.segwright.inventory.ipam.TagDirectory.State;
import io.segwright.inventory.ipam.TagKind;
import io.segwright.inventory.ipam.Wish;
import io.segwright.inventory.net.Prefix;
import io.segwright.inventory.net.Vrf;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/// What the allocator's benchmarks ask for: an IPv4 /8 of addresses and an IPv6 /32 of /64, tags as an estate has them.
final class AllocateLoad {
    static final String ACTOR = "user:bench";
    static final TagDirectory TAGS = tags();
    private static final int SERVICES = 500;
    private static final int FILLERS = 512; // clients, so that commits are few

    /// The two pools.
    enum Pool {
        V4("10.0.0.0/8", 32),
        V6("2001:db8::/32", 64);

        private final String prefix;
        private final int length;

        Pool(String prefix, int length) {
            this.prefix = prefix;
            this.length = length;
        }

        Prefix prefix() {
            return Prefix.of(prefix);
        }
    }

    private AllocateLoad() {}

    private static TagDirectory tags() {
        List<Entry> entries = new ArrayList<>();
        for (int i = 0; i < SERVICES; i++) {
            entries.add(new Entry(TagKind.SERVICE, "service-" + i, "", State.LIVE));
            entries.add(new Entry(TagKind.SUBSCRIPTION, "sub-" + i, "service-" + i, State.LIVE));
            entries.add(new Entry(TagKind.OWNER, "team-" + i, "", State.LIVE));
        }
        return TagDirectory.of(entries);
    }

    /// The aggregate and the pool.
    static List<Command> space(Pool pool) {
        PoolPolicy policy =
                new PoolPolicy(
                        Set.of(TagKind.SERVICE, TagKind.SUBSCRIPTION, TagKind.OWNER),
                        PoolPolicy.Approval.AUTOMATIC,
                        new PoolPolicy.Limits(
                                0, 128, Duration.ZERO, Duration.ofDays(7), Duration.ZERO),
                        PoolPolicy.Addressing.HOSTS);
        return List.of(
                new Command.AddAggregate(Vrf.DEFAULT, pool.prefix(), "bench"),
                new Command.AddPool(
                        pool.name(),
                        Vrf.DEFAULT,
                        pool.prefix(),
                        Space.Team.ANYBODY,
                        Tags.NONE,
                        policy,
                        "bench"));
    }

    static Command ask(Pool pool, String key) {
        int n = Math.floorMod(key.hashCode(), SERVICES);
        return new Command.Allocate(
                new Wish(
                        pool.name(),
                        new Ask.NextPrefix(pool.length),
                        new Tags("service-" + n, "sub-" + n, "", "", "team-" + n),
                        Duration.ZERO,
                        key),
                "NET-" + n);
    }

    /// Allocates by many clients at once.
    static void fill(AllocationJournal journal, Pool pool, int count) throws BenchException {
        AtomicInteger next = new AtomicInteger();
        inClients(
                FILLERS,
                _ -> {
                    for (int i = next.getAndIncrement(); i < count; i = next.getAndIncrement()) {
                        require(
                                journal.submit(ask(pool, "fill-" + pool + "-" + i), ACTOR, TAGS)
                                        .answer());
                    }
                });
    }

    /// What one client does.
    @FunctionalInterface
    interface Client {
        void run(int number) throws StoreUnavailableException, BenchException;
    }

    /// Runs clients at once, each on a virtual thread, until all are done.
    static void inClients(int clients, Client client) throws BenchException {
        Queue<String> failures = new ConcurrentLinkedQueue<>();
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < clients; i++) {
            int number = i;
            threads.add(
                    Thread.ofVirtual()
                            .start(() -> {
                                try {
                                    client.run(number);
                                } catch (StoreUnavailableException | BenchException e) {
                                    failures.add(String.valueOf(e.getMessage()));
                                }
                            }));
        }
        try {
            for (Thread thread : threads) {
                thread.join();
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw new BenchException("interrupted");
        }
        if (!failures.isEmpty()) {
            throw new BenchException(String.join("; ", failures));
        }
    }

    static void require(Answer answer) throws BenchException {
        if (answer instanceof Answer.Refused(var refusal)) {
            throw new BenchException("refused: " + refusal.message());
        }
    }

    static long count(AllocationJournal journal) throws StoreUnavailableException {
        return journal.ask(Allocator::requestCount);
    }
}
