package io.segwright.app.config;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What a line file held at any moment: `history/NAME` beside it, to which each change is added before the file is
/// replaced.
///
/// A change is a block: `@TIME` (or `=TIME` for the first one of a file that was there before its history: what it held
/// earlier is not known), lines `+LINE` and `-LINE`, and `;SHA256 TIME` of the file's lines after it. A block that a
/// crash cut short is dropped. Where the file is not what the last block says, somebody has edited it, or a crash came
/// between the block and the file: the difference becomes a change of the file's own time.
///
/// Cost: a change costs its lines, and reading the file; a question about the past reads the history.
final class LineHistory {
    private static final long BYTES_MAX =
            256L << 20; // a large company's changes in use of two years
    private static final Duration KEPT = Duration.ofDays(731); // as long as the audit log
    private static final int TRAILER_BYTES = 128; // a hash and a time

    private final Path file;
    private final Path log;

    LineHistory(Path file) {
        this.file = file;
        this.log = file.resolveSibling("history").resolve(String.valueOf(file.getFileName()));
    }

    /// Puts these in the place of all that the file holds.
    void replace(Collection<String> lines, Instant now) throws IOException {
        Set<String> next = new LinkedHashSet<>(lines);
        Set<String> current = current();
        if (next.equals(current) && Files.exists(file)) {
            return;
        }
        Files.createDirectories(log.resolveSibling(""));
        Optional<Trailer> last = trailer();
        boolean begun = last.isPresent() || !read(Instant.MAX).blocks.isEmpty();
        if (!begun && Files.exists(file)) {
            append('=', Set.of(), current, modified());
        } else if (begun && !last.map(t -> t.hash.equals(hash(current))).orElse(false)) {
            mend(current);
        }
        append('@', current, next, now);
        LineFile.replace(file, lines);
        if (Files.size(log) > BYTES_MAX) {
            prune(now.minus(KEPT));
        }
    }

    /// Drops a block that was cut short, and takes up what is in the file.
    private void mend(Set<String> current) throws IOException {
        Replay all = read(Instant.MAX);
        try (FileChannel channel = FileChannel.open(log, StandardOpenOption.WRITE)) {
            channel.truncate(all.end);
        }
        Instant edited = Files.exists(file) ? modified() : all.last;
        Instant at = all.last.isAfter(edited) ? all.last : edited;
        append('@', all.lines, current, at);
    }

    /// What the file held then; empty where that is not known.
    Optional<List<String>> at(Instant then) throws IOException {
        Set<String> current = current();
        if (!Files.exists(log)) {
            return Files.exists(file) && !then.isBefore(modified())
                    ? Optional.of(List.copyOf(current))
                    : Optional.empty();
        }
        if (!then.isBefore(since(current))) {
            return Optional.of(List.copyOf(current));
        }
        Replay replay = read(then);
        boolean known = !replay.blocks.isEmpty() || replay.fromNothing;
        return known ? Optional.of(List.copyOf(replay.lines)) : Optional.empty();
    }

    /// When the file became what it is.
    private Instant since(Set<String> current) throws IOException {
        Optional<Trailer> last = trailer();
        boolean asWritten = last.isPresent() && last.get().hash.equals(hash(current));
        return asWritten || !Files.exists(file)
                ? last.map(Trailer::at).orElse(Instant.EPOCH)
                : modified();
    }

    private Set<String> current() throws IOException {
        return Files.exists(file) ? new LinkedHashSet<>(Files.readAllLines(file)) : Set.of();
    }

    private Instant modified() throws IOException {
        return Files.getLastModifiedTime(file).toInstant();
    }

    private void append(char kind, Set<String> before, Set<String> after, Instant at)
            throws IOException {
        StringBuilder block = new StringBuilder();
        block.append(kind).append(at).append('\n');
        before.stream()
                .filter(line -> !after.contains(line))
                .forEach(line -> block.append('-').append(line).append('\n'));
        after.stream()
                .filter(line -> !before.contains(line))
                .forEach(line -> block.append('+').append(line).append('\n'));
        block.append(';').append(hash(after)).append(' ').append(at).append('\n');
        write(log, block.toString(), StandardOpenOption.APPEND);
    }

