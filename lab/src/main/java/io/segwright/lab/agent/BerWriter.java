package io.segwright.lab.agent;

import java.util.Arrays;

/// Writes BER back to front, so that every length is known when it is written. One per thread, reused.
///
/// ```
/// buffer: | free ............ | last written ... first written |
///                             ^ at                             ^ end
/// ```
final class BerWriter {
    private final byte[] buffer;
    private int at;

    BerWriter(int capacity) {
        buffer = new byte[capacity];
        at = capacity;
    }

    BerWriter reset() {
        at = buffer.length;
        return this;
    }

    /// A mark for [#wrap]: everything written after it goes into the element.
    int mark() {
        return at;
    }

    byte[] buffer() {
        return buffer;
    }

    BerWriter bytes(byte[] source, int offset, int length) {
        at -= length;
        System.arraycopy(source, offset, buffer, at, length);
        return this;
    }

    /// Puts tag and length before what was written since the mark.
    BerWriter wrap(int tag, int mark) {
        int length = mark - at;
        if (length < 0x80) {
            buffer[--at] = (byte) length;
        } else if (length < 0x100) {
            buffer[--at] = (byte) length;
            buffer[--at] = (byte) 0x81;
        } else {
            buffer[--at] = (byte) length;
            buffer[--at] = (byte) (length >> 8);
            buffer[--at] = (byte) 0x82;
        }
        buffer[--at] = (byte) tag;
        return this;
    }

    BerWriter octets(int tag, byte[] content) {
        int mark = at;
        bytes(content, 0, content.length);
        return wrap(tag, mark);
    }

    BerWriter integer(int value) {
        return number(Tags.INTEGER, value);
    }

    /// The shortest two's-complement form of a 64-bit value; unsigned 32-bit values fit as they are.
    BerWriter number(int tag, long value) {
        int mark = at;
        long rest = value;
        do {
            buffer[--at] = (byte) rest;
            rest >>= 8;
        } while (rest != 0 && rest != -1);
        boolean negativeShown = buffer[at] < 0;
        if (negativeShown != (value < 0)) {
            buffer[--at] = (byte) (value < 0 ? 0xff : 0x00);
        }
        return wrap(tag, mark);
    }

    byte[] toBytes() {
        return Arrays.copyOfRange(buffer, at, buffer.length);
    }
}
