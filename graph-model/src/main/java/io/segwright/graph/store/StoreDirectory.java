package io.segwright.graph.store;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/// The directory on disk: its lock, its clean-shutdown marker, its free space.
final class StoreDirectory implements AutoCloseable {
    private static final int PID_CHARS_MAX = 20; // a 64-bit number

    private final Path dir;
    private final FileChannel lockChannel;

    private StoreDirectory(Path dir, FileChannel lockChannel) {
        this.dir = dir;
        this.lockChannel = lockChannel;
    }

    /// Creates the directory where needed and locks it.
    ///
    /// @throws StoreInUseException another process has it
    /// @throws StoreUnavailableException not a directory, not writable
    static StoreDirectory lock(Path dir) throws StoreUnavailableException {
        try {
            Files.createDirectories(dir);
        } catch (FileAlreadyExistsException _) {
            throw new StoreUnavailableException(
                    dir + ": data directory is a file: choose another with --data DIR");
        } catch (IOException e) {
            throw unusable(dir, e);
        }
        FileChannel channel;
        try {
            channel =
                    FileChannel.open(
                            dir.resolve("lock"),
                            StandardOpenOption.CREATE,
                            StandardOpenOption.READ,
                            StandardOpenOption.WRITE);
        } catch (IOException e) {
            throw unusable(dir, e);
        }
        try {
            if (tryLock(channel) == null) {
                String holder = holder(channel);
                channel.close();
                throw new StoreInUseException(inUse(dir, holder));
            }
            channel.truncate(0);
            channel.write(US_ASCII.encode(Long.toString(ProcessHandle.current().pid())));
            return new StoreDirectory(dir, channel);
        } catch (IOException e) {
            closeQuietly(channel);
            throw unusable(dir, e);
        }
    }

    /// @return null where somebody else holds it, as [FileChannel#tryLock] does
    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException _) {
            return null; // this very process has it open
        }
    }

    private static String holder(FileChannel channel) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(PID_CHARS_MAX);
        channel.read(bytes, 0);
        String pid = US_ASCII.decode(bytes.flip()).toString().strip();
        return pid.matches("[0-9]+") ? "pid " + pid : "pid unknown";
    }

    static String inUse(Path dir, String holder) {
        return dir
                + ": data directory is in use by another process ("
                + holder
                + "): stop it or choose another with --data DIR";
    }

    private static StoreUnavailableException unusable(Path dir, IOException e) {
        return new StoreUnavailableException(
                dir
                        + ": data directory cannot be used ("
                        + e.getClass().getSimpleName()
                        + ": "
                        + e.getMessage()
                        + "): want a directory that this user may write; choose one with --data DIR",
                e);
    }

    Path path() {
        return dir;
    }

    Path graph() {
        return dir.resolve("graph");
    }

    Path index() {
        return dir.resolve("index");
    }

    /// Takes the clean-shutdown marker away, durably.
    ///
    /// @return whether it was there
    boolean takeCleanMarker() throws StoreUnavailableException {
        try {
            boolean wasClean = Files.deleteIfExists(marker());
            syncDirectory();
            return wasClean;
        } catch (IOException e) {
            throw unusable(dir, e);
        }
    }

    /// Says that everything is on disk.
    void leaveCleanMarker() throws StoreUnavailableException {
        try {
            Files.write(marker(), new byte[0]);
            syncDirectory();
        } catch (IOException e) {
            throw unusable(dir, e);
        }
    }

    /// How much of a repair of the text index is done; empty where the index is whole.
    OptionalInt textRepair() throws StoreUnavailableException {
        try {
            String text = Files.readString(textMarker(), US_ASCII).strip();
            // a file cut short by a power loss says nothing: from the start then
            return OptionalInt.of(text.matches("[0-9]{1,4}") ? Integer.parseInt(text) : 0);
        } catch (NoSuchFileException _) {
            return OptionalInt.empty();
        } catch (IOException e) {
            throw unusable(dir, e);
        }
    }

    /// Notes, durably, how much of a repair is done.
    void markTextRepair(int done) throws StoreUnavailableException {
        try {
            Files.writeString(textMarker(), Integer.toString(done), US_ASCII);
            syncDirectory();
        } catch (IOException e) {
            throw unusable(dir, e);
        }
    }

    void markTextWhole() throws StoreUnavailableException {
        try {
            Files.deleteIfExists(textMarker());
            syncDirectory();
        } catch (IOException e) {
            throw unusable(dir, e);
        }
    }

    private Path textMarker() {
        return dir.resolve("text-repair");
    }

    private Path marker() {
        return dir.resolve("clean");
    }

    private void syncDirectory() throws IOException {
        try (FileChannel channel = FileChannel.open(dir, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    /// @throws StoreUnavailableException less than the limit is free
    void requireSpace(StoreLimits limits) throws StoreUnavailableException {
        long free;
        long total;
        try {
            FileStore disk = Files.getFileStore(dir);
            free = disk.getUsableSpace();
            total = disk.getTotalSpace();
        } catch (IOException e) {
            throw unusable(dir, e);
        }
        if (total > 0 && free * 100.0 / total < limits.minFreePercent()) {
            throw new StoreUnavailableException(
                    String.format(
                            "%s: disk is %.1f %% free, want at least %d %%: nothing new was written;"
                                    + " free some space or choose another disk with --data DIR",
                            dir, free * 100.0 / total, limits.minFreePercent()));
        }
    }

    /// Lets the next process in. Twice is fine.
    @Override
    public void close() {
        closeQuietly(lockChannel);
    }

    private static void closeQuietly(FileChannel channel) {
        try {
            channel.close();
        } catch (IOException _) {
            // the lock goes with the process at the latest
        }
    }
}
