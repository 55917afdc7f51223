package io.segwright.lab.agent;

import java.util.Arrays;

/// An OID as bytes whose plain unsigned comparison is the OID order (BER's base 128 is not: 16383 > 16384 there).
///
/// ```
/// below 2^7    0xxxxxxx
/// below 2^14   10xxxxxx + 1 byte
/// below 2^21   110xxxxx + 2 bytes
/// below 2^28   1110xxxx + 3 bytes
/// below 2^32   11110000 + 4 bytes
/// ```
/// A longer value has a greater first byte, so a shorter OID that is a prefix sorts first, as it must.
final class OidKey {
    private OidKey() {}

    /// From BER content.
    static byte[] of(byte[] ber) throws BerException {
        byte[] key = new byte[ber.length + Oid.SUB_IDS_MAX];
        int length = 0;
        int subIds = 0;
        long value = 0;
        for (int i = 0; i < ber.length; i++) {
            value = (value << 7) | (ber[i] & 0x7f);
            if (value > 0xffff_ffffL) {
                throw new BerException("sub-identifier above 32 bits");
            }
            if (ber[i] >= 0) {
                if (++subIds > Oid.SUB_IDS_MAX) {
                    throw new BerException("more than " + Oid.SUB_IDS_MAX + " sub-identifiers");
                }
                length = append(value, key, length);
                value = 0;
            } else if (i == ber.length - 1) {
                throw new BerException("OID ends inside a sub-identifier");
            }
        }
        return Arrays.copyOf(key, length);
    }

    private static int append(long value, byte[] key, int start) {
        int extra =
                value < 1 << 7
                        ? 0
                        : value < 1 << 14 ? 1 : value < 1 << 21 ? 2 : value < 1 << 28 ? 3 : 4;
        int lead = extra == 4 ? 0xf0 : 0xff & ~(0xff >> extra);
        int at = start;
        key[at++] = (byte) (extra == 4 ? lead : lead | (int) (value >>> (8 * extra)));
        for (int i = extra - 1; i >= 0; i--) {
            key[at++] = (byte) (value >>> (8 * i));
        }
        return at;
    }

    /// The sub-identifier that starts at the offset.
    static long subIdAt(byte[] key, int offset) {
        int lead = key[offset] & 0xff;
        int extra = lead < 0x80 ? 0 : lead < 0xc0 ? 1 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4;
        long value = extra == 4 ? 0 : lead & (0xff >> (extra + (extra == 0 ? 0 : 1)));
        for (int i = 1; i <= extra; i++) {
            value = (value << 8) | (key[offset + i] & 0xff);
        }
        return value;
    }

    /// Dotted, for messages.
    static String text(byte[] key) {
        StringBuilder text = new StringBuilder();
        for (int at = 0; at < key.length; at += length(key[at])) {
            long subId = subIdAt(key, at);
            if (at == 0) { // X.690 sec. 8.19.4: the first two arcs are one
                long first = Math.min(subId / 40, 2);
                text.append(first).append('.').append(subId - first * 40);
            } else {
                text.append('.').append(subId);
            }
        }
        return text.toString();
    }

    private static int length(byte lead) {
        return 1 + Math.min(4, Integer.numberOfLeadingZeros(~(lead << 24)));
    }

    static boolean startsWith(byte[] key, byte[] prefix) {
        return key.length >= prefix.length
                && Arrays.equals(key, 0, prefix.length, prefix, 0, prefix.length);
    }
}
