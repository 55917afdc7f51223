package io.segwright.app.config;

import io.segwright.inventory.attribute.PublishedRange;
import io.segwright.inventory.net.IpAddress;
import io.segwright.inventory.net.Prefix;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/// The ranges that one provider published, also those that it does no more: lines of `prefix provider service region
/// from to`, by tabs; `to` is empty while it lasts. A prefix is in hex, e.g. `03058c00/22`: there are some 100,000
/// lines, and reading addresses strictly takes `whois` seconds.
final class PublishedFile {
    private static final long LINES_MAX = 3_000_000; // of one provider over the years
    private static final int FIELDS = 6;

    private PublishedFile() {}

    /// @param folder of all providers
    static Path of(Path folder, String provider) {
        String name = provider.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
        return folder.resolve(name + ".tsv");
    }

    static void write(Path file, List<PublishedRange> ranges) throws IOException {
        Files.createDirectories(file.getParent());
        List<String> lines = new ArrayList<>();
        for (PublishedRange range : ranges) {
            String until = range.to().equals(Instant.MAX) ? "" : range.to().toString();
            lines.add(
                    String.join(
                            "\t",
                            HexFormat.of().formatHex(range.prefix().network().bytes())
                                    + "/"
                                    + range.prefix().length(),
                            range.provider(),
                            range.service(),
                            range.region(),
                            range.from().toString(),
                            until));
        }
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        Files.write(fresh, lines);
        Files.move(
                fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /// Every provider's.
    static List<PublishedRange> readAll(Path folder) throws ConfigException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        List<PublishedRange> all = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.filter(f -> f.toString().endsWith(".tsv")).sorted().toList()) {
                all.addAll(read(file));
            }
        } catch (IOException e) {
            throw ConfigException.unreadable(folder, e);
        }
        return all;
    }

    static List<PublishedRange> read(Path file) throws ConfigException {
        if (!Files.exists(file)) {
            return List.of();
        }
        List<PublishedRange> ranges = new ArrayList<>();
        try (Stream<String> lines = Files.lines(file).limit(LINES_MAX)) {
            for (String line : (Iterable<String>) lines::iterator) {
                ranges.add(parse(line));
            }
        } catch (DateTimeParseException | IllegalArgumentException e) {
            throw new ConfigException(
                    file
                            + ": line "
                            + (ranges.size() + 1)
                            + ": "
                            + e.getMessage()
                            + "; delete the file and import the ranges again");
        } catch (UncheckedIOException | IOException e) {
            throw ConfigException.unreadable(file, e);
        }
        return ranges;
    }

    private static PublishedRange parse(String line) {
        String[] fields = line.split("\t", -1);
        if (fields.length != FIELDS) {
            throw new IllegalArgumentException(fields.length + " fields, want " + FIELDS);
        }
        int slash = Math.max(0, fields[0].indexOf('/'));
        return new PublishedRange(
                new Prefix(
                        IpAddress.ofBytes(HexFormat.of().parseHex(fields[0], 0, slash)),
                        Integer.parseInt(fields[0].substring(slash + 1))),
                fields[1],
                fields[2],
                fields[3],
                Instant.parse(fields[4]),
                fields[5].isEmpty() ? Instant.MAX : Instant.parse(fields[5]));
    }
}
