package io.segwright.app.evidence;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/// Puts a pack where it was asked for, whole or not at all: written beside it, then moved.
public final class PackPublisher implements AutoCloseable {
    private final Path out;
    private final Path staging;

    private PackPublisher(Path out, Path staging) {
        this.out = out;
        this.staging = staging;
    }

    /// @param out a folder that is not there or empty, or a name that ends in `.zip`
    /// @throws FileAlreadyExistsException something is there: a pack is never overwritten
    public static PackPublisher begin(Path out) throws IOException {
        if (Files.exists(out) && !isEmptyFolder(out)) {
            throw new FileAlreadyExistsException(
                    out + " is there already: choose another name, or take it away");
        }
        Path parent = out.toAbsolutePath().getParent();
        if (parent == null) {
            throw new IOException(out + ": no folder to write to");
        }
        Files.createDirectories(parent);
        return new PackPublisher(
                out, Files.createTempDirectory(parent, "." + out.getFileName() + "."));
    }

    private static boolean isEmptyFolder(Path out) throws IOException {
        if (!Files.isDirectory(out)) {
            return false;
        }
        try (Stream<Path> inside = Files.list(out)) {
            return inside.findAny().isEmpty();
        }
    }

    /// Where the pack is to be written.
    public Path staging() {
        return staging;
    }

    public void publish() throws IOException {
        if (out.toString().endsWith(".zip")) {
            Path zip = staging.resolve("pack.zip");
            try (OutputStream file = new BufferedOutputStream(Files.newOutputStream(zip))) {
                PackZip.write(name -> Files.newInputStream(staging.resolve(name)), file);
            }
            Files.move(zip, out, StandardCopyOption.ATOMIC_MOVE);
            return;
        }
        Files.deleteIfExists(out);
        Files.move(staging, out, StandardCopyOption.ATOMIC_MOVE);
    }

    /// Takes away what was not published.
    @Override
    public void close() throws IOException {
        if (!Files.exists(staging)) {
            return;
        }
        List<Path> all;
        try (Stream<Path> walk = Files.walk(staging)) {
            all = walk.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path path : all) {
            Files.deleteIfExists(path);
        }
    }
}
