package io.segwright.inventory.attribute;

/// Longest-prefix match over IPv4: an address to the value of the deepest prefix that covers it.
///
/// Immutable, free to share between threads. A look-up allocates nothing and reads the root table and at most two
/// places in each of four nodes. Figures: `bench/results/lpm.jsonl`. The algorithm and its price: [TrieArrays].
public final class V4Trie {
    /// From so many prefixes on a root table of 1 MiB pays for itself.
    static final int LARGE = 65_536;

    /// From so many on one of 16 KiB; below, of 256 bytes: there are thousands of small routing domains.
    static final int MEDIUM = 256;

    private static final int ROOT_BITS_LARGE = 18;
    private static final int ROOT_BITS_MEDIUM = 12;
    private static final int ROOT_BITS_SMALL = 6;
    private static final int BATCH = 64; // the entries of a batch stay in the first-level cache

    private final TrieArrays arrays;
    private final int[] root;
    private final int rootShift;
    private final int rootBits;
    private final int[] pool;

    /// @param prefixes sorted
    V4Trie(PrefixColumns prefixes) {
        int count = prefixes.size();
        rootBits =
                count >= LARGE
                        ? ROOT_BITS_LARGE
                        : count >= MEDIUM ? ROOT_BITS_MEDIUM : ROOT_BITS_SMALL;
        arrays = new TrieArrays.Builder(prefixes, 0, rootBits).build(0, count, PrefixTrie.NONE);
        root = arrays.root;
        rootShift = 32 - rootBits;
        pool = arrays.pool;
    }

    /// @param address the address's 32 bits
    /// @return the value, or [PrefixTrie#NONE] where no prefix covers it
    public int lookup(int address) {
        return descend(root[address >>> rootShift], address);
    }

    private int descend(int rootEntry, int address) {
        int entry = rootEntry;
        for (int depth = rootBits; entry < 0; depth += TrieArrays.STRIDE) {
            int slot = (int) (((long) address << (depth + 32)) >>> 58);
            entry = entryOfSlot(~entry, slot);
        }
        return entry;
    }

    private int entryOfSlot(int node, int slot) {
        long starts = (pool[node] & 0xffffffffL) | ((long) pool[node + 1] << 32);
        return pool[node + 1 + Long.bitCount(starts << (63 - slot))];
    }

    /// Many look-ups at once: the reads of the root table, which miss the cache most, come first and overlap, since
    /// nothing between them branches on what was read. In a loop of nothing but look-ups about as fast as [#lookup],
    /// whose iterations the processor overlaps by itself.
    ///
    /// @param addresses read from `from` on, `count` of them
    /// @param values written at the same places; [PrefixTrie#NONE] where no prefix covers the address
    public void lookupAll(int[] addresses, int from, int count, int[] values) {
        int end = Math.addExact(from, count);
        for (int start = from; start < end; start += BATCH) {
            lookupBatch(addresses, start, Math.min(start + BATCH, end), values);
        }
    }

    private void lookupBatch(int[] addresses, int start, int end, int[] values) {
        for (int i = start; i < end; i++) {
            values[i] = root[addresses[i] >>> rootShift];
        }
        for (int i = start; i < end; i++) {
            values[i] = descend(values[i], addresses[i]);
        }
    }

    /// How many nodes the look-up of `address` reads.
    int visits(int address) {
        return arrays.visits((long) address << 32, 0);
    }

    /// Exact bytes of its arrays.
    public long bytes() {
        return arrays.bytes();
    }
}
