package io.segwright.collectors.imports.text;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.tukaani.xz.XZInputStream;

/// A file to import: opened, unpacked where it begins as gzip (RFC 1952) or xz does, and bounded.
///
/// @param path of the file
/// @param name its last name, for messages
public record SourceFile(Path path, String name) {
    private static final int XZ_MEMORY_KIB = 128 * 1024; // xz -9 needs 64 MiB to unpack
    private static final byte[] GZIP = {0x1f, (byte) 0x8b};
    private static final byte[] XZ = {(byte) 0xfd, '7', 'z', 'X', 'Z', 0};

    /// What is done with the unpacked bytes.
    @FunctionalInterface
    public interface Reading<T> {
        T read(InputStream in) throws IOException, SourceFormatException;
    }

    public static SourceFile of(Path path) {
        return new SourceFile(path, String.valueOf(path.getFileName()));
    }

    /// The name in lower case without `.gz` or `.xz`: what the format is told by.
    public String plainName() {
        return name.toLowerCase(Locale.ROOT).replaceFirst("\\.(gz|xz)$", "");
    }

    /// Opens, reads and closes.
    ///
    /// @param bytesMax unpacked
    /// @throws SourceFormatException too long, badly packed, or what the reading found
    /// @throws IOException the file cannot be read at all; its message is for a person
    public <T> T read(long bytesMax, Reading<T> reading) throws IOException, SourceFormatException {
        try (InputStream raw = new BufferedInputStream(Files.newInputStream(path));
                InputStream in = new BoundedStream(unpacked(raw), bytesMax)) {
            return reading.read(in);
        } catch (BoundedStream.TooLongException e) {
            throw fault(String.valueOf(e.getMessage()));
        } catch (EOFException e) {
            throw fault("its packing ends early; fetch or pack it again");
        } catch (ZipException | org.tukaani.xz.XZIOException e) {
            throw fault("is not packed right: " + e.getMessage() + "; fetch or pack it again");
        } catch (NoSuchFileException e) {
            throw new IOException(path + ": no such file", e);
        } catch (IOException e) {
            throw new IOException(path + ": cannot be read: " + e.getMessage(), e);
        }
    }

    private static SourceFormatException fault(String reason) {
        return new SourceFormatException(0, 0, reason);
    }

    private static InputStream unpacked(InputStream raw) throws IOException {
        raw.mark(XZ.length);
        byte[] start = raw.readNBytes(XZ.length);
        raw.reset();
        if (beginsWith(start, GZIP)) {
            return new GZIPInputStream(raw);
        }
        return beginsWith(start, XZ) ? new XZInputStream(raw, XZ_MEMORY_KIB) : raw;
    }

    private static boolean beginsWith(byte[] bytes, byte[] magic) {
        for (int i = 0; i < magic.length; i++) {
            if (i >= bytes.length || bytes[i] != magic[i]) {
                return false;
            }
        }
        return true;
    }

    /// The whole file as text in UTF-8, without a byte-order mark.
    ///
    /// @throws SourceFormatException too long, badly packed, or not UTF-8, with the place of the byte
    /// @throws IOException the file cannot be read at all
    public String text(int bytesMax) throws IOException, SourceFormatException {
        byte[] bytes = read(bytesMax, InputStream::readAllBytes);
        return switch (Utf8Text.of(bytes)) {
            case Utf8Text.Valid(String text) -> text;
            case Utf8Text.Invalid(long line, int at, int value) ->
                    throw new SourceFormatException(
                            (int) Math.min(line, Integer.MAX_VALUE),
                            at,
                            "byte 0x%02x is not UTF-8; save the file as UTF-8".formatted(value));
        };
    }
}
