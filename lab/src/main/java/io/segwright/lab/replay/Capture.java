package io.segwright.lab.replay;

import java.io.IOException;
import java.nio.file.Path;
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

        static InMemory of(String name, String where, byte[] text) {
            try (Deflater deflater = new Deflater(Deflater.BEST_SPEED)) {
                deflater.setInput(text);
                deflater.finish();
                byte[] buffer = new byte[text.length + text.length / 1_000 + 64];
                int packed = 0;
                while (!deflater.finished()) {
                    packed += deflater.deflate(buffer, packed, buffer.length - packed);
                }
                byte[] own = java.util.Arrays.copyOf(buffer, packed);
                return new InMemory(name, where, own, text.length);
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
