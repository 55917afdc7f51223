package io.segwright.app.demo;

import io.segwright.lab.estate.Estate;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/// The folder that the demo owns: the estate's files, the inventory, the plan. Made anew at each run.
record DemoFolder(Path path) {
    private static final String MARK = ".segwright-demo";

    /// @throws DemoException something else is there
    static DemoFolder fresh(Path path) throws DemoException {
        Path folder = path.toAbsolutePath().normalize();
        try {
            if (Files.exists(folder) && !Files.exists(folder.resolve(MARK)) && !isEmpty(folder)) {
                throw new DemoException(
                        path
                                + " holds something that the demo did not make: choose another with --dir DIR");
            }
            if (Files.exists(folder)) {
                delete(folder);
            }
            Files.createDirectories(folder);
            Files.createFile(folder.resolve(MARK));
            return new DemoFolder(folder);
        } catch (IOException | UncheckedIOException e) {
            throw new DemoException(
                    path
                            + " cannot be prepared: "
                            + e.getMessage()
                            + "; choose another with --dir DIR",
                    e);
        }
    }

    private static boolean isEmpty(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return false;
        }
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.findAny().isEmpty();
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(each);
            }
        }
    }

    void write(Estate estate) throws IOException {
        Files.writeString(policy(), estate.policyYaml());
        Files.writeString(allocations(), estate.allocationsCsv());
    }

    Path policy() {
        return path.resolve("policy.yaml");
    }

    Path allocations() {
        return path.resolve("allocations.csv");
    }

    Path data() {
        return path.resolve("data");
    }

    Path plan() {
        return path.resolve("plan");
    }
}
