package io.segwright.collectors.snmp;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.snmp4j.asn1.BER;
import org.snmp4j.asn1.BERInputStream;

/// A datagram as SNMP4J wants to read it. Its own stream takes a lock at each value and checks a buffer at each octet,
/// half of what decoding costs; a datagram has one reader and lies in an array.
final class ArrayInput extends BERInputStream {
    private static final int OBJECT_IDENTIFIER = 0x06;
    private static final long SUB_ID_MAX = 0xffff_ffffL; // RFC 2578 sec. 3.5

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

    /// An OBJECT IDENTIFIER with its tag (X.690 sec. 8.19), the same as `BER.decodeOID` in one pass over the octets.
    /// Half of an answer is identifiers.
    int[] objectIdentifier() throws IOException {
        int tag = read();
        int length = BER.decodeLength(this);
        if (tag != OBJECT_IDENTIFIER || length > bytes.length - at) {
            throw new IOException(
                    "tag "
                            + tag
                            + " and "
                            + length
                            + " octets before byte "
                            + at
                            + ": want an OID");
        }
        int end = at + length;
        int count = 0;
        for (int i = at; i < end; i++) {
            count += bytes[i] >= 0 ? 1 : 0; // the last octet of a sub-identifier
        }
        if (length > 0 && bytes[end - 1] < 0) {
            throw new IOException("an OID ends inside a sub-identifier at byte " + end);
        }
        int[] ids = new int[count == 0 ? 2 : count + 1];
        for (int i = 1; i <= count; i++) {
            long id = 0;
            byte octet;
            do {
                octet = bytes[at++];
                id = (id << 7) | (octet & 0x7f);
                if (id > SUB_ID_MAX) {
                    throw new IOException("a sub-identifier above 2^32-1 before byte " + at);
                }
            } while (octet < 0);
            ids[i] = (int) id;
        }
        split(ids);
        return ids;
    }

    /// X.690 sec. 8.19.4: the first octet holds two sub-identifiers.
    private static void split(int[] ids) {
        int both = ids[1];
        ids[0] = both >= 0 && both < 40 ? 0 : both >= 0 && both < 80 ? 1 : 2;
        ids[1] = both - 40 * ids[0];
    }
}
