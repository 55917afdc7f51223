package io.segwright.lab.agent;

import java.util.Arrays;

/// An OBJECT IDENTIFIER: 2 to 128 sub-identifiers of unsigned 32 bits (RFC 2578 sec. 3.5).
public final class Oid {
    static final int SUB_IDS_MAX = 128;

    private final int[] subIds;

    private Oid(int[] subIds) {
        if (subIds.length < 2 || subIds.length > SUB_IDS_MAX) {
            throw new IllegalArgumentException(
                    "OID with " + subIds.length + " sub-identifiers: want 2.." + SUB_IDS_MAX);
        }
        this.subIds = subIds;
    }

    /// Parses `1.3.6.1.2.1.1.1.0`.
    public static Oid of(String dotted) {
        String[] parts = dotted.split("\\.", -1);
        int[] subIds = new int[parts.length];
        for (int i = 0; i < parts.length; i++) {
            subIds[i] = Integer.parseUnsignedInt(parts[i]);
        }
        return new Oid(subIds);
    }

    /// This one with sub-identifiers appended.
    public Oid child(int... more) {
        int[] all = Arrays.copyOf(subIds, subIds.length + more.length);
        System.arraycopy(more, 0, all, subIds.length, more.length);
        return new Oid(all);
    }

    /// This one with every octet appended as a sub-identifier: how addresses and strings stand in an index.
    public Oid octets(byte[] octets) {
        int[] more = new int[octets.length];
        for (int i = 0; i < octets.length; i++) {
            more[i] = octets[i] & 0xff;
        }
        return child(more);
    }

    /// BER content: the first two are one octet, the others base 128.
    byte[] toBer() {
        byte[] out = new byte[subIds.length * 5];
        int length = base128(subIds[0] * 40L + subIds[1], out, 0);
        for (int i = 2; i < subIds.length; i++) {
            length = base128(Integer.toUnsignedLong(subIds[i]), out, length);
        }
        return Arrays.copyOf(out, length);
    }

    private static int base128(long value, byte[] out, int start) {
        int at = start;
        for (int shift = 28; shift > 0; shift -= 7) {
            if (value >>> shift != 0) {
                out[at++] = (byte) (0x80 | ((value >>> shift) & 0x7f));
            }
        }
        out[at++] = (byte) (value & 0x7f);
        return at;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Oid that && Arrays.equals(subIds, that.subIds);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(subIds);
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        for (int subId : subIds) {
            text.append(text.isEmpty() ? "" : ".").append(Integer.toUnsignedString(subId));
        }
        return text.toString();
    }
}
