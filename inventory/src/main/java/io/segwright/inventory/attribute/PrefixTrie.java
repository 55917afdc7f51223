package io.segwright.inventory.attribute;

import io.segwright.inventory.net.IpAddress;
import io.segwright.inventory.net.IpFamily;
import io.segwright.inventory.net.Prefix;
import java.util.Collection;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/// Prefixes of both families with an int each: an address to the value of the deepest prefix that covers it.
///
/// Immutable, free to share between threads; a change is a rebuild and a swap of one reference. Hot paths take
/// [#v4] or [#v6] and look up in batches, everybody else [#lookup].
public final class PrefixTrie {
    /// The answer where no prefix covers an address; values are therefore 1 and up.
    public static final int NONE = 0;

    private final V4Trie v4;
    private final V6Trie v6;

    private PrefixTrie(V4Trie v4, V6Trie v6) {
        this.v4 = v4;
        this.v6 = v6;
    }

    /// @param values each >= 1
    /// @throws IllegalArgumentException for a value below 1
    public static PrefixTrie of(Map<Prefix, Integer> values) {
        NavigableMap<Prefix, Integer> sorted = new TreeMap<>(values);
        Columns columns4 = new Columns(count(sorted.keySet(), IpFamily.V4));
        Columns columns6 = new Columns(sorted.size() - columns4.highs.length);
        sorted.forEach((prefix, value) -> {
            if (value < 1) {
                throw new IllegalArgumentException(
                        prefix + " has the value " + value + ": want 1 or more");
            }
            switch (prefix.family()) {
                case V4 -> columns4.add(prefix.network().low() << 32, 0, prefix.length(), value);
                case V6 ->
                        columns6.add(
                                prefix.network().high(),
                                prefix.network().low(),
                                prefix.length(),
                                value);
            }
        });
        int rootBits4 =
                columns4.size < V4Trie.LARGE ? TrieArrays.ROOT_BITS_SMALL : V4Trie.ROOT_BITS_LARGE;
        return new PrefixTrie(
                new V4Trie(columns4.build(rootBits4)),
                new V6Trie(columns6.build(TrieArrays.ROOT_BITS_SMALL)));
    }

    private static int count(Collection<Prefix> prefixes, IpFamily family) {
        return (int) prefixes.stream().filter(p -> p.family() == family).count();
    }

    /// @return the value, or [#NONE]
    public int lookup(IpAddress address) {
        return switch (address.family()) {
            case V4 -> v4.lookup((int) address.low());
            case V6 -> v6.lookup(address.high(), address.low());
        };
    }

    public V4Trie v4() {
        return v4;
    }

    public V6Trie v6() {
        return v6;
    }

    /// Exact bytes of the arrays of both families.
    public long bytes() {
        return v4.bytes() + v6.bytes();
    }

    /// One family's prefixes as columns, in sorted order.
    private static final class Columns {
        private final long[] highs;
        private final long[] lows;
        private final byte[] lengths;
        private final int[] values;
        private int size;

        Columns(int count) {
            highs = new long[count];
            lows = new long[count];
            lengths = new byte[count];
            values = new int[count];
        }

        void add(long high, long low, int length, int value) {
            highs[size] = high;
            lows[size] = low;
            lengths[size] = (byte) length;
            values[size] = value;
            size++;
        }

        TrieArrays build(int rootBits) {
            return new TrieArrays.Builder(highs, lows, lengths, values, rootBits).build();
        }
    }
}
