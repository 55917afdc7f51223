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
/// Tried and left out: the few prefixes below a slot side by side, all compared, instead of a chain of nodes. It saves
/// a fifth of the bytes in IPv6 and an eighth of the time one by one, and costs batches a tenth: how many there are to
/// compare is not to be predicted.
///
/// **The price**: immutable, so a change is a rebuild (about 0.08 us a prefix) and a swap of one reference. A prefix
/// whose length is not at a node's edge takes several slots, which the runs store as one.
final class TrieArrays {
    static final int STRIDE = 6; // 64 slots: one long is the set
    static final int SLOTS = 1 << STRIDE;

    /// One entry for each value of the bits from [#skip] to [#depth].
    final int[] root;

    /// Bits that all prefixes have in common; the caller sees to it that addresses have them too.
    final int skip;

    /// Where the first nodes begin.
    final int depth;

    /// The nodes.
    final int[] pool;

    private TrieArrays(int[] root, int skip, int depth, int[] pool) {
        this.root = root;
        this.skip = skip;
        this.depth = depth;
        this.pool = pool;
    }

    /// The look-up that is plain to read; hot paths have their own.
    int lookup(long high, long low) {
        int entry = root[window(high, low, skip) >>> (32 - (depth - skip))];
        for (int at = depth; entry < 0; at += STRIDE) {
            entry = entryOfSlot(~entry, slot(high, low, at));
        }
        return entry;
    }

    /// How many nodes a look-up reads: what its cost grows with.
    int visits(long high, long low) {
        int visits = 0;
        int entry = root[window(high, low, skip) >>> (32 - (depth - skip))];
        for (int at = depth; entry < 0; at += STRIDE) {
            entry = entryOfSlot(~entry, slot(high, low, at));
            visits++;
        }
        return visits;
    }

    private int entryOfSlot(int node, int slot) {
        long starts = (pool[node] & 0xffffffffL) | ((long) pool[node + 1] << 32);
        return pool[node + 1 + Long.bitCount(starts << (63 - slot))];
    }

    /// The slot of an address in a node that begins at `depth`; bits past the end are zero.
    static int slot(long high, long low, int depth) {
        return window(high, low, depth) >>> (32 - STRIDE);
    }

    /// The 32 bits of a left-aligned 128-bit key from bit `depth` on; bits past the end are zero.
    private static int window(long high, long low, int depth) {
        if (depth == 0) {
            return (int) (high >>> 32);
        }
        if (depth < 64) {
            return (int) (((high << depth) | (low >>> (64 - depth))) >>> 32);
        }
        return (int) ((low << (depth - 64)) >>> 32);
    }

    /// Exact bytes of the arrays, headers left out.
    long bytes() {
        return 4L * root.length + 4L * pool.length;
    }

    /// Sorted prefixes to arrays.
    static final class Builder {
        private static final int BEGIN =
                SLOTS; // in a scratch: the first deeper prefix of each slot
        private static final int END =
                2 * SLOTS; // and the one after the last, 0 where there is none

        private final PrefixColumns prefixes;
        private final int skip;
        private final int rootBits;
        private final int[][] scratch =
                new int[128 / STRIDE + 2][]; // by level: a node allocates nothing
        private int[] pool;
        private int used;

        /// @param prefixes sorted, each value >= 1
        /// @param skip how many first bits those have in common that [#build] is given
        Builder(PrefixColumns prefixes, int skip, int rootBits) {
            this.prefixes = prefixes;
            this.skip = skip;
            this.rootBits = rootBits;
            this.pool = new int[Math.max(256, prefixes.size() * 2)];
        }

        /// @param around the value where none of the prefixes `from..to` covers an address
        TrieArrays build(int from, int to, int around) {
            int[] root = new int[1 << rootBits];
            Arrays.fill(root, around);
            int depth = skip + rootBits;
            int i = from;
            while (i < to) {
                int slot = slot(i, skip, rootBits);
                int length = prefixes.length(i);
                if (length <= depth) {
                    Arrays.fill(root, slot, slot + (1 << (depth - length)), prefixes.value(i));
                    i++;
                } else {
                    int end = endOfSlot(i, to, skip, rootBits);
                    root[slot] = ~node(depth, i, end, root[slot], 0);
                    i = end;
                }
            }
            return new TrieArrays(root, skip, depth, Arrays.copyOf(pool, used));
        }

        /// Appends the node for the prefixes `from..to`, all inside it and longer than `depth`, and what is below it.
        ///
        /// @return where it is in the pool
        private int node(int depth, int from, int to, int around, int level) {
            int[] slots = painted(depth, from, to, around, level);
            int at = append(slots);
            int entry = at + 1;
            for (int slot = 0; slot < SLOTS; slot++) {
                if (startsRun(slots, slot)) {
                    entry++;
                }
                int end = slots[END + slot];
                if (end != 0) {
                    int begin = slots[BEGIN + slot];
                    int below = node(depth + STRIDE, begin, end, slots[slot], level + 1);
                    pool[entry] = ~below; // after the call, which may replace the pool
                }
            }
            return at;
        }

        /// What each slot holds, and which prefixes are deeper below it.
        private int[] painted(int depth, int from, int to, int around, int level) {
            int[] slots = scratch[level];
            if (slots == null) {
                slots = new int[3 * SLOTS];
                scratch[level] = slots;
            }
            Arrays.fill(slots, 0, SLOTS, around);
            Arrays.fill(slots, END, END + SLOTS, 0);
            int i = from;
            while (i < to) {
                // A covering prefix sorts before what it covers, so painting in order leaves the
                // deepest on top.
                int slot = slot(i, depth, STRIDE);
                int length = prefixes.length(i);
                if (length <= depth + STRIDE) {
                    int count = 1 << (depth + STRIDE - length);
                    Arrays.fill(slots, slot, slot + count, prefixes.value(i));
                    i++;
                } else {
                    slots[BEGIN + slot] = i;
                    i = endOfSlot(i, to, depth, STRIDE);
                    slots[END + slot] = i;
                }
            }
            return slots;
        }

        /// Appends the set and the entries; those of deeper nodes are written later.
        private int append(int[] slots) {
            if (used + 2 + SLOTS > pool.length) {
                pool = Arrays.copyOf(pool, Math.addExact(pool.length, (pool.length >> 1) + SLOTS));
            }
            int at = used;
            long set = 0;
            used += 2;
            for (int slot = 0; slot < SLOTS; slot++) {
                if (startsRun(slots, slot)) {
                    set |= 1L << slot;
                    pool[used++] = slots[slot];
                }
            }
            pool[at] = (int) set;
            pool[at + 1] = (int) (set >>> 32);
            return at;
        }

        private static boolean startsRun(int[] slots, int slot) {
            return slot == 0
                    || slots[END + slot] != 0
                    || slots[END + slot - 1] != 0
                    || slots[slot] != slots[slot - 1];
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
            return window(prefixes.high(i), prefixes.low(i), depth) >>> (32 - bits);
        }
    }
}
