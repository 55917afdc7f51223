package io.segwright.lab.agent;

import java.nio.charset.StandardCharsets;

/// A value as it stands in a varbind: one BER element, encoded once.
public final class SnmpValue {
    private static final int CAPACITY =
            2_048; // the longest sysDescr in real captures has 255 bytes

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
        return new SnmpValue(new BerWriter(CAPACITY).octets(Tags.OCTET_STRING, value).toBytes());
    }

    public static SnmpValue oid(Oid value) {
        return new SnmpValue(
                new BerWriter(CAPACITY).octets(Tags.OBJECT_ID, value.toBer()).toBytes());
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

    /// @param value 0..2^63-1
    public static SnmpValue counter64(long value) {
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
