package io.segwright.inventory.attribute;

import java.util.Arrays;

/// The two arrays of a popcount trie, and how they are built from sorted prefixes.
///
/// **The ideal** is one memory access a look-up: a table with one entry for every address. For IPv4 that is 16 GiB,
/// and for IPv6 it cannot exist. A binary trie is small but makes one dependent access a bit, and a dependent access
/// that leaves the second-level cache costs 50 to 400 ns.
///
/// **What we do instead** is Poptrie (Asai and Ohara, SIGCOMM 2015) with the node made smaller still: a direct table
/// on the first bits, then nodes of 64 slots, six bits at a time. A node stores one 64-bit set, and one entry for
/// each *run* of slots that hold the same; the number of bits set at or below a slot is the place of its entry:
/// ```
///  pool   ... | starts, low | starts, high | entry | entry | ... | starts of the next node ...
///               bit s set: at slot s begins a run of slots with another entry
///
///  entry of slot s = pool[node + 1 + bitCount(starts & lowest s+1 bits)]
///  entry >= 0: a value, PrefixTrie.NONE included      entry < 0: ~entry is the node that decides further
/// ```
/// Poptrie keeps a second set and two base indexes a node, so that deeper nodes do not split runs of leaves. Here a
/// deeper node is an entry like a value: a run that it splits costs one entry more (4 bytes), while a node costs 16
/// bytes less, has its entries beside it in the same cache lines, and is read without choosing between two sets.
///
/// **The price**: immutable, so a change is a rebuild (about 0.1 us a prefix) and a swap of one reference. A prefix
/// whose length is not at a node's edge takes several slots, which the runs store as one.
final class TrieArrays {
    static final int STRIDE = 6; // 64 slots: one long is the set
    static final int SLOTS = 1 << STRIDE;

    /// The root for few prefixes: 16 KiB. Nodes then end at 18, 24, 30, 36, 42, 48 bits as the large one's do.
    static final int ROOT_BITS_SMALL = 12;

    /// One entry for each value of the first [#rootBits] bits.
    final int[] root;

    final int rootBits;

    /// The nodes.
    final int[] pool;

    private TrieArrays(int[] root, int rootBits, int[] pool) {
        this.root = root;
        this.rootBits = rootBits;
        this.pool = pool;
    }

    /// Exact bytes of the arrays, headers left out.
    long bytes() {
        return 4L * root.length + 4L * pool.length;
    }

    /// `count` bits of a left-aligned 128-bit key from bit `depth` on; bits past the end are zero.
    static int bits(long high, long low, int depth, int count) {
        long window;
        if (depth == 0) {
            window = high;
        } else if (depth < 64) {
            window = (high << depth) | (low >>> (64 - depth));
        } else {
            window = low << (depth - 64);
        }
        return (int) (window >>> (64 - count));
    }

    /// Sorted prefixes to arrays. Keys are left-aligned: the first bit of the address is bit 63 of `high`.
    static final class Builder {
        private final long[] highs;
        private final long[] lows;
        private final byte[] lengths;
        private final int[] values;
        private final int rootBits;
        private int[] pool;
        private int used;

        /// @param lengths unsigned, so 128 fits
        /// @param values each >= 1
        Builder(long[] highs, long[] lows, byte[] lengths, int[] values, int rootBits) {
            this.highs = highs;
            this.lows = lows;
            this.lengths = lengths;
            this.values = values;
            this.rootBits = rootBits;
            this.pool = new int[Math.max(256, highs.length * 2)];
        }

        TrieArrays build() {
            int[] root = new int[1 << rootBits];
            int i = 0;
            while (i < highs.length) {
                int slot = slot(i, 0, rootBits);
                if (length(i) <= rootBits) {
                    Arrays.fill(root, slot, slot + (1 << (rootBits - length(i))), values[i]);
                    i++;
                } else {
                    int end = endOfSlot(i, highs.length, 0, rootBits);
                    root[slot] = ~node(rootBits, i, end, root[slot]);
                    i = end;
                }
            }
            return new TrieArrays(root, rootBits, Arrays.copyOf(pool, used));
        }

        /// Appends the node for the prefixes `from..to`, all inside it and longer than `depth`, and what is below it.
        ///
        /// @return where it is in the pool
        private int node(int depth, int from, int to, int inherited) {
            int[] entries = new int[SLOTS];
            int[] starts = new int[SLOTS];
            int[] ends = new int[SLOTS]; // 0 where no deeper node is needed
            Arrays.fill(entries, inherited);
            int i = from;
            while (i < to) {
                // A covering prefix sorts before what it covers, so painting in order leaves the
                // deepest on top.
                int slot = slot(i, depth, STRIDE);
                int length = length(i);
                if (length <= depth + STRIDE) {
                    int count = 1 << (depth + STRIDE - length);
                    Arrays.fill(entries, slot, slot + count, values[i]);
                    i++;
                } else {
                    starts[slot] = i;
                    i = endOfSlot(i, to, depth, STRIDE);
                    ends[slot] = i;
                }
            }
            int at = append(entries, ends);
            int entry = at + 1;
            for (int slot = 0; slot < SLOTS; slot++) {
                if (startsRun(entries, ends, slot)) {
                    entry++;
                }
                if (ends[slot] != 0) {
                    int below = node(depth + STRIDE, starts[slot], ends[slot], entries[slot]);
                    pool[entry] = ~below; // after the call, which may replace the pool
                }
            }
            return at;
        }

        /// Appends the set and the entries; those of deeper nodes are written later.
        private int append(int[] entries, int[] ends) {
            if (used + 2 + SLOTS > pool.length) {
                pool = Arrays.copyOf(pool, Math.addExact(pool.length, (pool.length >> 1) + SLOTS));
            }
            int at = used;
            long set = 0;
            used += 2;
            for (int slot = 0; slot < SLOTS; slot++) {
                if (startsRun(entries, ends, slot)) {
                    set |= 1L << slot;
                    pool[used++] = entries[slot];
                }
            }
            pool[at] = (int) set;
            pool[at + 1] = (int) (set >>> 32);
            return at;
        }

        private static boolean startsRun(int[] entries, int[] ends, int slot) {
            return slot == 0
                    || ends[slot] != 0
                    || ends[slot - 1] != 0
                    || entries[slot] != entries[slot - 1];
        }

        private int endOfSlot(int from, int to, int depth, int bits) {
            int slot = slot(from, depth, bits);
            int end = from + 1;
            while (end < to && slot(end, depth, bits) == slot) {
                end++;
            }
            return end;
        }

        private int slot(int i, int depth, int bits) {
            return bits(highs[i], lows[i], depth, bits);
        }

        private int length(int i) {
            return lengths[i] & 0xff;
        }
    }
}
