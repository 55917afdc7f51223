package io.segwright.app.logs;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.segwright.inventory.net.AddressFormatException;
import io.segwright.inventory.net.IpAddress;
import io.segwright.inventory.observe.Telemetry;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/// A folder with one file of JSON lines a day (UTC), compressed once the day is over, deleted once policy says so.
///
/// A line is written whole or, after a power loss, not at all: a cut last line is skipped by the reader. Thread-safe.
public final class LogStore implements AutoCloseable {
    private static final String SUFFIX = ".jsonl";
    private static final String PACKED = ".jsonl.gz";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path folder;
    private final LogPolicy policy;
    private final InstantSource clock;
    private @Nullable BufferedWriter writer; // null: no day's file is open
    private LocalDate day = LocalDate.EPOCH;
    private long bytes;
    private long dropped;

    private LogStore(Path folder, LogPolicy policy, InstantSource clock) {
        this.folder = folder;
        this.policy = policy;
        this.clock = clock;
    }

    /// @param folder created where needed
    public static LogStore open(Path folder, LogPolicy policy, InstantSource clock)
            throws IOException {
        Files.createDirectories(folder);
        LogStore store = new LogStore(folder, policy, clock);
        store.sweep();
        return store;
    }

    /// To read only: packs and deletes nothing, whatever policy it was written under.
    public static LogStore reading(Path folder, InstantSource clock) throws IOException {
        Files.createDirectories(folder);
        return new LogStore(folder, LogPolicy.SHIPPED, clock);
    }

    /// Keeps a message; [#flush] makes it readable by others.
    public synchronized void append(LogEntry entry) throws IOException {
        LocalDate today = LocalDate.ofInstant(entry.receivedAt(), ZoneOffset.UTC);
        if (writer == null || !today.equals(day)) {
            begin(today);
        }
        String line = json(entry) + "\n";
        int length = line.getBytes(StandardCharsets.UTF_8).length;
        if (bytes + length > policy.bytesPerDay() || writer == null) {
            dropped++;
            return;
        }
        writer.write(line);
        bytes += length;
    }

    private void begin(LocalDate today) throws IOException {
        close();
        day = today;
        Path file = folder.resolve(today + SUFFIX);
        writer =
                Files.newBufferedWriter(
                        file,
                        StandardCharsets.UTF_8,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.APPEND);
        bytes = Files.size(file);
        if (bytes > 0 && !endsLine(file)) {
            writer.write(
                    "\n"); // the last line was cut by a power loss: the next is not to share its
            // fate
        }
        sweep();
    }

    private static boolean endsLine(Path file) throws IOException {
        try (SeekableByteChannel channel = Files.newByteChannel(file)) {
            ByteBuffer last = ByteBuffer.allocate(1);
            channel.position(channel.size() - 1).read(last);
            return last.get(0) == '\n';
        }
    }

    private static String json(LogEntry entry) throws JsonProcessingException {
        ObjectNode object = JSON.createObjectNode();
        object.put("at", entry.receivedAt().toString());
        object.put("sender", entry.sender().toString());
        object.put("device", entry.device());
        object.put("kind", entry.kind().name());
        object.put("how", entry.how());
        object.put("name", entry.name());
        object.put("severity", entry.severity());
        object.put("text", entry.text());
        return JSON.writeValueAsString(object);
    }

    /// Packs the days that are over and deletes those that policy no longer keeps.
    public synchronized void sweep() throws IOException {
        LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        for (Path file : files()) {
            LocalDate of = dayOf(file).orElseThrow();
            if (of.isBefore(today.minusDays(policy.days()))) {
                Files.delete(file);
            } else if (of.isBefore(today) && !of.equals(day) && isPlain(file)) {
                pack(file, of);
            }
        }
    }

    private static boolean isPlain(Path file) {
        return file.toString().endsWith(SUFFIX);
    }

