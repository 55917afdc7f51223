package io.segwright.collectors;

import static org.junit.jupiter.api.Assumptions.abort;

import java.nio.file.Files;
import java.nio.file.Path;

/// What other people's devices and programs wrote, for tests tagged `data`.
public final class RealData {
    private RealData() {}

    /// A place in the data directory; the test is skipped, aloud, when it is not there.
    ///
    /// @param place e.g. `flow/pmacct`
    public static Path at(String place) {
        Path path =
                Path.of(
                                System.getProperty(
                                        "segwright.data",
                                        System.getProperty("segwright.root", "..")
                                                + "/../shared/data"))
                        .resolve(place);
        if (!Files.exists(path)) {
            String message = "SKIPPED: no " + path + ": set -Dsegwright.data=DIR to the data";
            System.err.println(message);
            return abort(message);
        }
        return path;
    }
}
