package io.segwright.graph.journal;

import io.segwright.graph.store.StoreUnavailableException;
import io.segwright.inventory.ipam.Allocator;
import io.segwright.inventory.ipam.Change;
import io.segwright.inventory.ipam.Command;
import io.segwright.inventory.ipam.Decision;
import io.segwright.inventory.ipam.Setting;
import io.segwright.inventory.ipam.TagDirectory;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The one thread that owns the state, and the queue in front of it.
final class JournalWriter {
    private static final int QUEUE_MAX = 4_096; // callers beyond it wait: memory is theirs
    private static final int GROUP_MAX = 1_024; // commands a commit: a few milliseconds of deciding
    private static final int GROUP_BYTES_MAX = 16 << 20; // a quarter of the longest frame
    private static final int OVERDUE_PER_COMMAND =
            64; // more end than can begin, and none waits long
    private static final int OVERDUE_WHEN_TIDYING = 10_000;
    private static final String SELF = "segwright";

    private final Path directory;
    private final Allocator allocator; // the writer thread's
    private final Tail tail;
    private final InstantSource clock;
    private final Consumer<List<Transition>> follower;
    private final BlockingQueue<JournalJob> queue = new ArrayBlockingQueue<>(QUEUE_MAX);
    private final ReadWriteLock submitting = new ReentrantReadWriteLock();
    private final Thread thread;
    private final JournalJob.Question<Boolean> last = new JournalJob.Question<>(_ -> true);
    private long frame; // the writer thread's: the number of the last one
    private Instant lastNow =
            Instant.EPOCH; // the writer thread's: time runs on even where the clock runs back
    private boolean closed; // guarded by submitting
    private final AtomicLong commits = new AtomicLong();
    private volatile @Nullable StoreUnavailableException failure; // null while all is well

    JournalWriter(
            Path directory,
            Allocator allocator,
            Tail tail,
            long lastFrame,
            InstantSource clock,
            Consumer<List<Transition>> follower) {
        this.directory = directory;
        this.allocator = allocator;
        this.tail = tail;
        this.frame = lastFrame;
        this.clock = clock;
        this.follower = follower;
        this.thread = new Thread(this::run, "allocation-journal");
    }

    void start() {
        thread.setDaemon(true); // an abandoned journal must not keep the process alive
        thread.start();
    }

    long commits() {
        return commits.get();
    }

    Instant now() {
        return clock.instant();
    }

    Acknowledged submit(JournalJob job) throws StoreUnavailableException {
        try {
            put(job);
            return job.done().await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StoreUnavailableException(
                    directory
                            + ": interrupted while an allocation was being written: it may or may not be"
                            + " there; repeat it with the same key",
                    e);
        }
    }

    private void put(JournalJob job) throws InterruptedException {
        submitting.readLock().lock();
        try {
            if (closed) {
                throw new IllegalStateException(directory + ": journal is closed");
            }
            queue.put(job); // the writer goes on taking until it has seen the last one
        } finally {
            submitting.readLock().unlock();
        }
    }

    private void run() {
        List<JournalJob> group = new ArrayList<>();
        while (!group.contains(last)) {
            group.clear();
            try {
                group.add(queue.take());
                queue.drainTo(group, GROUP_MAX - 1);
                serve(group);
            } catch (
                    InterruptedException
                            _) { // nobody else has this thread: it ends with its process
                return;
            } catch (RuntimeException
                    | Error e) { // the thread's top: callers must not wait for ever
                fail(
                        new StoreUnavailableException(
                                directory + ": allocator failed: " + e + "; open it again", e),
                        group);
            }
        }
    }

    private void serve(List<JournalJob> group) {
        StoreUnavailableException failed = failure;
        if (failed != null) {
            group.forEach(job -> job.done().fail(failed));
            return;
        }
        int served = 0;
        while (served < group.size()) {
            served += commit(group.subList(served, group.size()));
        }
    }

