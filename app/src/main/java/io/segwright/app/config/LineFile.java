package io.segwright.app.config;

import io.segwright.inventory.net.AddressFormatException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;

/// A file of the data directory that holds one thing a line.
final class LineFile {
    private LineFile() {}

    /// Reads one line.
    @FunctionalInterface
    interface Parser<T> {
        /// @throws IllegalArgumentException or another of these: it says what is wrong with the line
        T parse(String line) throws AddressFormatException;
    }

    /// @param cure what a person does about a damaged line, for the message
    /// @return nothing where there is no file
    static <T> List<T> read(Path file, long linesMax, String cure, Parser<T> parser)
            throws ConfigException {
        if (!Files.exists(file)) {
            return List.of();
        }
        try (Stream<String> lines = Files.lines(file).limit(linesMax)) {
            return parse(file, lines.iterator(), cure, parser);
        } catch (UncheckedIOException e) {
            throw ConfigException.unreadable(file, e);
        } catch (IOException e) {
            throw ConfigException.unreadable(file, e);
        }
    }

    /// What the file holds or held.
    static <T> List<T> parse(Path file, Iterator<String> lines, String cure, Parser<T> parser)
            throws ConfigException {
        List<T> read = new ArrayList<>();
        try {
            while (lines.hasNext()) {
                read.add(parser.parse(lines.next()));
            }
        } catch (AddressFormatException | IllegalArgumentException | DateTimeParseException e) {
            throw new ConfigException(
                    "%s: line %d: %s; %s".formatted(file, read.size() + 1, e.getMessage(), cure));
        }
        return read;
    }

    /// Puts these in the place of all that the file held: a crash leaves the one or the other, whole.
    static void replace(Path file, Iterable<String> lines) throws IOException {
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        Files.write(fresh, lines);
        Files.move(
                fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
