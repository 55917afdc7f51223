package io.segwright.rotator.audit;

import io.segwright.inventory.audit.AuditEvent;
import io.segwright.inventory.audit.AuditUnavailableException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// Runs writes one after the other on one thread, and lets no caller wait longer than the limit.
///
/// A caller that gives up must know which it was: not written at all, or perhaps written. Each write therefore moves
/// through one atomic state, and exactly one side wins:
///
/// ```
/// WAITING --thread--> WRITING --thread--> DONE      the caller succeeds, even at the last moment
///    |                   '-----caller--> REFUSED    the record may appear; a note after it says that it was refused
///    '-----caller--> REFUSED                        nothing is written
/// ```
final class WriterThread {
    private enum State {
        WAITING,
        WRITING,
        DONE,
        REFUSED
    }

    /// One thing to do with the writer; says the sequence number that it wrote, 0 when it wrote no event.
    @FunctionalInterface
    interface Action {
        long on(LogWriter writer) throws AuditUnavailableException;
    }

    private final String name;
    private final LogWriter writer;
    private final ExecutorService thread;
    private final Duration limit;
    private final InstantSource clock;
    private final AtomicReference<@Nullable Write> late =
            new AtomicReference<>(); // null when no write is overdue

    WriterThread(
            String name,
            LogWriter writer,
            ExecutorService thread,
            Duration limit,
            InstantSource clock) {
        this.name = name;
        this.writer = writer;
        this.thread = thread;
        this.limit = limit;
        this.clock = clock;
    }

    /// Returns when the action is done and durable.
    void run(Action action) throws AuditUnavailableException {
        if (late.get() != null) {
            throw unavailable(
                    "is still busy with a write that took longer than " + limit + "; mend the disk",
                    null);
        }
        Write write = new Write(action);
        try {
            Future<State> done = thread.submit(write);
            done.get(limit.toNanos(), TimeUnit.NANOSECONDS);
        } catch (RejectedExecutionException e) {
            throw unavailable("is closed; open it again", e);
        } catch (TimeoutException e) {
            if (!write.withdraw()) {
                late.set(write); // before the decision, so that the thread finds it to clear
                if (!write.refuse()) {
                    late.compareAndSet(write, null);
                    write.result();
                    return;
                }
            }
            throw unavailable("took longer than " + limit + " to write; mend the disk", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            if (!write.withdraw() && !write.refuse()) {
                write.result();
                return;
            }
            throw unavailable("was not waited for: the caller was interrupted", e);
        } catch (ExecutionException e) {
            throw failed(e.getCause() == null ? e : e.getCause());
        }
    }

    void shutdown() {
        thread.shutdown();
    }

    private AuditUnavailableException failed(Throwable cause) {
        return cause instanceof AuditUnavailableException known
                ? new AuditUnavailableException(String.valueOf(known.getMessage()), known)
                : unavailable("failed: " + cause, cause);
    }

    /// @param cause null when nothing was thrown
    private AuditUnavailableException unavailable(String what, @Nullable Throwable cause) {
        String message = "audit log " + name + " " + what;
        return cause == null
                ? new AuditUnavailableException(message)
                : new AuditUnavailableException(message, cause);
    }

    /// One submitted action and who has the last word on it.
    private final class Write implements Callable<State> {
        private final Action action;
        private final AtomicReference<State> state = new AtomicReference<>(State.WAITING);
        private volatile AuditUnavailableException failure =
                unavailable("did not finish its write", null);
        private volatile boolean succeeded;

        Write(Action action) {
            this.action = action;
        }

        @Override
        public State call() throws AuditUnavailableException {
            if (!state.compareAndSet(State.WAITING, State.WRITING)) {
                return State.REFUSED;
            }
            long sequence = 0;
            try {
                sequence = action.on(writer);
                succeeded = true;
            } catch (AuditUnavailableException e) {
                failure = e;
                throw e;
            } finally {
                if (!state.compareAndSet(State.WRITING, State.DONE)) {
                    try {
                        noteRefusal(sequence);
                    } finally {
                        late.compareAndSet(this, null);
                    }
                }
            }
            return State.DONE;
        }

        /// On the caller's thread: whether the write will never be made.
        boolean withdraw() {
            return state.compareAndSet(State.WAITING, State.REFUSED);
        }

        /// On the caller's thread: whether the write, though begun, counts as refused.
        boolean refuse() {
            return state.compareAndSet(State.WRITING, State.REFUSED);
        }

        /// How a write ended that was done before it could be refused.
        void result() throws AuditUnavailableException {
            if (!succeeded) {
                throw failed(failure);
            }
        }

        /// The record stands, its act does not: the next record says so.
        private void noteRefusal(long sequence) throws AuditUnavailableException {
            if (sequence == 0) {
                return;
            }
            writer.append(
                    EventJson.write(
                            new AuditEvent(
                                    clock.instant(),
                                    LogOpening.SELF,
                                    "audit.refused",
                                    "record " + sequence,
                                    "written after its caller had been refused: the act did not happen",
                                    Map.of("sequence", Long.toString(sequence)))));
        }
    }
}