    /// Decides as many as fit in a frame, writes, answers.
    ///
    /// @return how many
    private int commit(List<JournalJob> group) {
        List<Transaction> transactions = new ArrayList<>();
        List<Transition> transitions = new ArrayList<>();
        int done = 0;
        long bytes = 0;
        for (JournalJob job : group) {
            int before = transactions.size();
            decide(job, transactions, transitions);
            done++;
            for (Transaction transaction : transactions.subList(before, transactions.size())) {
                bytes += transaction.changes().stream().mapToLong(c -> c.length).sum();
            }
            if (bytes > GROUP_BYTES_MAX) {
                break;
            }
        }
        List<JournalJob> served = group.subList(0, done);
        try {
            write(transactions);
        } catch (IOException e) {
            fail(unavailable(directory, e), served);
            return done;
        }
        if (!transitions.isEmpty()) {
            follower.accept(transitions); // first, so that who was answered finds it told
        }
        served.forEach(job -> job.done().acknowledge());
        return done;
    }

    private void write(List<Transaction> transactions) throws IOException {
        StoreUnavailableException failed = failure;
        if (failed != null) {
            throw new IOException(failed.getMessage());
        }
        if (!transactions.isEmpty()) {
            tail.append(new Frame(++frame, transactions).encode());
            tail.force();
            commits.incrementAndGet();
        }
    }

    private void decide(
            JournalJob job, List<Transaction> transactions, List<Transition> transitions) {
        switch (job) {
            case JournalJob.Question<?> question -> {
                question.answer(allocator);
                question.done().decided(null, allocator.revision());
            }
            case JournalJob.Change change -> {
                Instant now = nextNow();
                boolean tidying = change.command() instanceof Command.Tidy;
                Setting self = new Setting(now, SELF, TagDirectory.EMPTY);
                int max = tidying ? OVERDUE_WHEN_TIDYING : OVERDUE_PER_COMMAND;
                apply(allocator.overdue(self, max), now, transactions, transitions);
                Decision decision =
                        allocator.decide(
                                change.command(), new Setting(now, change.actor(), change.tags()));
                apply(decision.changes(), now, transactions, transitions);
                change.done().decided(decision.answer(), allocator.revision());
            }
        }
    }

    private Instant nextNow() {
        Instant now = clock.instant();
        lastNow = now.isAfter(lastNow) ? now : lastNow;
        return lastNow;
    }

    private void apply(
            List<Change> changes,
            Instant now,
            List<Transaction> transactions,
            List<Transition> transitions) {
        if (changes.isEmpty()) {
            return;
        }
        long revision = allocator.revision() + 1;
        for (Change change : changes) {
            switch (change) {
                case Change.RequestPut(var request) ->
                        transitions.add(
                                new Transition.RequestBecame(
                                        revision,
                                        allocator.request(request.id()).orElse(null),
                                        request));
                case Change.SpacePut(var space) ->
                        transitions.add(new Transition.SpaceAdded(revision, space));
                case Change.SpaceGone(int id) ->
                        allocator
                                .space(id)
                                .ifPresent(space ->
                                        transitions.add(
                                                new Transition.SpaceRemoved(revision, space, now)));
                case Change.RequestForgotten _ -> {} // the graph keeps what was
            }
        }
        transactions.add(new Transaction(revision, allocator.apply(changes)));
    }

    private void fail(StoreUnavailableException why, List<JournalJob> group) {
        failure = why;
        group.forEach(job -> job.done().fail(why));
    }

    static StoreUnavailableException unavailable(Path directory, IOException e) {
        boolean isFull =
                String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT).contains("no space left");
        return new StoreUnavailableException(
                directory
                        + (isFull
                                ? ": disk is full"
                                : ": cannot be written or read: " + e.getMessage())
                        + ": nothing acknowledged is lost; "
                        + (isFull ? "free some space" : "check the disk")
                        + " and start again",
                e);
    }

    /// Answers everything that waits, then ends. Twice is fine.
    void close() throws StoreUnavailableException {
        boolean first;
        submitting.writeLock().lock();
        try {
            first = !closed;
            closed = true;
            if (first) {
                queue.put(last);
            }
            if (first) {
                thread.join();
                tail.close();
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            throw unavailable(directory, e);
        } finally {
            submitting.writeLock().unlock();
        }
    }
}
