package io.segwright.inventory.attribute;

import io.segwright.inventory.net.IpAddress;
import io.segwright.inventory.net.Prefix;
import java.util.Map;

/// Prefixes of both families with an int each: an address to the value of the deepest prefix that covers it.
///
/// Immutable, free to share between threads; a change is a rebuild and a swap of one reference. Hot paths take
/// [#v4] or [#v6] and look up in batches, everybody else [#lookup].
public final class PrefixTrie {
    /// The answer where no prefix covers an address; values are therefore 1 and up.
    public static final int NONE = 0;

    private final V4Trie v4;
    private final V6Trie v6;

    PrefixTrie(V4Trie v4, V6Trie v6) {
        this.v4 = v4;
        this.v6 = v6;
    }

    /// @param values each >= 1
    /// @throws IllegalArgumentException for a value below 1
    public static PrefixTrie of(Map<Prefix, Integer> values) {
        Builder builder = new Builder(values.size());
        values.forEach(builder::add);
        return builder.build();
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

    /// Takes prefixes in any order; fastest in sorted order. Of one prefix that is added twice the last value stays.
    public static final class Builder {
        private final PrefixColumns columns4;
        private final PrefixColumns columns6;

        /// @param expected prefixes of both families together
        public Builder(int expected) {
            columns4 = new PrefixColumns(expected);
            columns6 = new PrefixColumns(16);
        }

        /// @param value >= 1
        /// @throws IllegalArgumentException for a value below 1
        public Builder add(Prefix prefix, int value) {
            if (value < 1) {
                throw new IllegalArgumentException(
                        prefix + " has the value " + value + ": want 1 or more");
            }
            long high = prefix.network().high();
            long low = prefix.network().low();
            switch (prefix.family()) {
                case V4 -> columns4.add(low << 32, 0, prefix.length(), value);
                case V6 -> columns6.add(high, low, prefix.length(), value);
            }
            return this;
        }

        public PrefixTrie build() {
            columns4.sort();
            columns6.sort();
            return new PrefixTrie(new V4Trie(columns4), new V6Trie(columns6));
        }
    }
}
