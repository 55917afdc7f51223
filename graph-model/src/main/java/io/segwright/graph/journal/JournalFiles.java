package io.segwright.graph.journal;

import io.segwright.graph.journal.Frame.DamagedException;
import io.segwright.graph.store.StoreUnavailableException;
import io.segwright.inventory.ipam.Allocator;
import io.segwright.inventory.ipam.ChangeCodec;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The files of a journal: at most one snapshot, and the commits since.
///
/// ```
/// snapshot-000000000120.dat   the state after frame 120, in frames of its own; the last one is empty: the end
/// journal-000000000121.log    frames 121 and later
/// lock                        held by the process that has it open
/// ```
///
/// A snapshot is written under another name, forced, and renamed; only then does what it replaces go away. So each
/// moment's files are enough.
final class JournalFiles {
    private static final String SNAPSHOT = "snapshot-";
    private static final String JOURNAL = "journal-";
    private static final int CHANGES_PER_FRAME = 1_000;
    private static final long SNAPSHOT_WORTH_BYTES = 16 << 20; // read back in a third of a second

    private final Path directory;
    private final Tail.Opener opener;

    JournalFiles(Path directory, Tail.Opener opener) {
        this.directory = directory;
        this.opener = opener;
    }

    /// @param lastFrame the number of the last good frame
    record Found(JournalReport report, long lastFrame, Path journal) {}

    /// Builds the state, cuts what was never acknowledged, and compacts where that is worth it.
    Found load(Allocator allocator) throws IOException, StoreUnavailableException {
        Files.createDirectories(directory);
        Optional<Path> snapshot = newest(SNAPSHOT);
        long last = snapshot.isPresent() ? number(snapshot.get()) : 0;
        long changes = snapshot.isPresent() ? readSnapshot(snapshot.get(), allocator) : 0;
        Path journal = directory.resolve(name(JOURNAL, last + 1, ".log"));
        Optional<Path> later =
                newest(JOURNAL).filter(f -> number(f, JOURNAL) > number(journal, JOURNAL));
        if (later.isPresent()) {
            throw new StoreUnavailableException(
                    later.get()
                            + " follows a snapshot that is not there: restore the directory from a backup");
        }
        deleteAllBut(snapshot.orElse(journal), journal);
        FrameReader.Reading reading =
                Files.exists(journal)
                        ? readJournal(journal, allocator, last)
                        : new FrameReader.Reading(0, 0, 0, false);
        if (!reading.isWhole()) {
            cut(journal, reading);
        }
        long snapshotBytes = snapshot.isPresent() ? Files.size(snapshot.get()) : 0;
        last += reading.frames();
        boolean isCompacted =
                reading.goodBytes() > Math.max(SNAPSHOT_WORTH_BYTES, snapshotBytes / 2);
        if (isCompacted) {
            compact(allocator, last);
        }
        Path next = isCompacted ? directory.resolve(name(JOURNAL, last + 1, ".log")) : journal;
        JournalReport report =
                new JournalReport(
                        directory.toString(),
                        changes,
                        reading.frames(),
                        allocator.requestCount(),
                        reading.bytes() - reading.goodBytes());
        return new Found(report, last, next);
    }

    private long readSnapshot(Path file, Allocator allocator)
            throws IOException, StoreUnavailableException {
        long[] changes = {0};
        boolean[] ended = {false};
        try {
            FrameReader.Reading reading =
                    FrameReader.read(
                            file,
                            frame -> {
                                ended[0] = frame.transactions().isEmpty();
                                for (Transaction transaction : frame.transactions()) {
                                    for (byte[] change : transaction.changes()) {
                                        restore(allocator, change, transaction.revision());
                                        changes[0]++;
                                    }
                                }
                            });
            if (!reading.isWhole() || !ended[0]) {
                throw damaged(file, reading.goodBytes());
            }
        } catch (DamagedException | IllegalArgumentException | IllegalStateException e) {
            throw damaged(file, e);
        }
        return changes[0];
    }

    private FrameReader.Reading readJournal(Path file, Allocator allocator, long before)
            throws IOException, StoreUnavailableException {
        long[] number = {before};
        try {
            return FrameReader.read(
                    file,
                    frame -> {
                        if (frame.number() != ++number[0]) {
                            throw new DamagedException(
                                    "commit " + frame.number() + ": want " + number[0]);
                        }
                        for (Transaction transaction : frame.transactions()) {
                            replay(allocator, transaction.changes());
                            if (allocator.revision() != transaction.revision()) {
                                throw new DamagedException(
                                        "revision "
                                                + transaction.revision()
                                                + ": want "
                                                + allocator.revision());
                            }
                        }
                    });
        } catch (DamagedException | IllegalArgumentException | IllegalStateException e) {
            throw damaged(file, e);
        }
    }

