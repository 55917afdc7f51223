package io.segwright.graph.write;

import io.segwright.graph.fact.Conversations;
import io.segwright.graph.fact.PollRecord;
import io.segwright.graph.schema.Keys;
import io.segwright.graph.store.Failures;
import io.segwright.graph.store.GraphStore;
import io.segwright.graph.store.OpenReport;
import io.segwright.graph.store.StoreUnavailableException;
import io.segwright.inventory.flow.Conversation;
import io.segwright.inventory.reconcile.InventoryChange;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Consumer;
import org.janusgraph.core.JanusGraphException;
import org.janusgraph.core.JanusGraphTransaction;
import org.janusgraph.core.JanusGraphVertex;
import org.jspecify.annotations.Nullable;

/// The one thread that writes, and the queue in front of it.
///
/// Each call returns when its last change is durable: it then survives the death of the process. A call of many
/// changes is several commits, so a process that dies in the middle may leave the first of them written; repeating
/// the call is harmless. Changes of calls that wait together share commits. After a failed commit every call is
/// refused until the store is opened again. Safe for use by many threads.
public final class GraphWriter implements AutoCloseable {
    private static final int QUEUE_MAX = 256; // callers beyond it wait: memory is theirs
    private static final int GROUP_MAX = 64; // calls a group, so that the first need not wait long
    private static final int ELEMENTS_PER_COMMIT = 1_000; // measured best: 22,000 elements/s

    private final GraphStore store;
    private final InstantSource clock;
    private final Lock committing;
    private final BlockingQueue<Job> queue = new ArrayBlockingQueue<>(QUEUE_MAX);
    private final ReadWriteLock submitting = new ReentrantReadWriteLock();
    private final AnchorCache cache = new AnchorCache();
    private final Thread thread;
    private Instant lastRecordedAt = Instant.EPOCH; // the writer thread's
    private long sequence; // the writer thread's
    private boolean closed; // guarded by submitting
    private volatile WriteStatistics statistics = WriteStatistics.NONE;
    private volatile @Nullable StoreUnavailableException failure; // null while all is well

    /// @param committing held during each commit, so that a reader who excludes it sees no half of one
    public GraphWriter(GraphStore store, InstantSource clock, Lock committing) {
        this.store = store;
        this.clock = clock;
        this.committing = committing;
        this.thread = new Thread(this::run, "graph-writer");
    }

    public void start() {
        JanusGraphTransaction transaction = store.graph().buildTransaction().readOnly().start();
        try {
            JanusGraphVertex own = GraphStore.storeVertex(transaction);
            lastRecordedAt = own.value(Keys.RECORDED_AT);
            sequence = own.value(Keys.SEQUENCE);
        } finally {
            transaction.rollback();
        }
        if (store.report().state() == OpenReport.State.CREATED) {
            cache.startFromNothing();
        }
        thread.setDaemon(true); // an abandoned graph must not keep the process alive
        thread.start();
    }

    public void apply(List<InventoryChange> changes) throws StoreUnavailableException {
        write(
                changes.stream()
                        .<Consumer<Batch>>map(c -> batch -> ChangeWriter.write(batch, c))
                        .toList());
    }

    public void recordPolls(List<PollRecord> polls) throws StoreUnavailableException {
        write(
                polls.stream()
                        .<Consumer<Batch>>map(p -> batch -> DeviceWriter.poll(batch, p))
                        .toList());
    }

    public void writeConversations(List<Conversation> conversations)
            throws StoreUnavailableException {
        conversations.forEach(conversation -> Conversations.day(conversation.bucket()));
        write(
                conversations.stream()
                        .<Consumer<Batch>>map(c -> batch -> ConversationWriter.write(batch, c))
                        .toList());
    }

    public WriteStatistics statistics() {
        return statistics;
    }

    private void write(List<Consumer<Batch>> writes) throws StoreUnavailableException {
        if (writes.isEmpty()) {
            return;
        }
        Job job = new Job(writes);
        try {
            submit(job);
            job.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StoreUnavailableException(
                    store.path()
                            + ": interrupted while a change was being written: it may or may not be"
                            + " there; apply it again",
                    e);
        }
    }

