package io.segwright.graph.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;

/// A disk that fails after a while: full in the middle of a frame, or unable to say that it is written.
final class FaultyTail implements Tail {
    /// Which way it fails.
    enum Fault {
        FULL,
        FORCE
    }

    private final Tail behind;
    private final Fault fault;
    private long bytesLeft;

    private FaultyTail(Tail behind, Fault fault, long bytesLeft) {
        this.behind = behind;
        this.fault = fault;
        this.bytesLeft = bytesLeft;
    }

    /// @param bytes that it takes before it fails
    static Tail.Opener failing(Fault fault, long bytes) {
        return (Path file) -> new FaultyTail(Tail.of(file), fault, bytes);
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
            throw new IOException("Input/output error");
        }
        behind.force();
    }

    @Override
    public void close() throws IOException {
        behind.close();
    }
}
