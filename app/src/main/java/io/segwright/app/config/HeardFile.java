package io.segwright.app.config;

import io.segwright.inventory.device.DeviceId;
import io.segwright.inventory.observe.Telemetry;
import io.segwright.inventory.telemetry.Heard;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// When each device was last heard, by way: lines `DEVICE KIND LAST MESSAGES`.
final class HeardFile {
    private static final long LINES_MAX = 1_000_000; // a large estate's devices, four ways each

    private HeardFile() {}

    static void write(Path file, List<Heard> heard) throws IOException {
        List<String> lines =
                heard.stream()
                        .map(h -> h.device() + " " + h.kind() + " " + h.last() + " " + h.messages())
                        .toList();
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        Files.write(fresh, lines);
        Files.move(
                fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    static List<Heard> read(Path file) throws ConfigException {
        if (!Files.exists(file)) {
            return List.of();
        }
        List<Heard> heard = new ArrayList<>();
        try (Stream<String> lines = Files.lines(file).limit(LINES_MAX)) {
            for (String line : (Iterable<String>) lines::iterator) {
                heard.add(parse(line));
            }
        } catch (IllegalArgumentException | DateTimeParseException e) {
            throw new ConfigException(
                    file
                            + ": line "
                            + (heard.size() + 1)
                            + ": "
                            + e.getMessage()
                            + "; delete the line");
        } catch (UncheckedIOException | IOException e) {
            throw ConfigException.unreadable(file, e);
        }
        return heard;
    }

    private static Heard parse(String line) {
        String[] words = line.split(" ", 4);
        if (words.length != 4) {
            throw new IllegalArgumentException(
                    words.length + " words: want DEVICE KIND LAST MESSAGES");
        }
        return new Heard(
                new DeviceId(words[0]),
                Telemetry.valueOf(words[1]),
                Instant.parse(words[2]),
                Long.parseLong(words[3]));
    }
}
