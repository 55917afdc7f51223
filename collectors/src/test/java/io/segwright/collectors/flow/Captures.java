package io.segwright.collectors.flow;

import io.segwright.collectors.RealData;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// Where the real captures are, for tests tagged `data`.
public final class Captures {
    private Captures() {}

    /// A place below the data directory's `flow`.
    public static Path at(String place) {
        return RealData.at("flow/" + place);
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
