package io.segwright.inventory.ipam;

import io.segwright.inventory.space.Block;

/// What is asked of a pool.
public sealed interface Ask {
    /// The lowest free address.
    record NextAddress() implements Ask {
        @Override
        public String toString() {
            return "next address";
        }
    }

    /// The lowest free prefix of a length.
    record NextPrefix(int length) implements Ask {
        @Override
        public String toString() {
            return "next /" + length;
        }
    }

    /// So many addresses in a row: the first of the lowest free prefix that has as many.
    record NextRange(long addresses) implements Ask {
        private static final long ADDRESSES_MAX = 1L << 32; // all of IPv4

        public NextRange {
            if (addresses < 1 || addresses > ADDRESSES_MAX) {
                throw new IllegalArgumentException(
                        "a range of " + addresses + " addresses: want 1.." + ADDRESSES_MAX);
            }
        }

        @Override
        public String toString() {
            return "next " + addresses + " addresses";
        }
    }

    /// Exactly that one.
    record Exactly(Block block) implements Ask {
        @Override
        public String toString() {
            return block.toString();
        }
    }
}
