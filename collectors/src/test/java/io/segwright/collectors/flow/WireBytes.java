package io.segwright.collectors.flow;

import io.segwright.inventory.net.IpAddress;
import java.io.ByteArrayOutputStream;

/// Writes datagrams by hand, byte after byte.
public final class WireBytes {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    public WireBytes u8(int... values) {
        for (int value : values) {
            bytes.write(value);
        }
        return this;
    }

    public WireBytes u16(int... values) {
        for (int value : values) {
            u8(value >>> 8, value);
        }
        return this;
    }

    public WireBytes u32(long... values) {
        for (long value : values) {
            u16((int) (value >>> 16), (int) value);
        }
        return this;
    }

    public WireBytes u64(long... values) {
        for (long value : values) {
            u32(value >>> 32, value);
        }
        return this;
    }

    public WireBytes address(String text) {
        bytes.writeBytes(IpAddress.of(text).bytes());
        return this;
    }

    public WireBytes add(WireBytes other) {
        bytes.writeBytes(other.array());
        return this;
    }

    /// A set: its id, its length, its content.
    public WireBytes set(int id, WireBytes content) {
        return u16(id, content.array().length + 4).add(content);
    }

    /// A NetFlow v9 header (RFC 3954 sec. 5.1).
    public static WireBytes v9(long uptime, long seconds, long sequence, long sourceId) {
        return new WireBytes().u16(9, 1).u32(uptime, seconds, sequence, sourceId);
    }

    /// An IPFIX message (RFC 7011 sec. 3.1).
    public static WireBytes ipfix(long seconds, long sequence, long domain, WireBytes sets) {
        return new WireBytes()
                .u16(10, 16 + sets.array().length)
                .u32(seconds, sequence, domain)
                .add(sets);
    }

    public byte[] array() {
        return bytes.toByteArray();
    }
}
