package io.segwright.inventory.attribute;

import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A stretch of time cut into pieces, each with its whole answer: the deepest allocation, the inherited tags, and whether
/// those that name the service or the owner are contested. Appended to while an index is built, then only read.
final class Segments {
    private long[] begins;
    private @Nullable Allocation[] deepest; // null: nobody's from there on
    private Tags[] tags;
    private byte[] contested; // the two bits of Versions, moved to the lowest places
    private int size;

    private static final int TO_BYTE = 30; // the place of Versions.OWNER_CONTESTED

    Segments(int expected) {
        begins = new long[expected];
        deepest = new Allocation[expected];
        tags = new Tags[expected];
        contested = new byte[expected];
    }

    int size() {
        return size;
    }

    /// @return the segment that holds `atNanos` among `from..to`, or -1 before the first
    int find(int from, int to, long atNanos) {
        return Versions.lastAtOrBefore(begins, from, to, atNanos);
    }

    long begin(int segment) {
        return begins[segment];
    }

    /// Null where nobody has it.
    @Nullable Allocation deepest(int segment) {
        return deepest[segment];
    }

    Tags tags(int segment) {
        return tags[segment];
    }

    /// As in [Versions].
    int contested(int segment) {
        return contested[segment] << TO_BYTE;
    }

    /// Adds one at the end, unless it says the same as the last one after `first`.
    ///
    /// @param first where the stretch of time begins
    void add(int first, long begin, @Nullable Allocation record, Tags inherited, int bits) {
        byte low = (byte) (bits >>> TO_BYTE);
        boolean same =
                size > first
                        ? Objects.equals(deepest[size - 1], record)
                                && tags[size - 1].equals(inherited)
                                && contested[size - 1] == low
                        : record == null;
        if (same) {
            return;
        }
        if (size == begins.length) {
            resize(Math.addExact(size, Math.max(16, size >> 1)));
        }
        begins[size] = begin;
        deepest[size] = record;
        tags[size] = inherited;
        contested[size] = low;
        size++;
    }

    /// Gives back what was reserved and not used.
    void trim() {
        resize(size);
    }

    private void resize(int room) {
        begins = Arrays.copyOf(begins, room);
        deepest = Arrays.copyOf(deepest, room);
        tags = Arrays.copyOf(tags, room);
        contested = Arrays.copyOf(contested, room);
    }

    /// Exact bytes of the arrays, with references of 4 bytes, headers left out.
    long bytes() {
        return begins.length * 17L;
    }
}
