package io.segwright.rotator.audit;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/// Reads lines of bounded length from a file of any size. One byte is one char (ISO 8859-1), so that every byte
/// value survives to the check that refuses it.
final class LineReader implements Closeable {
    private final InputStream in;
    private final byte[] buffer = new byte[16 * 1024];
    private byte[] line = new byte[1024]; // grows up to the longest record
    private int position;
    private int limit;
    private long left;

    LineReader(Path file) throws IOException {
        this(file, Long.MAX_VALUE);
    }

    /// Reads a file as if it ended after `bytes`.
    LineReader(Path file, long bytes) throws IOException {
        in = Files.newInputStream(file);
        left = bytes;
    }

    /// What the next stretch of the file is.
    sealed interface Line {
        /// A line that ended in a line feed, without it.
        record Full(String text) implements Line {}

        /// The file ended within a line.
        record Torn(String text) implements Line {}

        /// No line feed within the longest record.
        record TooLong() implements Line {}

        /// The file ended where a line ended.
        record End() implements Line {}
    }

    Line next() throws IOException {
        int length = 0;
        while (true) {
            if (position == limit) {
                position = 0;
                limit = Math.max(in.read(buffer, 0, (int) Math.min(left, buffer.length)), 0);
                left -= limit;
                if (limit == 0) {
                    return length == 0 ? new Line.End() : new Line.Torn(text(length));
                }
            }
            byte next = buffer[position++];
            if (next == '\n') {
                return new Line.Full(text(length));
            }
            if (length == StoredRecord.LINE_BYTES_MAX) {
                return new Line.TooLong();
            }
            if (length == line.length) {
                line = Arrays.copyOf(line, line.length * 2);
            }
            line[length++] = next;
        }
    }

    /// Length of a file's lines that have an end.
    static long wholeLines(Path file) throws IOException {
        try (LineReader lines = new LineReader(file)) {
            long bytes = 0;
            while (lines.next() instanceof Line.Full(String text)) {
                bytes += text.length() + 1L;
            }
            return bytes;
        }
    }

    private String text(int length) {
        return new String(line, 0, length, StandardCharsets.ISO_8859_1);
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
