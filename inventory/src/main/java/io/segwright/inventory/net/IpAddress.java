package io.segwright.inventory.net;

import inet.ipaddr.AddressStringException;
import inet.ipaddr.IPAddress;
import inet.ipaddr.IPAddressString;
import inet.ipaddr.IPAddressStringParameters;
import inet.ipaddr.ipv4.IPv4Address;
import inet.ipaddr.ipv6.IPv6Address;

/// One IPv4 or IPv6 address as 128 bits in two longs.
///
/// An IPv4 address has `high == 0` and its 32 bits in `low`. An IPv4-mapped IPv6 address (`::ffff:192.0.2.1`) is
/// folded to IPv4 by [#parse] and [#ofBytes], since devices report one host both ways. Order: IPv4 first, then
/// unsigned by value.
///
/// @param family which of the two
/// @param high bits 127..64, 0 for IPv4
/// @param low bits 63..0; for IPv4 the address in 0..2^32-1
public record IpAddress(IpFamily family, long high, long low) implements Comparable<IpAddress> {
    private static final int TEXT_CHARS_MAX = 64; // the longest legal text has 45 characters
    private static final long MAPPED_PREFIX = 0xffffL; // RFC 4291 sec. 2.5.5.2
    private static final IPAddressStringParameters STRICT =
            new IPAddressStringParameters.Builder()
                    .allowEmpty(false)
                    .allowAll(false)
                    .allowSingleSegment(false)
                    .allowPrefix(false)
                    .allowMask(false)
                    .allowWildcardedSeparator(false)
                    .setRangeOptions(inet.ipaddr.AddressStringParameters.RangeParameters.NO_RANGE)
                    .getIPv4AddressParametersBuilder()
                    .allow_inet_aton(false)
                    .allowLeadingZeros(false)
                    .allowBinary(false)
                    .getParentBuilder()
                    .getIPv6AddressParametersBuilder()
                    .allowZone(false)
                    .allowBase85(false)
                    .allowBinary(false)
                    .getParentBuilder()
                    .toParams();

    public IpAddress {
        if (family == IpFamily.V4 && (high != 0 || low >>> 32 != 0)) {
            throw new IllegalArgumentException(
                    "IPv4 address has bits above 32: "
                            + Long.toHexString(high)
                            + " "
                            + Long.toHexString(low));
        }
    }

    /// @param bits the address, read as unsigned 32 bits
    public static IpAddress v4(int bits) {
        return new IpAddress(IpFamily.V4, 0, Integer.toUnsignedLong(bits));
    }

    public static IpAddress v6(long high, long low) {
        return new IpAddress(IpFamily.V6, high, low);
    }

    /// Strict: no zone, no prefix length, no leading zeros, no `inet_aton` short forms.
    public static IpAddress parse(String text) throws AddressFormatException {
        if (text.length() > TEXT_CHARS_MAX) {
            throw new AddressFormatException(
                    "address of " + text.length() + " characters: want at most " + TEXT_CHARS_MAX);
        }
        IPAddress parsed;
        try {
            parsed = new IPAddressString(text, STRICT).toAddress();
        } catch (AddressStringException | inet.ipaddr.IncompatibleAddressException _) {
            throw new AddressFormatException(notAnAddress(text));
        }
        return switch (parsed) {
            case IPv4Address v4 -> v4(v4.intValue());
            case IPv6Address v6 -> ofBytes(v6.getBytes());
            case null, default -> throw new AddressFormatException(notAnAddress(text));
        };
    }

    private static String notAnAddress(String text) {
        int zone = text.indexOf('%');
        if (zone > 0 && text.indexOf(':') >= 0) { // RFC 4007 sec. 11: of use on one machine only
            return "'"
                    + text
                    + "' has a zone, which means something on one machine only: want "
                    + text.substring(0, zone);
        }
        return "'" + text + "' is no address: want e.g. 192.0.2.7 or 2001:db8::7";
    }

    /// For literals in code and tests.
    ///
    /// @throws IllegalArgumentException where [#parse] would refuse
    public static IpAddress of(String text) {
        try {
            return parse(text);
        } catch (AddressFormatException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }

    /// @param bytes 4 or 16 bytes in network order
    /// @throws IllegalArgumentException for any other length
    public static IpAddress ofBytes(byte[] bytes) {
        return switch (bytes.length) {
            case 4 -> new IpAddress(IpFamily.V4, 0, longAt(bytes, 0, 4));
            case 16 -> {
                long high = longAt(bytes, 0, 8);
                long low = longAt(bytes, 8, 8);
                yield high == 0 && low >>> 32 == MAPPED_PREFIX ? v4((int) low) : v6(high, low);
            }
            default ->
                    throw new IllegalArgumentException(
                            "address of " + bytes.length + " bytes: want 4 or 16");
        };
    }

    private static long longAt(byte[] bytes, int offset, int length) {
        long value = 0;
        for (int i = 0; i < length; i++) {
            value = (value << 8) | (bytes[offset + i] & 0xff);
        }
        return value;
    }

    /// @return 4 or 16 bytes in network order
    public byte[] bytes() {
        byte[] bytes = new byte[family.bits() / 8];
        for (int i = 0; i < bytes.length; i++) {
            int shift = 8 * (bytes.length - 1 - i);
            bytes[i] = (byte) (shift >= 64 ? high >>> (shift - 64) : low >>> shift);
        }
        return bytes;
    }

    /// 224.0.0.0/4 or ff00::/8.
    public boolean isMulticast() {
        return family == IpFamily.V4 ? low >>> 28 == 0xe : high >>> 56 == 0xff;
    }

    /// 127.0.0.0/8 or ::1.
    public boolean isLoopback() {
        return family == IpFamily.V4 ? low >>> 24 == 127 : high == 0 && low == 1;
    }

    /// 127.0.0.0/16 or ::1: what every host calls itself, so it tells nothing apart. The rest of 127.0.0.0/8 is a host's
    /// own too, but its owner may give those addresses to single devices, as the demo's estate does.
    public boolean isOwnHost() {
        return family == IpFamily.V4 ? low >>> 16 == 0x7f00 : isLoopback();
    }

    /// 169.254.0.0/16 or fe80::/10: means something on one link only.
    public boolean isLinkLocal() {
        return family == IpFamily.V4 ? low >>> 16 == 0xa9fe : high >>> 54 == 0x3fa;
    }

    /// 0.0.0.0 or ::.
    public boolean isUnspecified() {
        return high == 0 && low == 0;
    }

    /// The prefix of full length that holds this address alone.
    public Prefix asPrefix() {
        return new Prefix(this, family.bits());
    }

    @Override
    public int compareTo(IpAddress other) {
        if (family != other.family) {
            return family.compareTo(other.family);
        }
        int byHigh = Long.compareUnsigned(high, other.high);
        return byHigh != 0 ? byHigh : Long.compareUnsigned(low, other.low);
    }

    /// Dotted quad, or RFC 5952 canonical IPv6.
    @Override
    public String toString() {
        if (family == IpFamily.V4) {
            return (low >>> 24)
                    + "."
                    + ((low >>> 16) & 0xff)
                    + "."
                    + ((low >>> 8) & 0xff)
                    + "."
                    + (low & 0xff);
        }
        return new IPv6Address(bytes()).toCanonicalString();
    }
}
