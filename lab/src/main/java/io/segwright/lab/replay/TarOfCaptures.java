package io.segwright.lab.replay;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.jspecify.annotations.Nullable;

/// Reads a tar from its beginning to its end, once. Links, devices and folders in it are nothing to us.
final class TarOfCaptures {
    private static final long UNPACKED_BYTES_MAX = 1L << 30; // 20 times the captures that we know
    private static final long KEPT_BYTES_MAX = 200L << 20; // of packed text on the heap
    private static final int ENTRIES_MAX = 100_000; // empty ones cost time too
    private static final Pattern CONTROL = Pattern.compile("\\p{Cc}");

    private TarOfCaptures() {}

    /// Takes one capture more; refuses when there are too many.
    @FunctionalInterface
    interface Taker {
        void take(Capture capture) throws IOException;
    }

    static void read(Path archive, Taker taker, Consumer<String> skipped) throws IOException {
        try (PackedInput unpacked = PackedInput.open(archive, UNPACKED_BYTES_MAX);
                TarArchiveInputStream tar = new TarArchiveInputStream(unpacked)) {
            read(archive, tar, taker, skipped);
        } catch (IllegalArgumentException | ArithmeticException e) { // headers that make no sense
            throw new IOException(archive + ": no sound tar: " + e.getMessage(), e);
        }
    }

    private static void read(
            Path archive, TarArchiveInputStream tar, Taker taker, Consumer<String> skipped)
            throws IOException {
        byte[] text = new byte[1 << 20]; // grows to the longest capture, and no garbage a capture
        long kept = 0;
        int entries = 0;
        for (TarArchiveEntry entry = next(archive, tar);
                entry != null;
                entry = next(archive, tar)) {
            if (++entries > ENTRIES_MAX) {
                throw new IOException(archive + ": more than " + ENTRIES_MAX + " entries");
            }
            Optional<String> name = Captures.name(entry.getName());
            if (!isFile(entry) || name.isEmpty()) {
                continue;
            }
            String where = archive + "!" + CONTROL.matcher(entry.getName()).replaceAll("?");
            if (entry.getSize() > PackedInput.CAPTURE_BYTES_MAX) {
                skipped.accept(where + ": " + entry.getSize() + " bytes: want at most 64 MiB");
                continue;
            }
            int length = (int) entry.getSize();
            text = length <= text.length ? text : new byte[length];
            if (filled(tar, text, length, where) < length) {
                throw new IOException(where + ": ends early; get the archive again");
            }
            Capture.InMemory capture = Capture.InMemory.of(name.get(), where, text, length);
            kept += capture.packedBytes();
            if (kept > KEPT_BYTES_MAX) {
                throw new IOException(where + ": too much to keep; unpack it into a folder");
            }
            taker.take(capture);
        }
    }

    private static int filled(TarArchiveInputStream tar, byte[] text, int length, String where)
            throws IOException {
        try {
            return tar.readNBytes(text, 0, length);
        } catch (IOException e) {
            throw new IOException(where + ": " + e.getMessage(), e);
        }
    }

    /// The library calls a link a file, too.
    private static boolean isFile(TarArchiveEntry entry) {
        return switch (entry.getLinkFlag()) {
            case TarConstants.LF_NORMAL, TarConstants.LF_OLDNORM, TarConstants.LF_CONTIG -> true;
            default -> false;
        };
    }

    // null is the library's word for the end of the archive
    private static @Nullable TarArchiveEntry next(Path archive, TarArchiveInputStream tar)
            throws IOException {
        try {
            return tar.getNextEntry();
        } catch (IOException e) {
            throw new IOException(archive + ": no sound tar: " + e.getMessage(), e);
        }
    }
}
