package io.segwright.app.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// What `demo --break` does: turns one line of one written file into its opposite, as a slip of hand would.
final class Tampering {
    private Tampering() {}

    /// Flips the first line that lets SSH in, in the first file by name that has one.
    ///
    /// @return `FILE:LINE: before -> after`
    static Optional<String> flip(Path directory) throws IOException {
        List<Path> files;
        try (Stream<Path> entries = Files.list(directory)) {
            files = entries.sorted().toList();
        }
        for (Path file : files) {
            List<String> lines = new ArrayList<>(Files.readAllLines(file));
            for (int i = 0; i < lines.size(); i++) {
                String line = lines.get(i);
                String flipped = flipped(line);
                if (!flipped.equals(line) && line.matches(".*\\b22\\b.*")) {
                    lines.set(i, flipped);
                    Files.write(file, lines);
                    return Optional.of(
                            file.getFileName()
                                    + ":"
                                    + (i + 1)
                                    + ": "
                                    + line.strip()
                                    + "  ->  "
                                    + flipped.strip());
                }
            }
        }
        return Optional.empty();
    }

    private static String flipped(String line) {
        return line.matches("\\s*(remark|#|!).*")
                ? line
                : line.replaceFirst("\\bpermit\\b", "deny").replaceFirst("\\baccept\\b", "drop");
    }
}
