package io.segwright.rotator.audit;

import io.segwright.inventory.audit.AuditEvent;
import io.segwright.inventory.audit.AuditTrail;
import io.segwright.inventory.audit.AuditUnavailableException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/// The writer of the audit log. An event is on the disk when [#record] returns; when it throws, the caller must not act.
///
/// Any number of threads may record; one thread of its own writes, so that an interrupted caller cannot close the
/// file, and a slow disk holds nobody longer than [AuditSettings#slowest]. A write that comes late is followed by an
/// `audit.refused` record with its number, since its act never happened; until then every event is refused at once.
///
/// There is no way to delete, shorten or edit the log here, for any role: [#adopt] sets a damaged one aside and keeps
/// it. One record costs one `fdatasync`; opening reads and verifies the whole log.
public final class AuditLog implements AuditTrail, AutoCloseable {
    /// For how long records must be kept at least. Nothing in the product removes one, earlier or later.
    public static final Duration RETENTION = Duration.ofDays(731);

    private final AuditPaths paths;
    private final LogLock lock;
    private final LogWriter writer;
    private final WriterThread thread;
    private final InstantSource clock;
    private volatile boolean closed;

    private AuditLog(
            AuditPaths paths,
            LogLock lock,
            LogWriter writer,
            WriterThread thread,
            InstantSource clock) {
        this.paths = paths;
        this.lock = lock;
        this.writer = writer;
        this.thread = thread;
        this.clock = clock;
    }

    /// Opens the log, or creates it with its keys on first use.
    ///
    /// @throws AuditUnavailableException another process has it, or it is missing, cut, altered or cannot be written
    public static AuditLog open(AuditPaths paths, AuditSettings settings, InstantSource clock)
            throws AuditUnavailableException {
        return open(paths, settings, clock, ownThread());
    }

    /// The same on a thread of the caller's: `thread` must run one task at a time, and is shut down by [#close].
    static AuditLog open(
            AuditPaths paths, AuditSettings settings, InstantSource clock, ExecutorService thread)
            throws AuditUnavailableException {
        return start(paths, settings, clock, thread, new LogOpening(paths, settings, clock)::open);
    }

    /// Accepts what is on the disk, on a person's word, and records who and why. A log in order is kept and a missing
    /// anchor begun again; a damaged or cut log is set aside beside its path, never deleted, and a new chain begins.
    ///
    /// @param actor who decided it, e.g. `user:anna`
    /// @param reason why, e.g. a ticket
    public static AuditLog adopt(
            AuditPaths paths,
            AuditSettings settings,
            InstantSource clock,
            String actor,
            String reason)
            throws AuditUnavailableException {
        LogOpening opening = new LogOpening(paths, settings, clock);
        return start(paths, settings, clock, ownThread(), () -> opening.adopt(actor, reason));
    }

    /// @throws AuditUnavailableException the log is closed, slow, full, gone or not ours any more, or the event is
    ///     over 45,000 bytes as JSON: do not act
    @Override
    public void record(AuditEvent event) throws AuditUnavailableException {
        requireOpen();
        byte[] bytes = EventJson.write(event);
        thread.run(end -> end.append(bytes));
    }

    /// Signs and anchors the head now, e.g. once an hour.
    ///
    /// @throws AuditUnavailableException the log or an anchor cannot be written; events are refused until it can
    public void checkpoint() throws AuditUnavailableException {
        requireOpen();
        thread.run(AuditLog::sign);
    }

    /// Hash of the last record, 64 hex digits. Whoever notes it elsewhere can prove the log up to here.
    public String head() {
        return writer.end().head();
    }

    /// Where it is written.
    public AuditPaths paths() {
        return paths;
    }

    Instant now() {
        return clock.instant();
    }

    /// Length of what is durable; what a reader may find behind it is being written.
    long durableBytes() {
        return writer.durableBytes();
    }

    /// Signs and anchors the head and lets go of the log. A second call does nothing.
    ///
    /// @throws AuditUnavailableException the last records are in the log but could not be signed or anchored
    @Override
    public void close() throws AuditUnavailableException {
        if (closed) {
            return;
        }
        closed = true;
        try {
            thread.run(AuditLog::sign);
        } finally {
            thread.shutdown();
            writer.close();
            lock.close();
        }
    }

    private void requireOpen() throws AuditUnavailableException {
        if (closed) {
            throw new AuditUnavailableException(
                    "audit log " + paths.log() + " is closed; open it again");
        }
    }

    private static long sign(LogWriter writer) throws AuditUnavailableException {
        writer.checkpoint();
        return 0;
    }

    private static ExecutorService ownThread() {
        return Executors.newSingleThreadExecutor(
                Thread.ofPlatform().daemon().name("audit-log").factory());
    }

    private static AuditLog start(
            AuditPaths paths,
            AuditSettings settings,
            InstantSource clock,
            ExecutorService thread,
            Opening opening)
            throws AuditUnavailableException {
        @Nullable LogLock lock = null;
        @Nullable AuditLog log = null;
        try {
            lock = LogLock.acquire(paths);
            LogWriter writer = opening.writer();
            String name = paths.log().toString();
            log =
                    new AuditLog(
                            paths,
                            lock,
                            writer,
                            new WriterThread(name, writer, thread, settings.slowest(), clock),
                            clock);
            return log;
        } finally {
            if (log == null) {
                thread.shutdown();
                if (lock != null) {
                    lock.close();
                }
            }
        }
    }

    @FunctionalInterface
    private interface Opening {
        LogWriter writer() throws AuditUnavailableException;
    }
}
