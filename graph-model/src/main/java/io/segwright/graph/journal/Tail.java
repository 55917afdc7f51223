package io.segwright.graph.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/// Where frames are appended. An interface because disks fail in ways that must be tried.
interface Tail extends AutoCloseable {
    /// Appends all of it, or throws with an unknown part of it there.
    void append(ByteBuffer frame) throws IOException;

    /// Returns once everything that was appended would survive the machine's end.
    void force() throws IOException;

    @Override
    void close() throws IOException;

    /// Opens tails.
    @FunctionalInterface
    interface Opener {
        /// @param file is created where needed
        Tail open(Path file) throws IOException;
    }

    /// A file's end.
    static Tail of(Path file) throws IOException {
        FileChannel channel =
                FileChannel.open(
                        file,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.WRITE,
                        StandardOpenOption.APPEND);
        return new Tail() {
            @Override
            public void append(ByteBuffer frame) throws IOException {
                while (frame.hasRemaining()) {
                    channel.write(frame);
                }
            }

            @Override
            public void force() throws IOException {
                channel.force(
                        false); // the size is kept: fdatasync writes what is needed to read it back
            }

            @Override
            public void close() throws IOException {
                channel.close();
            }
        };
    }
}
