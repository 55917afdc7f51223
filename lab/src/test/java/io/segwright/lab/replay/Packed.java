package io.segwright.lab.replay;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorOutputStream;
import org.tukaani.xz.LZMA2Options;
import org.tukaani.xz.XZOutputStream;

/// Archives for tests. The tar is written by hand (POSIX.1-1988 ustar), so that it can hold what no tool would write.
final class Packed {
    private static final int BLOCK = 512;

    private Packed() {}

    static byte[] tar(Map<String, byte[]> files) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        files.forEach((name, content) -> out.writeBytes(entry(name, '0', content)));
        out.writeBytes(new byte[2 * BLOCK]);
        return out.toByteArray();
    }

    /// ```
    /// 0 name 100 | 100 mode 8 | 124 size 12 | 136 mtime 12 | 148 checksum 8 | 156 type 1 | 257 "ustar" 0 "00"
    /// ```
    static byte[] entry(String name, char type, byte[] content) {
        int blocks = (content.length + BLOCK - 1) / BLOCK;
        byte[] out = new byte[(1 + blocks) * BLOCK];
        put(out, 0, name);
        put(out, 100, "0000644");
        put(out, 124, String.format(Locale.ROOT, "%011o", content.length));
        put(out, 136, "00000000000");
        put(out, 148, "        ");
        out[156] = (byte) type;
        put(out, 257, "ustar\0" + "00");
        int sum = 0;
        for (int i = 0; i < BLOCK; i++) {
            sum += out[i] & 0xff;
        }
        put(out, 148, String.format(Locale.ROOT, "%06o\0 ", sum));
        System.arraycopy(content, 0, out, BLOCK, content.length);
        return out;
    }

    private static void put(byte[] out, int at, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        System.arraycopy(bytes, 0, out, at, bytes.length);
    }

    static byte[] packed(String suffix, byte[] content) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (OutputStream packing =
                switch (suffix) {
                    case "" -> out;
                    case ".gz", "gz" -> new GZIPOutputStream(out);
                    case ".bz2" -> new BZip2CompressorOutputStream(out);
                    case ".xz" -> new XZOutputStream(out, new LZMA2Options(0));
                    default -> throw new IllegalArgumentException(suffix);
                }) {
            packing.write(content);
        }
        return out.toByteArray();
    }

    static byte[] text(String... lines) {
        return (String.join("\n", lines) + "\n").getBytes(StandardCharsets.ISO_8859_1);
    }
}
