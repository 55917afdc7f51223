package io.segwright.app.evidence;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/// The figures through time: a file of JSON lines, each with the hash of the one before, so that none can be changed,
/// taken out or put in without a break that shows.
///
/// A line is written with its line end and forced to the disk before it counts; what follows the last line end was never
/// acknowledged, and the next record takes its place. That nothing was cut off at the end shows the audit log, which has
/// the head of every record.
///
/// @param records oldest first
/// @param lines as they stand in the file
/// @param head the hash of the last one; zeros where there is none
public record KpiHistory(List<KpiRecord> records, List<String> lines, String head) {
    /// A record each quarter of an hour for two years, at 1.2 kB.
    static final int RECORDS_MAX = 80_000;

    static final int LINE_CHARS_MAX = 20_000; // sixteen times what is written

    public KpiHistory {
        records = List.copyOf(records);
        lines = List.copyOf(lines);
    }

    /// @return an empty one where there is no file
    /// @throws EvidenceException a line is not as it was written; it says which
    public static KpiHistory read(Path file) throws EvidenceException, IOException {
        if (!Files.exists(file)) {
            return new KpiHistory(List.of(), List.of(), KpiRecord.START);
        }
        List<String> lines = new ArrayList<>();
        try (BufferedReader reader =
                new BufferedReader(
                        new InputStreamReader(
                                Files.newInputStream(file), StandardCharsets.UTF_8.newDecoder()))) {
            while (lines.size() <= RECORDS_MAX) {
                String line = line(reader, file + ":" + (lines.size() + 1));
                if (line == null) {
                    break;
                }
                lines.add(line);
            }
        } catch (CharacterCodingException _) {
            throw new EvidenceException(file + ":" + (lines.size() + 1) + ": no UTF-8");
        }
        return of(lines, file.toString());
    }

    /// Up to a line end; null at the end, and for what no line end follows.
    private static @org.jspecify.annotations.Nullable String line(
            BufferedReader reader, String place) throws IOException, EvidenceException {
        StringBuilder line = new StringBuilder();
        for (int c = reader.read(); c >= 0; c = reader.read()) {
            if (c == '\n') {
                return line.toString();
            }
            if (line.length() >= LINE_CHARS_MAX) {
                throw new EvidenceException(
                        place + ": more than " + LINE_CHARS_MAX + " characters: no record");
            }
            line.append((char) c);
        }
        return null;
    }

    /// Checks the chain from its beginning.
    ///
    /// @param name of the file, for messages
    static KpiHistory of(List<String> lines, String name) throws EvidenceException {
        if (lines.size() > RECORDS_MAX) {
            throw new EvidenceException(
                    name
                            + ": more than "
                            + RECORDS_MAX
                            + " records: set the file aside and begin a new one");
        }
        List<KpiRecord> records = new ArrayList<>();
        String head = KpiRecord.START;
        for (String line : lines) {
            String place = name + ":" + (records.size() + 1);
            JsonNode object = StrictJson.object(line, place);
            String previous = StrictJson.text(object, "previous", place);
            if (!previous.equals(head)) {
                throw new EvidenceException(
                        place
                                + ": follows "
                                + previous
                                + ", and the line before is "
                                + head
                                + ": a line was changed, taken out or put in");
            }
            KpiRecord record = KpiRecord.read(object, place);
            if (record.sequence() != records.size() + 1) {
                throw new EvidenceException(
                        place
                                + ": sequence "
                                + record.sequence()
                                + ": want "
                                + (records.size() + 1));
            }
            if (!record.line(previous).equals(line)) {
                throw new EvidenceException(
                        place + ": is not what its hash was made of: the line was changed");
            }
            head = StrictJson.text(object, "hash", place);
            records.add(record);
        }
        return new KpiHistory(records, lines, head);
    }

    /// The line that would come next. Writes nothing.
    public String next(KpiRecord record) {
        return record.numbered(records.size() + 1L).line(head);
    }

    /// The hash that a line ends with.
    public static String hash(String line) {
        return line.substring(line.length() - 66, line.length() - 2);
    }

    /// Writes the next line behind those of this history, and returns when it is on the disk.
    ///
    /// @param file the one that this was read from
    public void append(Path file, String line) throws IOException, EvidenceException {
        if (records.size() >= RECORDS_MAX) {
            throw new EvidenceException(
                    file
                            + ": has "
                            + records.size()
                            + " records: set it aside and begin a new one");
        }
        Path folder = file.toAbsolutePath().getParent();
        if (folder != null) {
            Files.createDirectories(folder);
        }
        long end = 0;
        for (String known : lines) {
            end += known.getBytes(StandardCharsets.UTF_8).length + 1L;
        }
        try (FileChannel channel =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            channel.truncate(end); // what no line end follows was never acknowledged
            ByteBuffer bytes = ByteBuffer.wrap((line + "\n").getBytes(StandardCharsets.UTF_8));
            long position = end;
            while (bytes.hasRemaining()) {
                position += channel.write(bytes, position);
            }
            channel.force(true);
        }
    }
}
