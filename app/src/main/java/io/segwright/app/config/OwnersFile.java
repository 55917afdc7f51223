package io.segwright.app.config;

import io.segwright.inventory.coverage.OwnerDirectory;
import io.segwright.inventory.coverage.OwnerDirectory.Owner;
import io.segwright.inventory.coverage.OwnerDirectory.Status;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/// The owners that were imported, one a line: `live NAME<tab>CONTACT` or `left NAME<tab>CONTACT`, sorted by name.
/// Imports add and change lines; to take an owner away, delete its line.
///
/// It has no history: reports about the past ask who is live today.
final class OwnersFile {
    private static final long LINES_MAX = 1_000_000; // ten imports of the largest size

    private OwnersFile() {}

    /// @return no directory where there is no file
    static OwnerDirectory read(Path file) throws ConfigException {
        return Files.exists(file) ? OwnerDirectory.of(owners(file)) : OwnerDirectory.NOT_GIVEN;
    }

    static List<Owner> owners(Path file) throws ConfigException {
        if (!Files.exists(file)) {
            return List.of();
        }
        List<Owner> owners = new ArrayList<>();
        try (Stream<String> lines = Files.lines(file).limit(LINES_MAX)) {
            for (String line : (Iterable<String>) lines::iterator) {
                owners.add(parse(line));
            }
            OwnerDirectory.of(owners);
        } catch (IllegalArgumentException e) {
            throw new ConfigException(
                    file
                            + ": line "
                            + (owners.size() + 1)
                            + ": "
                            + e.getMessage()
                            + "; correct the line, or delete the file and import owners again");
        } catch (UncheckedIOException | IOException e) {
            throw ConfigException.unreadable(file, e);
        }
        return owners;
    }

    private static Owner parse(String line) {
        int tab = line.indexOf('\t');
        String head = tab < 0 ? line : line.substring(0, tab);
        String contact = tab < 0 ? "" : line.substring(tab + 1);
        if (head.startsWith("live ")) {
            return new Owner(head.substring(5), Status.LIVE, contact);
        }
        if (head.startsWith("left ")) {
            return new Owner(head.substring(5), Status.LEFT, contact);
        }
        throw new IllegalArgumentException("want live or left, a space and an owner");
    }

    static void write(Path file, Collection<Owner> owners) throws IOException {
        Map<String, String> lines = new TreeMap<>();
        for (Owner owner : owners) {
            String state =
                    switch (owner.status()) {
                        case LIVE -> "live ";
                        case LEFT -> "left ";
                    };
            lines.put(owner.name(), state + owner.name() + "\t" + owner.contact());
        }
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        Files.write(fresh, lines.values());
        Files.move(
                fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
