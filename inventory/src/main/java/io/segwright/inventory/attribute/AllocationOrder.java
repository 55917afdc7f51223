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
                    .thenComparing(Allocation::source);

    /// By routing domain, prefix and beginning: the order of a snapshot.
    public static final Comparator<Allocation> BY_PREFIX =
            Comparator.comparing(Allocation::vrf)
                    .thenComparing(Allocation::prefix)
                    .thenComparing(BY_VALIDITY);

    private AllocationOrder() {}
}