    private void pack(Path file, LocalDate of) throws IOException {
        Path fresh = folder.resolve(of + PACKED + ".new");
        try (var in = Files.newInputStream(file);
                var out = new GZIPOutputStream(Files.newOutputStream(fresh))) {
            in.transferTo(out);
        }
        Files.move(
                fresh,
                folder.resolve(of + PACKED),
                StandardCopyOption.ATOMIC_MOVE,
                StandardCopyOption.REPLACE_EXISTING);
        Files.delete(file);
    }

    /// The days' files, oldest first.
    private List<Path> files() throws IOException {
        try (Stream<Path> all = Files.list(folder)) {
            return all.filter(file -> dayOf(file).isPresent()).sorted().toList();
        }
    }

    /// Empty for a file that is none of ours.
    private static Optional<LocalDate> dayOf(Path file) {
        String name = String.valueOf(file.getFileName());
        String date =
                name.endsWith(PACKED)
                        ? name.substring(0, name.length() - PACKED.length())
                        : name.endsWith(SUFFIX)
                                ? name.substring(0, name.length() - SUFFIX.length())
                                : "";
        try {
            return Optional.of(LocalDate.parse(date));
        } catch (DateTimeParseException _) {
            return Optional.empty();
        }
    }

    /// Messages received in `[from, to)` that `wanted` accepts, oldest first; the newest `limit` of them.
    public synchronized List<LogEntry> read(
            Instant from, Instant to, int limit, Predicate<LogEntry> wanted) throws IOException {
        flush();
        List<LogEntry> found = new ArrayList<>();
        List<Path> newestFirst = new ArrayList<>(files()).reversed();
        for (Path file : newestFirst) {
            LocalDate of = dayOf(file).orElseThrow();
            boolean before = of.isBefore(LocalDate.ofInstant(from, ZoneOffset.UTC));
            boolean after = of.isAfter(LocalDate.ofInstant(to, ZoneOffset.UTC));
            if (!before && !after && found.size() < limit) {
                List<LogEntry> day = readDay(file, from, to, limit - found.size(), wanted);
                found.addAll(0, day);
            }
        }
        return found;
    }

    private static List<LogEntry> readDay(
            Path file, Instant from, Instant to, int limit, Predicate<LogEntry> wanted)
            throws IOException {
        List<LogEntry> day = new ArrayList<>();
        try (var in = Files.newInputStream(file);
                BufferedReader lines =
                        new BufferedReader(
                                new InputStreamReader(
                                        isPlain(file) ? in : new GZIPInputStream(in),
                                        StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                parse(line)
                        .filter(e -> !e.receivedAt().isBefore(from) && e.receivedAt().isBefore(to))
                        .filter(wanted)
                        .ifPresent(day::add);
                if (day.size() > 2 * limit) {
                    day.subList(0, day.size() - limit).clear(); // keeps memory at the limit's size
                }
            }
        }
        return day.subList(Math.max(0, day.size() - limit), day.size());
    }

    /// Empty for a line that was cut by a power loss.
    private static Optional<LogEntry> parse(String line) {
        try {
            JsonNode object = JSON.readTree(line);
            return Optional.of(
                    new LogEntry(
                            Instant.parse(object.path("at").asText()),
                            IpAddress.parse(object.path("sender").asText()),
                            object.path("device").asText(),
                            Telemetry.valueOf(object.path("kind").asText()),
                            object.path("how").asText(),
                            object.path("name").asText(),
                            object.path("severity").asText(),
                            object.path("text").asText()));
        } catch (JsonProcessingException
                | AddressFormatException
                | DateTimeParseException
                | IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    /// Messages beyond the day's bound, since this store was opened.
    public synchronized long dropped() {
        return dropped;
    }

    public synchronized void flush() throws IOException {
        if (writer != null) {
            writer.flush();
        }
    }

    /// Twice is fine.
    @Override
    public synchronized void close() throws IOException {
        if (writer != null) {
            writer.close();
            writer = null;
        }
    }
}
