package io.segwright.inventory.attribute;

/// Longest-prefix match over IPv6: an address to the value of the deepest prefix that covers it.
///
/// Immutable, free to share between threads. A look-up allocates nothing. The algorithm and its price: [TrieArrays].
/// Nodes end at 12, 18, 24, ... 48 bits, since half of the world's prefixes are /48 and most others /30 to /44.
public final class V6Trie {
    private static final int BATCH = 64; // the entries of a batch stay in the first-level cache

    /// To this depth a batch goes level by level; few look-ups of a large table end above it, most soon below.
    private static final int DEPTH_TOGETHER = 36;

    private final int[] root;
    private final int rootShift;
    private final int rootBits;
    private final int[] pool;

    V6Trie(TrieArrays arrays) {
        this.root = arrays.root;
        this.rootShift = 64 - arrays.rootBits;
        this.rootBits = arrays.rootBits;
        this.pool = arrays.pool;
    }

    /// @param high bits 127..64 of the address
    /// @param low bits 63..0
    /// @return the value, or [PrefixTrie#NONE] where no prefix covers it
    public int lookup(long high, long low) {
        return descend(root[(int) (high >>> rootShift)], high, low, rootBits);
    }

    private int descend(int first, long high, long low, int firstDepth) {
        int entry = first;
        for (int depth = firstDepth; entry < 0; depth += TrieArrays.STRIDE) {
            entry = entryOfSlot(~entry, slot(high, low, depth));
        }
        return entry;
    }

    private static int slot(long high, long low, int depth) {
        return depth <= 58
                ? (int) ((high << depth) >>> 58)
                : TrieArrays.bits(high, low, depth, TrieArrays.STRIDE);
    }

    private int entryOfSlot(int node, int slot) {
        long starts = (pool[node] & 0xffffffffL) | ((long) pool[node + 1] << 32);
        return pool[node + 1 + Long.bitCount(starts << (63 - slot))];
    }

    /// Many look-ups at once, faster than one by one: the reads of a level overlap, since nothing
    /// between them branches on what was read.
    ///
    /// @param highs bits 127..64, read from `from` on, `count` of them
    /// @param lows bits 63..0
    /// @param values written at the same places; [PrefixTrie#NONE] where no prefix covers the address
    public void lookupAll(long[] highs, long[] lows, int from, int count, int[] values) {
        int end = Math.addExact(from, count);
        for (int start = from; start < end; start += BATCH) {
            lookupBatch(highs, lows, start, Math.min(start + BATCH, end), values);
        }
    }

    private void lookupBatch(long[] highs, long[] lows, int start, int end, int[] values) {
        int undecided = 0; // negative while any look-up of the batch is at a node
        for (int i = start; i < end; i++) {
            values[i] = root[(int) (highs[i] >>> rootShift)];
            undecided |= values[i];
        }
        int depth = rootBits;
        for (; undecided < 0 && depth < DEPTH_TOGETHER; depth += TrieArrays.STRIDE) {
            undecided = descendTogether(highs, start, end, depth, values);
        }
        for (int i = start; i < end; i++) {
            values[i] = descend(values[i], highs[i], lows[i], depth);
        }
    }

    /// One level down for the whole batch without a branch: a look-up that is decided reads the first node in vain.
    private int descendTogether(long[] highs, int start, int end, int depth, int[] values) {
        int undecided = 0;
        for (int i = start; i < end; i++) {
            int entry = values[i];
            int atNode = entry >> 31; // all ones, or zero
            int deeper = entryOfSlot(~entry & atNode, (int) ((highs[i] << depth) >>> 58));
            int next = (deeper & atNode) | (entry & ~atNode);
            values[i] = next;
            undecided |= next;
        }
        return undecided;
    }

    /// Exact bytes of its arrays.
    public long bytes() {
        return 4L * root.length + 4L * pool.length;
    }
}
