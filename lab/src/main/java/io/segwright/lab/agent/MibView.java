package io.segwright.lab.agent;

import java.util.Arrays;

/// A [Mib] as one agent shows it: the order of its rows, straight or bent by a [Fault].
///
/// A position is an int: `0..size-1` is a row, `size` the end, `ENDLESS_BASE - k` the k-th row of a subtree that never
/// ends.
final class MibView {
    private static final int ENDLESS_BASE = -2;
    private static final byte[] NO_PREFIX = {};

    private final Mib mib;
    private final FaultSet.Bend bend;
    private final byte[] prefix;
    private final byte[] prefixBer;
    private final int first;
    private final int last;

    MibView(Mib mib, FaultSet faults) {
        this.mib = mib;
        Oid subtree = faults.subtree();
        bend = faults.bend();
        if (subtree == null) {
            prefix = NO_PREFIX;
            prefixBer = NO_PREFIX;
            first = 0;
            last = -1;
        } else {
            prefixBer = subtree.toBer();
            prefix = key(prefixBer);
            int found = mib.find(prefix);
            int start = found >= 0 ? found : -found - 1;
            int end = start;
            while (end < mib.size() && mib.startsWith(end, prefix)) {
                end++;
            }
            first = start;
            last = end - 1;
        }
    }

    private static byte[] key(byte[] ber) {
        try {
            return OidKey.of(ber);
        } catch (BerException e) {
            throw new AssertionError("an own OID does not read back", e);
        }
    }

    boolean isEnd(int position) {
        return position == mib.size();
    }

    boolean isCounter64(int position) {
        return position >= 0 && position < mib.size() && mib.isCounter64(position);
    }

    /// The row with exactly this OID, or a negative number.
    int exact(byte[] key) {
        return Math.max(mib.find(key), -1);
    }

    /// The row that follows an OID which a manager sent.
    int after(byte[] key) {
        int found = mib.find(key);
        if (found >= 0) {
            return bend == FaultSet.Bend.ENDLESS ? endlessAfter(key, found + 1) : after(found);
        }
        int straight = -found - 1;
        return bend == FaultSet.Bend.ENDLESS ? endlessAfter(key, straight) : straight;
    }

    private int endlessAfter(byte[] key, int straight) {
        if (OidKey.startsWith(key, prefix)) {
            long row = key.length == prefix.length ? 0 : OidKey.subIdAt(key, prefix.length);
            return ENDLESS_BASE - (int) Math.min(row + 1, Integer.MAX_VALUE / 2);
        }
        boolean ahead = Arrays.compareUnsigned(key, prefix) < 0;
        boolean next = straight == mib.size() || mib.compare(straight, prefix) > 0;
        return ahead && next ? ENDLESS_BASE - 1 : straight;
    }

    /// The row that follows a row.
    int after(int position) {
        return switch (bend) {
            case NONE -> position + 1;
            case LOOPING -> position == last ? first : position + 1;
            case REPEATING -> position >= first && position <= last ? position : position + 1;
            case ENDLESS -> {
                if (position < 0) {
                    yield position - 1;
                }
                int straight = position + 1;
                boolean before = mib.compare(position, prefix) < 0;
                boolean next = straight == mib.size() || mib.compare(straight, prefix) > 0;
                yield before && next ? ENDLESS_BASE - 1 : straight;
            }
        };
    }

    void append(int position, VarbindList list) {
        if (position >= 0) {
            list.add(mib.varbinds(), mib.varbindStart(position), mib.varbindLength(position));
            return;
        }
        byte[] name = endlessName(ENDLESS_BASE - position);
        byte[] varbind = Mib.encode(name, SnmpValue.integer(1).element());
        list.add(varbind, 0, varbind.length);
    }

    private byte[] endlessName(int row) {
        byte[] name = Arrays.copyOf(prefixBer, prefixBer.length + 5);
        int at = prefixBer.length;
        for (int shift = 28; shift > 0; shift -= 7) {
            if (row >>> shift != 0) {
                name[at++] = (byte) (0x80 | (row >>> shift));
            }
        }
        name[at++] = (byte) (row & 0x7f);
        return Arrays.copyOf(name, at);
    }
}