    private static void restore(Allocator allocator, byte[] change, long revision)
            throws DamagedException {
        try {
            allocator.restore(change, revision);
        } catch (ChangeCodec.FormatException e) {
            throw new DamagedException(String.valueOf(e.getMessage()));
        }
    }

    private static void replay(Allocator allocator, List<byte[]> changes) throws DamagedException {
        try {
            allocator.replay(changes);
        } catch (ChangeCodec.FormatException e) {
            throw new DamagedException(String.valueOf(e.getMessage()));
        }
    }

    private static void cut(Path journal, FrameReader.Reading reading)
            throws IOException, StoreUnavailableException {
        if (reading.goodBehind()) {
            throw damaged(journal, reading.goodBytes());
        }
        try (FileChannel channel = FileChannel.open(journal, StandardOpenOption.WRITE)) {
            channel.truncate(reading.goodBytes());
            channel.force(true);
        }
    }

    /// Writes the state as one snapshot and begins an empty journal after it.
    void compact(Allocator allocator, long lastFrame) throws IOException {
        Path fresh = directory.resolve(SNAPSHOT + "new");
        Files.deleteIfExists(fresh);
        try (Tail tail = opener.open(fresh)) {
            SnapshotWriter writer = new SnapshotWriter(tail, allocator.revision());
            allocator.forEachChange(writer::add);
            writer.end();
            tail.force();
        }
        Path snapshot = directory.resolve(name(SNAPSHOT, lastFrame, ".dat"));
        Files.move(fresh, snapshot, StandardCopyOption.ATOMIC_MOVE);
        forceDirectory();
        Path journal = directory.resolve(name(JOURNAL, lastFrame + 1, ".log"));
        deleteAllBut(snapshot, journal);
    }

    /// Gathers changes into frames.
    private static final class SnapshotWriter {
        private final Tail tail;
        private final long revision;
        private final List<byte[]> gathered = new ArrayList<>();
        private long number;
        private @Nullable IOException failure; // null while all is well

        SnapshotWriter(Tail tail, long revision) {
            this.tail = tail;
            this.revision = revision;
        }

        void add(byte[] change) {
            gathered.add(change);
            if (gathered.size() == CHANGES_PER_FRAME) {
                flush(List.of(new Transaction(revision, gathered)));
                gathered.clear();
            }
        }

        void end() throws IOException {
            flush(List.of(new Transaction(revision, gathered)));
            flush(List.of());
            if (failure != null) {
                throw failure;
            }
        }

        private void flush(List<Transaction> transactions) {
            try {
                if (failure == null) {
                    tail.append(new Frame(++number, transactions).encode());
                }
            } catch (IOException e) {
                failure = e; // told at the end: the allocator hands out no exceptions
            }
        }
    }

    /// So that a new name survives the machine's end too.
    void forceDirectory() throws IOException {
        try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    private Optional<Path> newest(String start) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(f -> number(f, start) >= 0)
                    .max(Comparator.comparingLong(f -> number(f, start)));
        }
    }

    private void deleteAllBut(Path snapshot, Path journal) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            for (Path file : files.toList()) {
                boolean ours = number(file, SNAPSHOT) >= 0 || number(file, JOURNAL) >= 0;
                if (ours && !file.equals(snapshot) && !file.equals(journal)) {
                    Files.delete(file);
                }
            }
        }
    }

    private static String name(String start, long number, String end) {
        return String.format(Locale.ROOT, "%s%012d%s", start, number, end);
    }

    private static long number(Path file) {
        return number(file, SNAPSHOT);
    }

    /// -1 for any other file.
    private static long number(Path file, String start) {
        String name = String.valueOf(file.getFileName());
        String rest = name.startsWith(start) ? name.substring(start.length()) : "";
        boolean right =
                rest.length() == 16 && rest.chars().limit(12).allMatch(c -> c >= '0' && c <= '9');
        return right ? Long.parseLong(rest.substring(0, 12)) : -1;
    }

    private static StoreUnavailableException damaged(Path file, Exception why) {
        return new StoreUnavailableException(
                file
                        + " is damaged: "
                        + why.getMessage()
                        + "; restore the directory from a backup: what it acknowledged cannot be told from it",
                why);
    }

    private static StoreUnavailableException damaged(Path file, long at) {
        return new StoreUnavailableException(
                file
                        + " is damaged at byte "
                        + at
                        + ", and what follows was acknowledged: restore the directory from a backup");
    }
}
