package io.segwright.inventory.net;

import java.util.HexFormat;

/// A 48-bit MAC address; printed in lower case with colons, parsed in every usual form.
///
/// @param bits the address in the low 48 bits
public record MacAddress(long bits) implements Comparable<MacAddress> {
    private static final int HEX_DIGITS = 12;
    private static final int TEXT_MAX = 17; // 12 digits and 5 separators

    public MacAddress {
        if (bits >>> 48 != 0) {
            throw new IllegalArgumentException(
                    "MAC address has bits above 48: " + Long.toHexString(bits));
        }
    }

    /// `00:1b:21:aa:bb:cc`, `00-1B-21-AA-BB-CC`, `001b.21aa.bbcc` or `001b21aabbcc`.
    public static MacAddress parse(String text) throws AddressFormatException {
        long value = 0;
        int digits = 0;
        boolean wrong = text.length() > TEXT_MAX;
        for (int i = 0;
                i < text.length() && !wrong;
                i++) { // no regular expressions: millions are read
            char c = text.charAt(i);
            if (HexFormat.isHexDigit(c)) {
                value = (value << 4) | HexFormat.fromHexDigit(c);
                digits++;
            } else {
                wrong = c != ':' && c != '-' && c != '.';
            }
        }
        if (wrong || digits != HEX_DIGITS) {
            throw new AddressFormatException(
                    "'" + text + "' is no MAC address: want e.g. 00:1b:21:aa:bb:cc");
        }
        return new MacAddress(value);
    }

    /// @throws IllegalArgumentException where [#parse] would refuse
    public static MacAddress of(String text) {
        try {
            return parse(text);
        } catch (AddressFormatException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }

    /// @param bytes 6 bytes in network order
    /// @throws IllegalArgumentException for any other length
    public static MacAddress ofBytes(byte[] bytes) {
        if (bytes.length != 6) {
            throw new IllegalArgumentException("MAC address of " + bytes.length + " bytes: want 6");
        }
        long value = 0;
        for (byte b : bytes) {
            value = (value << 8) | (b & 0xff);
        }
        return new MacAddress(value);
    }

    /// True for values that many devices share: all zero, all one, multicast, the virtual router MACs of VRRP (RFC
    /// 5798 sec. 7.3), HSRP and GLBP, and those of a FortiGate cluster. Such a MAC must never identify a device.
    public boolean isShared() {
        boolean multicast = ((bits >>> 40) & 1) == 1;
        boolean vrrp = bits >>> 8 == 0x00005e0001L || bits >>> 8 == 0x00005e0002L;
        boolean hsrp = bits >>> 8 == 0x00000c07acL || bits >>> 12 == 0x00000c9ffL;
        boolean glbp = bits >>> 16 == 0x0007b400L;
        boolean cluster = bits >>> 16 == 0x00090f09L;
        return bits == 0 || multicast || vrrp || hsrp || glbp || cluster;
    }

    @Override
    public int compareTo(MacAddress other) {
        return Long.compare(bits, other.bits);
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(17);
        for (int shift = 40; shift >= 0; shift -= 8) {
            text.append(Character.forDigit((int) ((bits >>> (shift + 4)) & 0xf), 16));
            text.append(Character.forDigit((int) ((bits >>> shift) & 0xf), 16));
            if (shift > 0) {
                text.append(':');
            }
        }
        return text.toString();
    }
}
