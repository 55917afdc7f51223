package io.segwright.inventory.ipam;

import io.segwright.inventory.net.IpAddress;
import io.segwright.inventory.net.IpFamily;
import io.segwright.inventory.space.Block;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// Numbers and texts as bytes: numbers in groups of seven bits, the lowest first, the high bit set on all but the last
/// (LEB128); texts as UTF-8 after their length; an address as its bytes after its family.
final class ByteWriter {
    private byte[] bytes = new byte[128];
    private int length;

    byte[] bytes() {
        return Arrays.copyOf(bytes, length);
    }

    void octet(int value) {
        if (length == bytes.length) {
            bytes = Arrays.copyOf(bytes, length * 2);
        }
        bytes[length++] = (byte) value;
    }

    void number(long value) {
        long rest = value;
        while ((rest & ~0x7fL) != 0) {
            octet((int) (rest & 0x7f) | 0x80);
            rest >>>= 7;
        }
        octet((int) rest);
    }

    void text(String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        number(utf8.length);
        octets(utf8);
    }

    void octets(byte[] more) {
        if (length + more.length > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, length + more.length));
        }
        System.arraycopy(more, 0, bytes, length, more.length);
        length += more.length;
    }

    void address(IpAddress address) {
        octet(address.family() == IpFamily.V4 ? 4 : 6);
        octets(address.bytes());
    }

    void block(Block block) {
        address(block.first());
        octets(block.last().bytes());
    }
}
