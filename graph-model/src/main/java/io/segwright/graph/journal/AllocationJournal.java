package io.segwright.graph.journal;

import io.segwright.graph.store.StoreUnavailableException;
import io.segwright.inventory.ipam.Allocator;
import io.segwright.inventory.ipam.Answer;
import io.segwright.inventory.ipam.Command;
import io.segwright.inventory.ipam.Setting;
import io.segwright.inventory.ipam.TagDirectory;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The allocator with a memory: what it acknowledged is on disk.
///
/// ```java
/// try (AllocationJournal journal = AllocationJournal.open(dir, InstantSource.system())) {
///     Acknowledged done = journal.submit(new Command.Allocate(wish, "NET-7"), "user:anna", tags);
/// }
/// ```
///
/// One thread owns the state. It takes all commands that wait, decides them one after the other, writes what they
/// change as one frame, waits for the disk once (group commit), and only then answers. So commands are answered as if
/// they came one by one, and nobody learns of anything that a crash could undo: a question waits for the disk too, where
/// its answer rests on something that is not there yet. After a failed write or `fsync` nothing is known of the file's
/// end: every command is refused until the journal is opened again, which reads what is really there.
///
/// Safe for use by many threads. One process at a time.
public final class AllocationJournal implements AutoCloseable {
    private final FileChannel lockChannel;
    private final FileLock lock;
    private final JournalReport report;
    private final JournalWriter writer;

    private AllocationJournal(
            FileChannel lockChannel, FileLock lock, JournalReport report, JournalWriter writer) {
        this.lockChannel = lockChannel;
        this.lock = lock;
        this.report = report;
        this.writer = writer;
    }

    /// Opens the journal in a directory, which is created where needed: a million allocations in some seconds.
    ///
    /// @throws StoreUnavailableException in use, unreadable, damaged where it was acknowledged, or full
    public static AllocationJournal open(Path directory, InstantSource clock)
            throws StoreUnavailableException {
        return open(directory, clock, Tail::of, _ -> {});
    }

    /// As [#open(Path, InstantSource)].
    ///
    /// @param follower told of everything that was acknowledged, in order, on the thread that writes: it must be quick
    public static AllocationJournal open(
            Path directory, InstantSource clock, Consumer<List<Transition>> follower)
            throws StoreUnavailableException {
        return open(directory, clock, Tail::of, follower);
    }

    static AllocationJournal open(
            Path directory,
            InstantSource clock,
            Tail.Opener opener,
            Consumer<List<Transition>> follower)
            throws StoreUnavailableException {
        FileChannel channel = null;
        try {
            Files.createDirectories(directory);
            channel =
                    FileChannel.open(
                            directory.resolve("lock"),
                            StandardOpenOption.CREATE,
                            StandardOpenOption.WRITE);
            FileLock lock = lock(channel);
            if (lock == null) {
                throw new StoreUnavailableException(
                        directory + " is in use by another process: wait for it, or stop it");
            }
            Allocator allocator = new Allocator();
            JournalFiles files = new JournalFiles(directory, opener);
            JournalFiles.Found found = files.load(allocator);
            Tail tail = opener.open(found.journal());
            files.forceDirectory();
            JournalWriter writer =
                    new JournalWriter(
                            directory, allocator, tail, found.lastFrame(), clock, follower);
            writer.start();
            return new AllocationJournal(channel, lock, found.report(), writer);
        } catch (IOException e) {
            close(channel);
            throw JournalWriter.unavailable(directory, e);
        } catch (StoreUnavailableException e) {
            close(channel);
            throw e;
        }
    }

    /// Null where somebody else has it.
    private static @Nullable FileLock lock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException _) {
            return null; // this very process has it open already
        }
    }

    private static void close(@Nullable FileChannel channel) {
        try {
            if (channel != null) {
                channel.close();
            }
        } catch (IOException _) { // the reason why it is given up is told already
        }
    }

    /// How it was found: print its line where something was cut.
    public JournalReport report() {
        return report;
    }

    /// Gives a command and returns once its answer is durable.
    ///
    /// @param tags what is live now
    /// @throws StoreUnavailableException the disk failed: the command may or may not have been done; open the journal
    ///     again and repeat it with the same key
    public Acknowledged submit(Command command, String actor, TagDirectory tags)
            throws StoreUnavailableException {
        Acknowledged done = writer.submit(new JournalJob.Change(command, actor, tags));
        return new Acknowledged(withNear(done.answer(), tags), done.revision());
    }

    /// What a command would be answered now. Changes nothing.
    public Answer foresee(Command command, String actor, TagDirectory tags)
            throws StoreUnavailableException {
        Instant now = writer.now();
        return withNear(
                ask(allocator -> allocator.decide(command, new Setting(now, actor, tags)).answer()),
                tags);
    }

    /// On the caller's own time: looking for near names takes milliseconds.
    private static Answer withNear(Answer answer, TagDirectory tags) {
        return answer instanceof Answer.Refused(var refusal)
                ? new Answer.Refused(refusal.withNear(tags))
                : answer;
    }

    /// Answers a question on the thread that owns the state, which does nothing else meanwhile: ask for pages.
    ///
    /// @param question must not keep the allocator
    public <T> T ask(Function<Allocator, T> question) throws StoreUnavailableException {
        JournalJob.Question<T> job = new JournalJob.Question<>(question);
        writer.submit(job);
        return job.result();
    }

    /// Commits so far, each of them one wait for the disk.
    public long commits() {
        return writer.commits();
    }

    @Override
    public void close() throws StoreUnavailableException {
        try {
            writer.close();
        } finally {
            close(lockChannel); // gives back the lock with it
        }
    }

    /// Whether it is this process's.
    boolean isLocked() {
        return lock.isValid();
    }
}
