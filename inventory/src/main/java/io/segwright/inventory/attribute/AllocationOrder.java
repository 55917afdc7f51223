package io.segwright.inventory.attribute;

import java.util.Comparator;

/// Total orders over allocations, so that no answer depends on the order of a file.
public final class AllocationOrder {
    /// By beginning, then by everything else.
    public static final Comparator<Allocation> BY_VALIDITY =
            Comparator.comparing(Allocation::validFrom)
                    .thenComparing(Allocation::validTo)
                    .thenComparing(a -> a.tags().toString())
                    .thenComparing(Allocation::polling)
                    .thenComparing(Allocation::source)
                    .thenComparingInt(Allocation::confidencePercent);

    /// By routing domain, prefix and beginning: the order of a snapshot.
    public static final Comparator<Allocation> BY_PREFIX =
            Comparator.comparing(Allocation::vrf)
                    .thenComparing(Allocation::prefix)
                    .thenComparing(BY_VALIDITY);

    /// Of allocations of one prefix that hold at the same time, the believed one first: the surest, then the one that
    /// began last.
    public static final Comparator<Allocation> BY_BELIEF =
            Comparator.comparingInt(Allocation::confidencePercent)
                    .thenComparing(BY_VALIDITY)
                    .reversed();

    private AllocationOrder() {}
}
