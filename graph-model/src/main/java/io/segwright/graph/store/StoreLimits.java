package io.segwright.graph.store;

/// When the store refuses to grow.
///
/// @param minFreePercent new facts are refused while less of the disk is free, 0..99
public record StoreLimits(int minFreePercent) {
    /// Below 5 % free, BerkeleyDB's cleaner and the rest of the machine soon have no room to work in.
    public static final StoreLimits DEFAULT = new StoreLimits(5);

    public StoreLimits {
        if (minFreePercent < 0 || minFreePercent > 99) {
            throw new IllegalArgumentException(
                    "least free disk " + minFreePercent + " %: want 0..99");
        }
    }
}
