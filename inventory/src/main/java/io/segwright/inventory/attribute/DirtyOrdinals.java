package io.segwright.inventory.attribute;

import java.util.Arrays;

/// A set of ordinals of an index: those whose answers may have changed since it was built. Immutable; a change copies
/// one reference for each 4,096 ordinals, and the bits of at most two chunks.
final class DirtyOrdinals {
    private static final int CHUNK_SHIFT = 12;
    private static final int CHUNK = 1 << CHUNK_SHIFT;
    private static final long[] NONE = new long[CHUNK / Long.SIZE];
    private static final long[] ALL = new long[CHUNK / Long.SIZE];

    static {
        Arrays.fill(ALL, -1L);
    }

    private final long[][] chunks; // most are NONE

    private DirtyOrdinals(long[][] chunks) {
        this.chunks = chunks;
    }

    /// @param count of ordinals, 0 included
    static DirtyOrdinals none(int count) {
        long[][] chunks = new long[(count + CHUNK - 1) >>> CHUNK_SHIFT][];
        Arrays.fill(chunks, NONE);
        return new DirtyOrdinals(chunks);
    }

    boolean contains(int ordinal) {
        return ((chunks[ordinal >>> CHUNK_SHIFT][(ordinal & (CHUNK - 1)) >>> 6] >>> ordinal) & 1)
                != 0;
    }

    /// @param to the one after the last
    DirtyOrdinals with(int from, int to) {
        if (from >= to) {
            return this;
        }
        long[][] next = chunks.clone();
        int last = to - 1;
        for (int chunk = from >>> CHUNK_SHIFT; chunk <= last >>> CHUNK_SHIFT; chunk++) {
            int begin = Math.max(from, chunk << CHUNK_SHIFT) & (CHUNK - 1);
            int end = Math.min(last, (chunk << CHUNK_SHIFT) | (CHUNK - 1)) & (CHUNK - 1);
            next[chunk] = begin == 0 && end == CHUNK - 1 ? ALL : with(next[chunk], begin, end);
        }
        return new DirtyOrdinals(next);
    }

    private static long[] with(long[] bits, int begin, int end) {
        long[] next = bits.clone();
        for (int i = begin; i <= end; i++) {
            next[i >>> 6] |= 1L << i;
        }
        return next;
    }
}
