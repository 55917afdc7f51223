package io.segwright.app.stage;

import io.segwright.collectors.listen.FlowListenException;
import io.segwright.collectors.listen.FlowListener;
import io.segwright.collectors.listen.FlowListenerConfiguration;
import io.segwright.collectors.listen.ListenerCounters;
import io.segwright.graph.InventoryGraph;
import io.segwright.graph.store.StoreUnavailableException;
import io.segwright.inventory.attribute.Allocation;
import io.segwright.inventory.attribute.AttributionIndex;
import io.segwright.inventory.flow.Conversations;
import io.segwright.inventory.flow.FlowRecord;
import io.segwright.inventory.flow.FoldCounters;
import io.segwright.inventory.net.Vrf;
import io.segwright.inventory.observe.Observation;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/// Receives flows while something else collects, and folds them once the allocations are known.
///
/// Flows are kept until then, at most [#FLOWS_MAX]; beyond that they are counted and dropped.
public final class Listening implements AutoCloseable {
    private static final int FLOWS_MAX = 500_000; // some 120 bytes each: 60 MB
    private static final Duration BUCKET = Duration.ofMinutes(5);

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition arrived = lock.newCondition();
    private final List<FlowRecord> flows = new ArrayList<>();
    private final List<Observation> exporters = new ArrayList<>();
    private final InstantSource clock;
    private final FlowListener listener;
    private long dropped;

    private Listening(FlowListenerConfiguration configuration, InstantSource clock) {
        this.clock = clock;
        this.listener = new FlowListener(configuration, this::take, this::see, clock);
    }

    /// Opens the port on every address of the machine.
    public static Listening start(int port, InstantSource clock) throws FlowListenException {
        return start(FlowListenerConfiguration.DEFAULT.withPort(port), clock);
    }

    public static Listening start(FlowListenerConfiguration configuration, InstantSource clock)
            throws FlowListenException {
        Listening listening = new Listening(configuration, clock);
        listening.listener.start();
        return listening;
    }

    private void take(List<FlowRecord> more) {
        lock.lock();
        try {
            int room = Math.min(more.size(), FLOWS_MAX - flows.size());
            flows.addAll(more.subList(0, room));
            dropped += more.size() - room;
            arrived.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void see(Observation exporter) {
        lock.lock();
        try {
            exporters.add(exporter);
        } finally {
            lock.unlock();
        }
    }

    public int port() {
        return listener.port();
    }

    public ListenerCounters counters() {
        return listener.counters();
    }

    /// Goes on until a moment; an interrupt ends it early.
    ///
    /// @return the exporters that were heard
    public List<Observation> listenUntil(Instant moment) {
        return listen(Long.MAX_VALUE, moment);
    }

    /// Goes on until so many flows came, or until a moment.
    ///
    /// @return the exporters that were heard
    public List<Observation> listen(long wanted, Instant moment) {
        lock.lock();
        try {
            long nanos = Duration.between(clock.instant(), moment).toNanos();
            while (nanos > 0 && flows.size() + dropped < wanted) {
                long left = arrived.awaitNanos(Math.min(nanos, TimeUnit.SECONDS.toNanos(1)));
                nanos = left > 0 ? nanos : Duration.between(clock.instant(), moment).toNanos();
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } finally {
            lock.unlock();
        }
        return exporters();
    }

    private List<Observation> exporters() {
        lock.lock();
        try {
            return List.copyOf(exporters);
        } finally {
            lock.unlock();
        }
    }

    /// Folds what came, attributed by these allocations, and writes the conversations.
    public Folded fold(List<Allocation> allocations, InventoryGraph graph)
            throws StoreUnavailableException {
        AttributionIndex index = AttributionIndex.build(allocations, clock.instant());
        Conversations conversations =
                new Conversations((address, at) -> index.tags(Vrf.DEFAULT, address, at), BUCKET);
        lock.lock();
        try {
            conversations.fold(flows);
            graph.writeConversations(conversations.snapshot());
            return new Folded(
                    conversations.counters(),
                    conversations.snapshot().size(),
                    exporters.size(),
                    dropped,
                    listener.counters());
        } finally {
            lock.unlock();
        }
    }

    /// @param conversations written to the graph
    /// @param exporters that were heard
    /// @param dropped flows beyond [#FLOWS_MAX]
    public record Folded(
            FoldCounters counters,
            int conversations,
            int exporters,
            long dropped,
            ListenerCounters listener) {
        /// One line for a person.
        public String line() {
            return "flows: "
                    + counters.received()
                    + " received from "
                    + exporters
                    + " exporters, "
                    + counters.bothAttributed()
                    + " attributed at both ends, "
                    + counters.oneAttributed()
                    + " at one, "
                    + counters.noneAttributed()
                    + " at none; "
                    + conversations
                    + " conversations written"
                    + (dropped > 0 ? "; " + dropped + " dropped beyond " + FLOWS_MAX : "");
        }
    }

    @Override
    public void close() {
        listener.close();
    }
}
