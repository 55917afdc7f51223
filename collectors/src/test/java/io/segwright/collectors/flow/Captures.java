package io.segwright.collectors.flow;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// Where the real captures are, for tests tagged `data`.
public final class Captures {
    private Captures() {}

    /// A place below the data directory's `flow`; the test is skipped, aloud, when it is not there.
    public static Path at(String place) {
        Path data =
                Path.of(
                        System.getProperty(
                                "segwright.data",
                                System.getProperty("segwright.root", ".") + "/../shared/data"));
        Path path = data.resolve("flow").resolve(place);
        if (!Files.exists(path)) {
            String message =
                    "SKIPPED: no captures at " + path + ": set -Dsegwright.data=DIR to the data";
            System.err.println(message);
            assumeTrue(false, message);
        }
        return path;
    }

    /// Every file below a place whose name ends so, sorted.
    public static List<Path> all(String place, String ending) {
        try (Stream<Path> files = Files.walk(at(place))) {
            return files.filter(f -> f.toString().endsWith(ending)).sorted().toList();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