    private void submit(Job job) throws InterruptedException {
        submitting.readLock().lock();
        try {
            if (closed) {
                throw new IllegalStateException(store.path() + ": graph is closed");
            }
            queue.put(job); // the writer goes on taking until it has seen the last one
        } finally {
            submitting.readLock().unlock();
        }
    }

    private void run() {
        boolean last = false;
        while (!last) {
            List<Job> group = new ArrayList<>();
            try {
                takeGroup(group);
                serve(group);
                repairText();
            } catch (Throwable e) { // the thread's top: nobody may wait for ever
                fail(group, e);
            }
            last = group.stream().anyMatch(Job::isLast);
        }
    }

    /// Waits for work, unless there is a repair to go on with.
    private void takeGroup(List<Job> group) throws InterruptedException {
        if (failure != null || store.textRepair().isDone()) {
            group.add(queue.take());
        }
        queue.drainTo(group, GROUP_MAX - group.size());
    }

    /// A step of what is left to do on the text index: in this thread, since there is one writer.
    private void repairText() throws StoreUnavailableException {
        if (failure == null && !store.textRepair().isDone()) {
            store.requireSpace();
            store.textRepair().step();
        }
    }

    private void serve(List<Job> group) {
        if (group.isEmpty()) {
            return;
        }
        try {
            StoreUnavailableException known = failure;
            if (known != null) {
                throw known.again();
            }
            store.requireSpace();
            writeAll(group);
            group.forEach(Job::done);
        } catch (StoreUnavailableException e) {
            group.forEach(job -> job.fail(e));
        }
    }

    private void writeAll(List<Job> group) throws StoreUnavailableException {
        Batch batch = begin();
        try {
            for (Job job : group) {
                for (Consumer<Batch> write : job.writes()) {
                    if (!job.write(write, batch)) {
                        break;
                    }
                    if (batch.elements() >= ELEMENTS_PER_COMMIT) {
                        commit(batch);
                        store.requireSpace();
                        batch = begin();
                    }
                }
            }
            commit(batch);
        } finally {
            if (batch.transaction().isOpen()) {
                batch.rollback();
            }
        }
    }

    private Batch begin() {
        Instant now = clock.instant();
        Instant recordedAt = now.isAfter(lastRecordedAt) ? now : lastRecordedAt;
        // One writer with its own map of keys needs none of the checks that this leaves out.
        JanusGraphTransaction transaction =
                store.graph().buildTransaction().enableBatchLoading().start();
        return new Batch(transaction, cache, recordedAt, sequence);
    }

    private void commit(Batch batch) {
        if (batch.elements() == 0) {
            batch.rollback();
            return;
        }
        committing.lock();
        try {
            batch.commit();
        } finally {
            committing.unlock();
        }
        store.textFailure()
                .ifPresent(e -> {
                    throw new JanusGraphException("text index not written", e);
                });
        lastRecordedAt = batch.now();
        sequence = batch.sequence();
        statistics = statistics.plus(batch);
    }

    private void fail(List<Job> group, Throwable e) {
        StoreUnavailableException refusal = Failures.writing(store.path(), e);
        failure = refusal;
        store.markDirty();
        group.forEach(job -> job.fail(refusal));
    }

    /// Writes what is queued, then stops. Twice is fine.
    @Override
    public void close() {
        submitting.writeLock().lock();
        try {
            if (closed) {
                return;
            }
            closed = true;
        } finally {
            submitting.writeLock().unlock();
        }
        boolean interrupted = false;
        boolean submitted = false;
        while (!submitted || thread.isAlive()) {
            try {
                if (!submitted) {
                    queue.put(Job.last());
                    submitted = true;
                }
                thread.join();
            } catch (InterruptedException _) {
                interrupted = true; // half a shutdown would leave the store unclean: finish first
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
