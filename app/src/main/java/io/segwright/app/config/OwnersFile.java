package io.segwright.app.config;

import io.segwright.inventory.coverage.OwnerDirectory;
import io.segwright.inventory.coverage.OwnerDirectory.Owner;
import io.segwright.inventory.coverage.OwnerDirectory.Status;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// The owners that were imported, one a line: `live NAME<tab>CONTACT` or `left NAME<tab>CONTACT`, sorted by name.
/// Imports add and change lines; to take an owner away, delete its line.
final class OwnersFile {
    private static final long LINES_MAX = 1_000_000; // ten imports of the largest size
    private static final String CURE =
            "correct the line, or delete the file and import owners again";

    private OwnersFile() {}

    /// @return no directory where there is no file
    static OwnerDirectory read(Path file) throws ConfigException {
        return Files.exists(file) ? OwnerDirectory.of(owners(file)) : OwnerDirectory.NOT_GIVEN;
    }

    /// Who was in it.
    static OwnerDirectory directory(Path file, List<String> lines) throws ConfigException {
        return lines.isEmpty() ? OwnerDirectory.NOT_GIVEN : OwnerDirectory.of(parse(file, lines));
    }

    static List<Owner> owners(Path file) throws ConfigException {
        return once(file, LineFile.read(file, LINES_MAX, CURE, OwnersFile::parse));
    }

    static List<Owner> parse(Path file, List<String> lines) throws ConfigException {
        return once(file, LineFile.parse(file, lines.iterator(), CURE, OwnersFile::parse));
    }

    private static List<Owner> once(Path file, List<Owner> owners) throws ConfigException {
        try {
            OwnerDirectory.of(owners);
        } catch (IllegalArgumentException e) { // one name twice
            throw new ConfigException(file + ": " + e.getMessage() + "; " + CURE);
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

    static void write(Path file, Collection<Owner> owners, Instant now) throws IOException {
        Map<String, String> lines = new TreeMap<>();
        for (Owner owner : owners) {
            String state =
                    switch (owner.status()) {
                        case LIVE -> "live ";
                        case LEFT -> "left ";
                    };
            lines.put(owner.name(), state + owner.name() + "\t" + owner.contact());
        }
        new LineHistory(file).replace(lines.values(), now);
    }
}
