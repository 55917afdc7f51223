package io.segwright.collectors.snmp;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.snmp4j.asn1.BERInputStream;

/// A datagram as SNMP4J wants to read it. Its own stream takes a lock at each value and checks a buffer at each octet,
/// half of what decoding costs; a datagram has one reader and lies in an array.
final class ArrayInput extends BERInputStream {
    private final byte[] bytes;
    private int at;
    private int marked;

    ArrayInput(byte[] bytes) {
        super(ByteBuffer.wrap(bytes));
        this.bytes = bytes;
    }

    @Override
    public int read() throws IOException {
        if (at >= bytes.length) {
            throw new IOException("the message ends at byte " + at + ", want more");
        }
        return bytes[at++] & 0xff;
    }

    @Override
    public int read(byte[] into) {
        return read(into, 0, into.length);
    }

    /// Fewer than `length` where the datagram ends, and -1 where it has ended, as `InputStream` says.
    @Override
    public int read(byte[] into, int offset, int length) {
        int count = Math.min(length, bytes.length - at);
        if (count <= 0 && length > 0) {
            return -1;
        }
        System.arraycopy(bytes, at, into, offset, count);
        at += count;
        return count;
    }

    @Override
    public long skip(long count) {
        int skipped = Math.clamp(count, 0, bytes.length - at);
        at += skipped;
        return skipped;
    }

    @Override
    public int available() {
        return bytes.length - at;
    }

    @Override
    @SuppressWarnings("UnsynchronizedOverridesSynchronized") // one reader
    public void mark(int limit) {
        marked = at;
    }

    @Override
    @SuppressWarnings("UnsynchronizedOverridesSynchronized") // one reader
    public void reset() {
        at = marked;
    }

    @Override
    public long getPosition() {
        return at;
    }

    @Override
    public int getAvailableBytes() {
        return bytes.length;
    }
}
