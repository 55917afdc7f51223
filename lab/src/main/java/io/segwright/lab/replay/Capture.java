package io.segwright.lab.replay;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/// One device's recording, not read yet.
public sealed interface Capture {
    /// Its file's name without folder and suffix.
    String name();

    /// Where it is, for messages.
    String where();

    /// Its text.
    ///
    /// @throws IOException located, where it cannot be had whole
    byte[] text() throws IOException;

    /// A file of its own, plain or packed.
    record InFile(String name, Path file) implements Capture {
        @Override
        public String where() {
            return file.toString();
        }

        @Override
        public byte[] text() throws IOException {
            return PackedInput.read(file);
        }
    }

    /// What an archive held, packed again: ten times smaller, and any one can be had alone.
    final class InMemory implements Capture {
        private static final int GUESSED_RATIO = 4; // most captures pack better

        private final String name;
        private final String where;
        private final byte[] packed;
        private final int length;

        private InMemory(String name, String where, byte[] packed, int length) {
            this.name = name;
            this.where = where;
            this.packed = packed;
            this.length = length;
        }

        /// @param text its first `length` bytes are the capture; not kept
        static InMemory of(String name, String where, byte[] text, int length) {
            try (Deflater deflater = new Deflater(Deflater.BEST_SPEED)) {
                deflater.setInput(text, 0, length);
                deflater.finish();
                byte[] buffer = new byte[length / GUESSED_RATIO + 64];
                int packed = 0;
                while (!deflater.finished()) {
                    if (packed == buffer.length) {
                        buffer = Arrays.copyOf(buffer, packed * 2);
                    }
                    packed += deflater.deflate(buffer, packed, buffer.length - packed);
                }
                return new InMemory(name, where, Arrays.copyOf(buffer, packed), length);
            }
        }

        int packedBytes() {
            return packed.length;
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public String where() {
            return where;
        }

        @Override
        public byte[] text() {
            try (Inflater inflater = new Inflater()) {
                inflater.setInput(packed);
                byte[] text = new byte[length];
                int done = 0;
                while (done < length) {
                    done += inflater.inflate(text, done, length - done);
                }
                return text;
            } catch (DataFormatException e) {
                throw new AssertionError(where + ": own packing does not unpack", e);
            }
        }
    }
}
