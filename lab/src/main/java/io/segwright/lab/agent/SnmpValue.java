package io.segwright.lab.agent;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/// A value as it stands in a varbind: one BER element, encoded once.
public final class SnmpValue {
    private static final int HEADER_BYTES_MAX = 4; // tag and a length below 2^16
    private static final int OCTETS_MAX = 65_000; // no longer value fits a datagram

    private final byte[] element;

    private SnmpValue(byte[] element) {
        this.element = element;
    }

    public static SnmpValue integer(int value) {
        return new SnmpValue(new BerWriter(16).integer(value).toBytes());
    }

    /// OCTET STRING of UTF-8.
    public static SnmpValue text(String value) {
        return octets(value.getBytes(StandardCharsets.UTF_8));
    }

    public static SnmpValue octets(byte[] value) {
        return octets(Tags.OCTET_STRING, value);
    }

    /// What a device wraps because SNMP has no type for it, e.g. a float (RFC 2578 sec. 7.1.9).
    public static SnmpValue opaque(byte[] value) {
        return octets(Tags.OPAQUE, value);
    }

    /// The NULL that some devices answer although no object may have that type.
    public static SnmpValue nothing() {
        return octets(Tags.NULL, new byte[0]);
    }

    private static SnmpValue octets(int tag, byte[] value) {
        if (value.length > OCTETS_MAX) {
            throw new IllegalArgumentException(
                    "value of " + value.length + " bytes: want at most " + OCTETS_MAX);
        }
        return new SnmpValue(
                new BerWriter(value.length + HEADER_BYTES_MAX).octets(tag, value).toBytes());
    }

    public static SnmpValue oid(Oid value) {
        return octets(Tags.OBJECT_ID, value.toBer());
    }

    /// @param value 4 bytes
    public static SnmpValue ipAddress(byte[] value) {
        if (value.length != 4) {
            throw new IllegalArgumentException("IpAddress of " + value.length + " bytes: want 4");
        }
        return new SnmpValue(new BerWriter(16).octets(Tags.IP_ADDRESS, value).toBytes());
    }

    /// @param value 0..2^32-1
    public static SnmpValue counter32(long value) {
        return unsigned32(Tags.COUNTER32, value);
    }

    /// @param value 0..2^32-1
    public static SnmpValue gauge32(long value) {
        return unsigned32(Tags.GAUGE32, value);
    }

    /// @param hundredths of a second, 0..2^32-1
    public static SnmpValue timeTicks(long hundredths) {
        return unsigned32(Tags.TIME_TICKS, hundredths);
    }

    /// @param value unsigned: all 64 bits count
    public static SnmpValue counter64(long value) {
        if (value < 0) { // the sign bit is a digit here: one more octet says so
            byte[] digits = ByteBuffer.allocate(9).put((byte) 0).putLong(value).array();
            return octets(Tags.COUNTER64, digits);
        }
        return new SnmpValue(new BerWriter(16).number(Tags.COUNTER64, value).toBytes());
    }

    private static SnmpValue unsigned32(int tag, long value) {
        if (value < 0 || value > 0xffff_ffffL) {
            throw new IllegalArgumentException(value + ": want 0..2^32-1");
        }
        return new SnmpValue(new BerWriter(16).number(tag, value).toBytes());
    }

    byte[] element() {
        return element;
    }

    int tag() {
        return element[0] & 0xff;
    }
}
