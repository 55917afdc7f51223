package io.segwright.app.config;

import io.segwright.graph.store.StoreUnavailableException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// The one process that keeps an inventory up to date, from its start to its end; it has the graph open only now and
/// then. Who else would poll looks here first, so that no device is asked twice as often as is polite; who wants the
/// graph learns here that waiting is worth it.
///
/// The kernel lets go when the process dies, however it dies. POSIX locks belong to a process and go when any
/// descriptor of the file is closed, so a set guards against a second look from inside this process.
public final class FollowLock implements AutoCloseable {
    private static final int LOOKS = 5;
    private static final Duration LOOK_AGAIN = Duration.ofMillis(20);
    private static final Set<Path> HELD_HERE = ConcurrentHashMap.newKeySet();

    private final Path file;
    private final FileChannel channel;

    private FollowLock(Path file, FileChannel channel) {
        this.file = file;
        this.channel = channel;
    }

    /// @param directory the data directory, created where needed
    /// @throws StoreUnavailableException another process follows already, or the file cannot be written
    public static FollowLock take(Path directory)
            throws StoreUnavailableException, InterruptedException {
        Path file = file(directory);
        if (!HELD_HERE.add(file)) {
            throw new StoreUnavailableException(refusal(directory, pid()));
        }
        @Nullable FollowLock lock = null;
        try {
            lock = lock(directory, file);
            return lock;
        } finally {
            if (lock == null) {
                HELD_HERE.remove(file);
            }
        }
    }

    @SuppressWarnings("resource") // the lock lives as long as its channel, which is kept
    private static FollowLock lock(Path directory, Path file)
            throws StoreUnavailableException, InterruptedException {
        @Nullable FileChannel channel = null;
        try {
            Files.createDirectories(directory);
            channel =
                    FileChannel.open(
                            file,
                            StandardOpenOption.CREATE,
                            StandardOpenOption.READ,
                            StandardOpenOption.WRITE);
            FileLock lock = channel.tryLock();
            for (int look = 1; lock == null && look < LOOKS; look++) {
                Thread.sleep(LOOK_AGAIN); // somebody may but look whether it is held
                lock = channel.tryLock();
            }
            if (lock == null) {
                channel.close();
                throw new StoreUnavailableException(refusal(directory, owner(file)));
            }
            channel.truncate(0);
            channel.write(ByteBuffer.wrap(pid().getBytes(StandardCharsets.US_ASCII)));
            return new FollowLock(file, channel);
        } catch (FileAlreadyExistsException e) {
            throw new StoreUnavailableException(
                    directory + " is a file: choose another data directory with --data DIR", e);
        } catch (IOException e) {
            closeQuietly(channel);
            throw new StoreUnavailableException(
                    file
                            + " cannot be locked: "
                            + e.getMessage()
                            + "; choose another data directory with --data DIR",
                    e);
        }
    }

    /// The process that follows, by its number; empty where none does.
    public static Optional<String> holder(Path directory) {
        Path file = file(directory);
        if (HELD_HERE.contains(file)) {
            return Optional.of(pid());
        }
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE);
                FileLock lock = channel.tryLock()) {
            return lock == null ? Optional.of(owner(file)) : Optional.empty();
        } catch (IOException _) {
            return Optional.empty(); // not ours to write: who may not write the file cannot follow
        }
    }

    /// Why a second process may not poll.
    public static String refusal(Path directory, String pid) {
        return directory
                + " is kept up to date by collect --follow (pid "
                + pid
                + "): stop that first, or choose another data directory with --data DIR";
    }

    private static Path file(Path directory) {
        return directory.toAbsolutePath().normalize().resolve("follow.lock");
    }

    private static String pid() {
        return Long.toString(ProcessHandle.current().pid());
    }

    private static String owner(Path file) {
        try {
            String text = Files.readString(file, StandardCharsets.ISO_8859_1).strip();
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

    /// Twice is fine.
    @Override
    public void close() {
        closeQuietly(channel);
        HELD_HERE.remove(file);
    }
}
