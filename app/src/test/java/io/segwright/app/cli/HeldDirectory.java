package io.segwright.app.cli;

import io.segwright.app.config.DataDirectory;
import java.nio.file.Path;

/// Another process that has a data directory open until its stdin ends.
final class HeldDirectory {
    private HeldDirectory() {}

    public static void main(String[] args) throws Exception {
        try (DataDirectory data = DataDirectory.open(Path.of(args[0]))) {
            System.out.println("held " + data.graph().snapshot().devices().size());
            System.in.transferTo(java.io.OutputStream.nullOutputStream());
        }
    }
}
