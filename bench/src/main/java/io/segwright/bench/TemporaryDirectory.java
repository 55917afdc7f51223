package io.segwright.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/// A directory that is gone at the end.
record TemporaryDirectory(Path path) implements AutoCloseable {
    static TemporaryDirectory make() throws BenchException {
        try {
            return new TemporaryDirectory(Files.createTempDirectory("segwright-bench"));
        } catch (IOException e) {
            throw new BenchException("temporary directory: " + e.getMessage());
        }
    }

    @Override
    public void close() {
        try (Stream<Path> tree = Files.walk(path)) {
            List<Path> all = tree.sorted(Comparator.reverseOrder()).toList();
            for (Path file : all) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            System.err.println(path + ": not deleted (" + e.getMessage() + "); delete it by hand");
        }
    }
}