    private static void write(Path to, String text, StandardOpenOption how) throws IOException {
        try (FileChannel channel =
                FileChannel.open(to, StandardOpenOption.CREATE, StandardOpenOption.WRITE, how)) {
            ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
    }

    private record Trailer(String hash, Instant at) {
        /// Empty where the line is none.
        static Optional<Trailer> parse(String line) {
            int blank = line.indexOf(' ');
            if (!line.startsWith(";") || blank != 65) {
                return Optional.empty();
            }
            try {
                return Optional.of(
                        new Trailer(line.substring(1, blank), Instant.parse(line.substring(66))));
            } catch (DateTimeParseException _) {
                return Optional.empty();
            }
        }
    }

    /// The end of the last block; empty where there is none, or it was cut short.
    private Optional<Trailer> trailer() throws IOException {
        if (!Files.exists(log)) {
            return Optional.empty();
        }
        try (FileChannel channel = FileChannel.open(log)) {
            long from = Math.max(0, channel.size() - TRAILER_BYTES);
            ByteBuffer tail = ByteBuffer.allocate((int) (channel.size() - from));
            channel.read(tail, from);
            String text = new String(tail.array(), 0, tail.position(), StandardCharsets.UTF_8);
            int start = text.lastIndexOf("\n;");
            return text.endsWith("\n")
                    ? Trailer.parse(text.substring(start + 1).strip())
                    : Optional.empty();
        }
    }

    /// @param lines after the blocks that were played
    /// @param blocks when each of them was
    /// @param fromNothing whether the history begins where the file did
    /// @param end bytes up to which the blocks are whole
    /// @param last when the last of all was
    private record Replay(
            Set<String> lines, List<Instant> blocks, boolean fromNothing, long end, Instant last) {}

    private Replay read(Instant then) throws IOException {
        Set<String> lines = new LinkedHashSet<>();
        List<Instant> blocks = new ArrayList<>();
        boolean fromNothing = false;
        long end = 0;
        long at = 0;
        Instant last = Instant.EPOCH;
        if (!Files.exists(log)) {
            return new Replay(lines, blocks, false, 0, last);
        }
        List<String> block = new ArrayList<>();
        @Nullable String head = null; // null: between two blocks
        try (BufferedReader reader = Files.newBufferedReader(log)) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                at += line.getBytes(StandardCharsets.UTF_8).length + 1L;
                if (head == null) {
                    head = line;
                    block.clear();
                } else if (Trailer.parse(line).isEmpty()) {
                    block.add(line);
                } else {
                    Instant time = time(head);
                    fromNothing |= end == 0 && head.startsWith("@");
                    if (!time.isAfter(then)) {
                        play(block, lines);
                        blocks.add(time);
                    }
                    last = time;
                    end = at;
                    head = null;
                }
            }
        }
        return new Replay(lines, blocks, fromNothing, Math.min(end, Files.size(log)), last);
    }

    private Instant time(String head) throws IOException {
        try {
            return Instant.parse(head.substring(1));
        } catch (DateTimeParseException | IndexOutOfBoundsException e) {
            throw new IOException(
                    log + ": '" + head + "' begins no change; restore the file from a backup", e);
        }
    }

    private static void play(List<String> block, Set<String> lines) {
        for (String line : block) {
            if (line.startsWith("+")) {
                lines.add(line.substring(1));
            } else if (line.startsWith("-")) {
                lines.remove(line.substring(1));
            }
        }
    }

    /// Makes one block of all that was before a moment.
    private void prune(Instant before) throws IOException {
        Set<String> base = read(before).lines;
        Path fresh = log.resolveSibling(log.getFileName() + ".new");
        Files.deleteIfExists(fresh);
        StringBuilder block = new StringBuilder("=" + before + "\n");
        base.forEach(line -> block.append('+').append(line).append('\n'));
        block.append(';').append(hash(base)).append(' ').append(before).append('\n');
        write(fresh, block.toString(), StandardOpenOption.APPEND);
        copyAfter(before, fresh);
        Files.move(fresh, log, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private void copyAfter(Instant before, Path fresh) throws IOException {
        StringBuilder block = new StringBuilder();
        @Nullable String head = null; // null: between two blocks
        try (BufferedReader reader = Files.newBufferedReader(log)) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                head = head == null ? line : head;
                block.append(line).append('\n');
                if (Trailer.parse(line).isPresent()) {
                    if (time(head).isAfter(before)) {
                        write(fresh, block.toString(), StandardOpenOption.APPEND);
                    }
                    block.setLength(0);
                    head = null;
                }
            }
        }
    }

    private static String hash(Set<String> lines) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (String line : lines) {
                digest.update((line + "\n").getBytes(StandardCharsets.UTF_8));
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java has SHA-256", e);
        }
    }
}
