package io.segwright.lab.agent;

import java.util.Arrays;

/// Reads BER (X.690, definite lengths only) out of one datagram. Positions are absolute in that datagram.
final class BerReader {
    private static final int LENGTH_OCTETS_MAX = 3; // a datagram is shorter than 2^24

    private final byte[] bytes;
    private int at;
    private final int end;

    BerReader(byte[] bytes, int start, int end) {
        this.bytes = bytes;
        this.at = start;
        this.end = end;
    }

    boolean hasMore() {
        return at < end;
    }

    int position() {
        return at;
    }

    /// The next element's tag, not consumed.
    int tag() throws BerException {
        if (at >= end) {
            throw new BerException("message ends at byte " + at + ", want a tag");
        }
        return bytes[at] & 0xff;
    }

    /// Enters the next element, which must have the tag; this reader goes on behind it.
    BerReader enter(int tag) throws BerException {
        if (tag() != tag) {
            throw new BerException("tag " + tag() + " at byte " + at + ", want " + tag);
        }
        at++;
        int length = length();
        BerReader inner = new BerReader(bytes, at, at + length);
        at += length;
        return inner;
    }

    private int length() throws BerException {
        if (at >= end) {
            throw new BerException("message ends at byte " + at + ", want a length");
        }
        int first = bytes[at++] & 0xff;
        int length = first;
        if (first >= 0x80) {
            int octets = first & 0x7f;
            if (octets == 0 || octets > LENGTH_OCTETS_MAX || octets > end - at) {
                throw new BerException("length at byte " + (at - 1) + " has " + octets + " octets");
            }
            length = 0;
            for (int i = 0; i < octets; i++) {
                length = (length << 8) | (bytes[at++] & 0xff);
            }
        }
        if (length > end - at) {
            throw new BerException(
                    length + " bytes at byte " + at + ", only " + (end - at) + " left");
        }
        return length;
    }

    /// An INTEGER of at most 32 bits.
    int integer() throws BerException {
        BerReader content = enter(Tags.INTEGER);
        int length = content.end - content.at;
        if (length < 1 || length > 4) {
            throw new BerException("integer of " + length + " bytes at byte " + content.at);
        }
        int value = bytes[content.at]; // sign-extends
        for (int i = 1; i < length; i++) {
            value = (value << 8) | (bytes[content.at + i] & 0xff);
        }
        return value;
    }

    /// The content of an element with the tag.
    byte[] octets(int tag) throws BerException {
        BerReader content = enter(tag);
        return Arrays.copyOfRange(bytes, content.at, content.end);
    }
}
