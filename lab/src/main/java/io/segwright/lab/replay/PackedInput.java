package io.segwright.lab.replay;

import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorInputStream;
import org.tukaani.xz.XZInputStream;

/// Bytes that may be packed with gzip, bzip2 or xz: told by how they begin, whatever the file is called.
final class PackedInput extends FilterInputStream {
    /// One capture's text; the longest whole-device walk that we know has 19 MB.
    static final int CAPTURE_BYTES_MAX = 64 << 20;

    private static final int XZ_MEMORY_KIB_MAX = 100 << 10; // what xz -9 needs is 65 MiB
    private static final int MAGIC_BYTES = 6;
    private static final byte[] GZIP = {0x1f, (byte) 0x8b};
    private static final byte[] BZIP2 = {'B', 'Z', 'h'};
    private static final byte[] XZ = {(byte) 0xfd, '7', 'z', 'X', 'Z', 0};

    private final String where;
    private final long bytesMax;
    private long bytes;

    private PackedInput(InputStream in, String where, long bytesMax) {
        super(in);
        this.where = where;
        this.bytesMax = bytesMax;
    }

    /// @param bytesMax how many unpacked ones may come: a few packed ones can hold any number
    static PackedInput open(Path file, long bytesMax) throws IOException {
        InputStream raw = new BufferedInputStream(Files.newInputStream(file));
        boolean opened = false;
        try {
            PackedInput in = new PackedInput(unpacked(raw), file.toString(), bytesMax);
            opened = true;
            return in;
        } catch (IOException | IllegalArgumentException e) {
            throw new IOException(file + ": cannot be unpacked: " + e.getMessage(), e);
        } finally {
            if (!opened) {
                raw.close();
            }
        }
    }

    /// One capture's text from its own file.
    static byte[] read(Path file) throws IOException {
        try (PackedInput in = open(file, CAPTURE_BYTES_MAX)) {
            return in.readAllBytes();
        }
    }

    private static InputStream unpacked(InputStream raw) throws IOException {
        raw.mark(MAGIC_BYTES);
        byte[] magic = raw.readNBytes(MAGIC_BYTES);
        raw.reset();
        if (begins(magic, GZIP)) {
            return new GZIPInputStream(raw, 1 << 16);
        }
        if (begins(magic, BZIP2)) {
            return new BufferedInputStream(new BZip2CompressorInputStream(raw, true), 1 << 16);
        }
        if (begins(magic, XZ)) {
            return new BufferedInputStream(new XZInputStream(raw, XZ_MEMORY_KIB_MAX), 1 << 16);
        }
        return raw;
    }

    private static boolean begins(byte[] bytes, byte[] prefix) {
        return bytes.length >= prefix.length
                && Arrays.equals(bytes, 0, prefix.length, prefix, 0, prefix.length);
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] to, int offset, int length) throws IOException {
        int count;
        try {
            count = super.read(to, offset, length);
        } catch (IOException | RuntimeException e) { // decoders of hostile bytes throw many kinds
            throw new IOException(
                    where + ": damaged after " + bytes + " unpacked bytes: " + e.getMessage(), e);
        }
        bytes += Math.max(0, count);
        if (bytes > bytesMax) {
            throw new IOException(
                    where + ": more than " + bytesMax + " bytes when unpacked; split it");
        }
        return count;
    }

    @Override
    public long skip(long count) throws IOException {
        long left = count;
        byte[] waste = new byte[8_192];
        while (left > 0) {
            int read = read(waste, 0, (int) Math.min(waste.length, left));
            if (read < 0) {
                break;
            }
            left -= read;
        }
        return count - left;
    }

    @Override
    public boolean markSupported() {
        return false;
    }
}
