package io.segwright.rotator.audit;

import io.segwright.inventory.audit.AuditUnavailableException;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// One writer a log, on the whole machine. The kernel lets go when the process dies, however it dies.
///
/// POSIX record locks belong to a process and go when *any* descriptor of the file is closed, so the lock has a file
/// of its own that nobody else opens, and a set guards against a second opening in this process.
final class LogLock implements Closeable {
    private static final Set<Path> HELD_HERE = ConcurrentHashMap.newKeySet();

    private final Path name;
    private final FileChannel channel;

    private LogLock(Path name, FileChannel channel) {
        this.name = name;
        this.channel = channel;
    }

    static LogLock acquire(AuditPaths paths) throws AuditUnavailableException {
        Path name;
        try {
            name = paths.directory().toRealPath().resolve(paths.lock().getFileName());
        } catch (IOException e) {
            throw new AuditUnavailableException(
                    "audit log "
                            + paths.log()
                            + ": directory "
                            + paths.directory()
                            + " cannot be used: "
                            + Reason.of(e)
                            + "; create it, or restore the log with it",
                    e);
        }
        if (!HELD_HERE.add(name)) {
            throw new AuditUnavailableException(
                    "audit log "
                            + paths.log()
                            + " is already open in this process; use the open one");
        }
        LogLock lock = null;
        try {
            lock = lockFile(paths.log(), name);
            return lock;
        } finally {
            if (lock == null) {
                HELD_HERE.remove(name);
            }
        }
    }

    private static LogLock lockFile(Path log, Path name) throws AuditUnavailableException {
        @Nullable FileChannel channel = null;
        try {
            channel = FileChannel.open(name, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            FileLock lock = channel.tryLock();
            if (lock == null) {
                channel.close();
                throw new AuditUnavailableException(
                        "audit log %s is open in another process (pid %s); end that one first"
                                .formatted(log, owner(name)));
            }
            channel.truncate(0);
            channel.write(
                    ByteBuffer.wrap(
                            (ProcessHandle.current().pid() + "\n")
                                    .getBytes(StandardCharsets.US_ASCII)));
            return new LogLock(name, channel);
        } catch (IOException e) {
            closeQuietly(channel);
            throw new AuditUnavailableException(
                    "audit log " + log + " cannot be locked: " + Reason.of(e), e);
        }
    }

    private static String owner(Path name) {
        try {
            String text = Files.readString(name, StandardCharsets.ISO_8859_1).strip();
            return text.matches("[0-9]{1,10}") ? text : "unknown";
        } catch (IOException _) {
            return "unknown"; // only a nicety of the message
        }
    }

    private static void closeQuietly(@Nullable FileChannel channel) {
        try {
            if (channel != null) {
                channel.close();
            }
        } catch (IOException _) {
            // the failure that led here is the one to report
        }
    }

    @Override
    public void close() {
        closeQuietly(channel);
        HELD_HERE.remove(name);
    }
}
