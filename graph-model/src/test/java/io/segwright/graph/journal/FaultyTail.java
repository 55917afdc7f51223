package io.segwright.graph.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/// A disk that fails after a while: full in the middle of a frame, or unable to force, when it loses what was not forced.
final class FaultyTail implements Tail {
    /// Which way it fails.
    enum Fault {
        FULL,
        FORCE
    }

    private final Tail behind;
    private final Path file;
    private final Fault fault;
    private long bytesLeft;
    private long forcedBytes;

    private FaultyTail(Tail behind, Path file, Fault fault, long bytesLeft) throws IOException {
        this.behind = behind;
        this.file = file;
        this.forcedBytes = Files.size(file);
        this.fault = fault;
        this.bytesLeft = bytesLeft;
    }

    /// @param bytes that it takes before it fails
    static Tail.Opener failing(Fault fault, long bytes) {
        return (Path file) -> new FaultyTail(Tail.of(file), file, fault, bytes);
    }

    @Override
    public void append(ByteBuffer frame) throws IOException {
        if (fault == Fault.FULL && frame.remaining() > bytesLeft) {
            behind.append(frame.slice(frame.position(), (int) bytesLeft));
            bytesLeft = 0;
            throw new IOException("No space left on device");
        }
        bytesLeft -= frame.remaining();
        behind.append(frame);
    }

    @Override
    public void force() throws IOException {
        if (fault == Fault.FORCE && bytesLeft < 0) {
            try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
                channel.truncate(forcedBytes);
            }
            throw new IOException("Input/output error");
        }
        behind.force();
        forcedBytes = Files.size(file);
    }

    @Override
    public void close() throws IOException {
        behind.close();
    }
}
