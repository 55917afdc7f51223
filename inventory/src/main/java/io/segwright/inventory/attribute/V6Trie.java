package io.segwright.inventory.attribute;

/// Longest-prefix match over IPv6: an address to the value of the deepest prefix that covers it.
///
/// Immutable, free to share between threads. A look-up allocates nothing. The algorithm and its price: [TrieArrays].
///
/// All that is routed lies in 2000::/3 (IANA: global unicast), so those addresses have a trie of their own, whose table
/// begins at the fourth bit: 128 KiB are worth 1 MiB. Its nodes end at 18, 24, ... 48 bits, since half of the world's
/// prefixes are /48 and most others /29 to /44. Everything else is in a second trie with a small table.
public final class V6Trie {
    private static final int GLOBAL_SKIP = 3;
    private static final long GLOBAL = 1; // the value of those bits
    private static final int ROOT_BITS_LARGE = 15;
    private static final int ROOT_BITS_MEDIUM = 9;
    private static final int ROOT_BITS_SMALL = 3;
    private static final int ROOT_BITS_OTHER = 6;
    private static final int BATCH = 64; // the entries of a batch stay in the first-level cache

    /// To this depth a batch goes level by level; few look-ups of a large table end above it, most soon below.
    private static final int DEPTH_TOGETHER = 36;

    private final TrieArrays global;
    private final TrieArrays other;
    private final int[] root;
    private final int rootShift;
    private final int rootDepth;
    private final int[] pool;

    /// @param prefixes sorted
    V6Trie(PrefixColumns prefixes) {
        int size = prefixes.size();
        int begin = 0;
        while (begin < size && prefixes.high(begin) >>> 61 < GLOBAL) {
            begin++;
        }
        int end = begin;
        while (end < size && prefixes.high(end) >>> 61 == GLOBAL) {
            end++;
        }
        int bits =
                end - begin >= V4Trie.LARGE
                        ? ROOT_BITS_LARGE
                        : end - begin >= V4Trie.MEDIUM ? ROOT_BITS_MEDIUM : ROOT_BITS_SMALL;
        global =
                new TrieArrays.Builder(prefixes, GLOBAL_SKIP, bits)
                        .build(begin, end, aroundGlobal(prefixes, begin));
        PrefixColumns rest = new PrefixColumns(size - (end - begin));
        rest.addAll(prefixes, 0, begin);
        rest.addAll(prefixes, end, size);
        other =
                new TrieArrays.Builder(rest, 0, ROOT_BITS_OTHER)
                        .build(0, rest.size(), PrefixTrie.NONE);
        root = global.root;
        rootShift = 64 - bits;
        rootDepth = global.depth;
        pool = global.pool;
    }

    /// ::/0, ::/1 and ::/2 hold more than 2000::/3: their value is what addresses there have for want of another.
    private static int aroundGlobal(PrefixColumns prefixes, int begin) {
        int around = PrefixTrie.NONE;
        for (int i = 0; i < begin; i++) {
            if (prefixes.covers(i, GLOBAL << 61, 0)) {
                around = prefixes.value(i);
            }
        }
        return around;
    }

    /// @param high bits 127..64 of the address
    /// @param low bits 63..0
    /// @return the value, or [PrefixTrie#NONE] where no prefix covers it
    public int lookup(long high, long low) {
        return high >>> 61 == GLOBAL
                ? descend(root[(int) ((high << GLOBAL_SKIP) >>> rootShift)], high, low, rootDepth)
                : other.lookup(high, low);
    }

    private int descend(int first, long high, long low, int firstDepth) {
        int entry = first;
        for (int depth = firstDepth; entry < 0; depth += TrieArrays.STRIDE) {
            entry = entryOfSlot(~entry, slot(high, low, depth));
        }
        return entry;
    }

    private static int slot(long high, long low, int depth) {
        return depth <= 58 ? (int) ((high << depth) >>> 58) : TrieArrays.slot(high, low, depth);
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
        long outside = 0; // not zero when an address is not global
        for (int i = start; i < end; i++) {
            values[i] = root[(int) ((highs[i] << GLOBAL_SKIP) >>> rootShift)];
            undecided |= values[i];
            outside |= (highs[i] >>> 61) ^ GLOBAL;
        }
        int depth = rootDepth;
        for (; undecided < 0 && depth < DEPTH_TOGETHER; depth += TrieArrays.STRIDE) {
            undecided = descendTogether(highs, start, end, depth, values);
        }
        for (int i = start; i < end; i++) {
            values[i] = descend(values[i], highs[i], lows[i], depth);
        }
        if (outside != 0) {
            lookupOthers(highs, lows, start, end, values);
        }
    }

    private void lookupOthers(long[] highs, long[] lows, int start, int end, int[] values) {
        for (int i = start; i < end; i++) {
            if (highs[i] >>> 61 != GLOBAL) {
                values[i] = other.lookup(highs[i], lows[i]);
            }
        }
    }

    /// One level down for the whole batch without a branch: a look-up that is decided reads the first node in vain.
    private int descendTogether(long[] highs, int start, int end, int depth, int[] values) {
        int undecided = touch(start, end, values);
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

    /// Fetches the nodes into the cache: a loop of so few instructions has several times more reads in flight than
    /// the one that works with them.
    ///
    /// @return not negative; it depends on all that was read, so that it must be read
    private int touch(int start, int end, int[] values) {
        int read = 0;
        for (int i = start; i < end; i++) {
            int entry = values[i];
            read |= pool[~entry & (entry >> 31)];
        }
        return read >>> 1;
    }

    /// How many nodes the look-up of an address reads.
    int visits(long high, long low) {
        return high >>> 61 == GLOBAL ? global.visits(high, low) : other.visits(high, low);
    }

    /// Exact bytes of its arrays.
    public long bytes() {
        return global.bytes() + other.bytes();
    }
}
