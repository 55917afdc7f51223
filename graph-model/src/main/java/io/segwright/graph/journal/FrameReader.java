package io.segwright.graph.journal;

import io.segwright.graph.journal.Frame.DamagedException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/// Reads the frames of one file in order, a piece of the file at a time.
final class FrameReader {
    private static final int PIECE = 4 << 20; // grows to the largest frame

    /// What is done with each frame.
    @FunctionalInterface
    interface Sink {
        void accept(Frame frame) throws DamagedException;
    }

    /// @param frames good ones
    /// @param goodBytes where the first broken one begins; the file's size where there is none
    /// @param bytes of the file
    /// @param goodBehind whether a good frame lies behind the broken one
    record Reading(long frames, long goodBytes, long bytes, boolean goodBehind) {
        boolean isWhole() {
            return goodBytes == bytes;
        }
    }

    private FrameReader() {}

    static Reading read(Path file, Sink sink) throws IOException, DamagedException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            long size = channel.size();
            long at = 0;
            long frames = 0;
            ByteBuffer piece = ByteBuffer.allocate(PIECE);
            piece.limit(0);
            int next = 0; // in the piece; `at` is its place in the file
            while (at < size) {
                int claimed = Frame.claimedAt(piece, next);
                int wanted = Math.max(Frame.HEADER, claimed);
                if (piece.limit() - next < wanted && at + (piece.limit() - next) < size) {
                    piece = load(channel, at, Math.max(PIECE, wanted));
                    next = 0;
                    continue;
                }
                int length = Frame.sizeAt(piece, next);
                if (length == 0) {
                    return new Reading(frames, at, size, isGoodBehind(channel, at, size));
                }
                sink.accept(Frame.decodeAt(piece, next));
                frames++;
                next += length;
                at += length;
            }
            return new Reading(frames, at, size, false);
        }
    }

    private static ByteBuffer load(FileChannel channel, long at, int bytes) throws IOException {
        ByteBuffer piece = ByteBuffer.allocate(bytes);
        while (piece.hasRemaining() && channel.read(piece, at + piece.position()) > 0) {}
        return piece.flip();
    }

    /// Looks through what follows a broken frame, at most the length of the longest frame: a broken one is no longer, so
    /// a good one behind it begins within.
    private static boolean isGoodBehind(FileChannel channel, long at, long size)
            throws IOException {
        long left = Math.min(size - at, 2L * Frame.BYTES_MAX);
        ByteBuffer rest = load(channel, at, (int) left);
        for (int i = 1; i + Frame.HEADER <= rest.limit(); i++) {
            if (rest.getInt(i) == Frame.MAGIC && Frame.sizeAt(rest, i) > 0) {
                return true;
            }
        }
        return false;
    }
}
