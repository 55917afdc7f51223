package io.segwright.inventory.attribute;

import io.segwright.inventory.net.Prefix;
import java.util.Arrays;
import java.util.List;

/// The prefixes of one family whose versions changed since an index was built, sorted, each with all its versions now.
///
/// Immutable: a change copies at most [#PREFIXES_MAX] entries, 29 bytes each. A prefix that is allocated no more stays,
/// with no versions, and hides what the index has of it.
final class PrefixChanges {
    /// So that copying them stays below 50 us. An index that has so many is built anew.
    static final int PREFIXES_MAX = 2_048;

    static final PrefixChanges NONE =
            new PrefixChanges(new long[0], new long[0], new byte[0], new Versions[0], new int[0]);

    private final long[] highs; // left-aligned, as in PrefixColumns
    private final long[] lows;
    private final byte[] lengths;
    private final Versions[] versions;
    private final int[] parents; // the one that covers it most closely, or -1

    private PrefixChanges(
            long[] highs, long[] lows, byte[] lengths, Versions[] versions, int[] parents) {
        this.highs = highs;
        this.lows = lows;
        this.lengths = lengths;
        this.versions = versions;
        this.parents = parents;
    }

    int size() {
        return highs.length;
    }

    boolean isFull() {
        return size() >= PREFIXES_MAX;
    }

    /// @param now every version of the prefix
    PrefixChanges with(Prefix prefix, List<Allocation> now) {
        long high = PrefixColumns.high(prefix);
        long low = PrefixColumns.low(prefix);
        int length = prefix.length();
        int known = find(prefix);
        if (known >= 0) {
            Versions[] changed = versions.clone();
            changed[known] = Versions.of(now);
            return new PrefixChanges(highs, lows, lengths, changed, parents);
        }
        int at = lastAtOrBefore(high, low, length) + 1;
        int size = highs.length + 1;
        long[] newHighs = Arrays.copyOf(highs, size);
        long[] newLows = Arrays.copyOf(lows, size);
        byte[] newLengths = Arrays.copyOf(lengths, size);
        Versions[] newVersions = Arrays.copyOf(versions, size);
        System.arraycopy(highs, at, newHighs, at + 1, highs.length - at);
        System.arraycopy(lows, at, newLows, at + 1, highs.length - at);
        System.arraycopy(lengths, at, newLengths, at + 1, highs.length - at);
        System.arraycopy(versions, at, newVersions, at + 1, highs.length - at);
        newHighs[at] = high;
        newLows[at] = low;
        newLengths[at] = (byte) length;
        newVersions[at] = Versions.of(now);
        PrefixChanges next =
                new PrefixChanges(newHighs, newLows, newLengths, newVersions, new int[size]);
        next.findParents();
        return next;
    }

    /// The place of a prefix, or -1.
    int find(Prefix prefix) {
        long high = PrefixColumns.high(prefix);
        long low = PrefixColumns.low(prefix);
        int at = lastAtOrBefore(high, low, prefix.length());
        boolean same =
                at >= 0 && highs[at] == high && lows[at] == low && length(at) == prefix.length();
        return same ? at : -1;
    }

    void addTo(List<Allocation> all) {
        for (Versions each : versions) {
            all.addAll(each.all());
        }
    }

    private void findParents() {
        for (int i = 0; i < parents.length; i++) {
            int parent = i - 1;
            while (parent >= 0 && !covers(parent, highs[i], lows[i])) {
                parent = parents[parent];
            }
            parents[i] = parent;
        }
    }

    /// The deepest that covers an address, or -1.
    int deepest(long high, long low) {
        int i = lastAtOrBefore(high, low, 128);
        while (i >= 0 && !covers(i, high, low)) {
            i = parents[i];
        }
        return i;
    }

    /// The next that covers it, or -1.
    int parent(int i) {
        return parents[i];
    }

    int length(int i) {
        return lengths[i] & 0xff;
    }

    Versions versions(int i) {
        return versions[i];
    }

    private boolean covers(int i, long high, long low) {
        return PrefixColumns.agree(highs[i] ^ high, lows[i] ^ low, length(i));
    }

    private int lastAtOrBefore(long high, long low, int length) {
        int from = 0;
        int to = highs.length;
        while (from < to) {
            int middle = (from + to) >>> 1;
            int byHigh = Long.compareUnsigned(highs[middle], high);
            int byLow = byHigh != 0 ? byHigh : Long.compareUnsigned(lows[middle], low);
            if (byLow < 0 || (byLow == 0 && length(middle) <= length)) {
                from = middle + 1;
            } else {
                to = middle;
            }
        }
        return from - 1;
    }
}
