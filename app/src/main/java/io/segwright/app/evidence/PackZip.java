package io.segwright.app.evidence;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/// The one zip file that a pack makes: its files stored, in their order, with one fixed time.
final class PackZip {
    private static final LocalDateTime TIME = LocalDateTime.of(1980, 1, 1, 0, 0);
    private static final int CHUNK = 1 << 16;

    private PackZip() {}

    /// Opens a file of the pack, any number of times.
    @FunctionalInterface
    interface Opener {
        InputStream open(String name) throws IOException;
    }

    static void write(Opener files, OutputStream out) throws IOException {
        try (ZipOutputStream zip = new ZipOutputStream(out, StandardCharsets.UTF_8)) {
            zip.setMethod(ZipOutputStream.STORED);
            for (String name : EvidencePack.ALL) {
                ZipEntry entry = new ZipEntry(name);
                measure(files, name, entry);
                entry.setTimeLocal(TIME);
                zip.putNextEntry(entry);
                try (InputStream in = files.open(name)) {
                    in.transferTo(zip);
                }
                zip.closeEntry();
            }
        }
    }

    private static void measure(Opener files, String name, ZipEntry entry) throws IOException {
        CRC32 crc = new CRC32();
        long size = 0;
        byte[] chunk = new byte[CHUNK];
        try (InputStream in = files.open(name)) {
            for (int read = in.read(chunk); read >= 0; read = in.read(chunk)) {
                crc.update(chunk, 0, read);
                size += read;
            }
        }
        entry.setSize(size);
        entry.setCompressedSize(size);
        entry.setCrc(crc.getValue());
    }
}
