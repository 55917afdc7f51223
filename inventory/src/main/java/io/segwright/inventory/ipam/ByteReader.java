package io.segwright.inventory.ipam;

import io.segwright.inventory.ipam.ChangeCodec.FormatException;
import io.segwright.inventory.net.IpAddress;
import io.segwright.inventory.net.IpFamily;
import io.segwright.inventory.space.Block;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// Reads what [ByteWriter] wrote, and trusts nothing: each fault names the byte.
final class ByteReader {
    private static final int TEXT_BYTES_MAX = 4_096; // 400 characters are at most 1,600 bytes

    private final byte[] bytes;
    private int at;

    ByteReader(byte[] bytes) {
        this.bytes = bytes;
    }

    int octet() throws FormatException {
        if (at >= bytes.length) {
            throw fault("ends here: want one more byte");
        }
        return bytes[at++] & 0xff;
    }

    long number() throws FormatException {
        long value = 0;
        for (int shift = 0; shift < 64; shift += 7) {
            int group = octet();
            value |= (long) (group & 0x7f) << shift;
            if (group < 0x80) {
                return value;
            }
        }
        throw fault("number of more than 64 bits");
    }

    int count(int max) throws FormatException {
        long value = number();
        if (value < 0 || value > max) {
            throw fault("count " + value + ": want 0.." + max);
        }
        return (int) value;
    }

    String text() throws FormatException {
        int size = count(TEXT_BYTES_MAX);
        require(size);
        String text = new String(bytes, at, size, StandardCharsets.UTF_8);
        at += size;
        return text;
    }

    IpAddress address() throws FormatException {
        int family = octet();
        if (family != 4 && family != 6) {
            throw fault("address family " + family + ": want 4 or 6");
        }
        return address(family == 4 ? IpFamily.V4 : IpFamily.V6);
    }

    private IpAddress address(IpFamily family) throws FormatException {
        if (family == IpFamily.V4) {
            return IpAddress.v4((int) big(4));
        }
        long high = big(8);
        return IpAddress.v6(high, big(8));
    }

    private long big(int size) throws FormatException {
        require(size);
        long value = 0;
        for (int i = 0; i < size; i++) {
            value = (value << 8) | (bytes[at++] & 0xff);
        }
        return value;
    }

    Block block() throws FormatException {
        IpAddress first = address();
        return new Block(first, address(first.family()));
    }

    /// One of `values`, written as its place among them.
    <E> E one(List<E> values) throws FormatException {
        return values.get(count(values.size() - 1));
    }

    void end() throws FormatException {
        if (at != bytes.length) {
            throw fault((bytes.length - at) + " bytes too many");
        }
    }

    private void require(int size) throws FormatException {
        if (size > bytes.length - at) {
            throw fault("ends at byte " + bytes.length + ": want " + size + " more");
        }
    }

    FormatException fault(String what) {
        return new FormatException("byte " + at + ": " + what);
    }
}
