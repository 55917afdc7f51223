package io.segwright.collectors.snmp;

import java.util.OptionalInt;

/// Finds the number by which an SNMP message is matched, without decoding the message: msgID of a v3 message,
/// request-id of a v1 or v2c one.
///
/// ```text
/// v1, v2c  SEQUENCE { INTEGER version, OCTET STRING community, [n] PDU { INTEGER request-id, ...   RFC 3416
/// v3       SEQUENCE { INTEGER version, SEQUENCE { INTEGER msgID, ...                               RFC 3412 sec. 6
/// ```
final class MessageIds {
    private static final int SEQUENCE = 0x30;
    private static final int INTEGER = 0x02;
    private static final int OCTET_STRING = 0x04;
    private static final int CONTEXT_CLASS = 0xa0;
    private static final int VERSION_3 = 3;

    private final byte[] message;
    private final int end;
    private int at;
    private boolean broken;

    private MessageIds(byte[] message, int length) {
        this.message = message;
        this.end = length;
    }

    /// @param length octets of `message` that count
    /// @return empty where the message is no SNMP message
    static OptionalInt peek(byte[] message, int length) {
        MessageIds reader = new MessageIds(message, length);
        reader.enter(SEQUENCE);
        int version = reader.integer();
        if (version == VERSION_3) {
            reader.enter(SEQUENCE);
        } else {
            reader.skip(OCTET_STRING);
            reader.enterPdu();
        }
        int id = reader.integer();
        return reader.broken ? OptionalInt.empty() : OptionalInt.of(id);
    }

    private int octet() {
        if (broken || at >= end) {
            broken = true;
            return 0;
        }
        return message[at++] & 0xff;
    }

    private int length() {
        int first = octet();
        if (first < 0x80) {
            return first;
        }
        int octets = first & 0x7f;
        if (octets < 1 || octets > 3) {
            broken = true; // indefinite, or above 16 MiB: no datagram has that
            return 0;
        }
        int length = 0;
        for (int i = 0; i < octets; i++) {
            length = (length << 8) | octet();
        }
        return length;
    }

    private void enter(int tag) {
        broken |= octet() != tag;
        length();
    }

    private void enterPdu() {
        broken |= (octet() & 0xe0) != CONTEXT_CLASS;
        length();
    }

    private void skip(int tag) {
        broken |= octet() != tag;
        int length = length();
        broken |= length > end - at;
        at = broken ? at : at + length;
    }

    private int integer() {
        broken |= octet() != INTEGER;
        int length = length();
        if (broken || length < 1 || length > 5) {
            broken = true;
            return 0;
        }
        int value = (byte) octet();
        for (int i = 1; i < length; i++) {
            value = (value << 8) | octet();
        }
        return value;
    }
}
