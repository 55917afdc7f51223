package io.segwright.inventory.attribute;

import io.segwright.inventory.net.IpAddress;
import io.segwright.inventory.net.Vrf;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// Whose an address was at a moment, by definition: of all allocations those that cover it then, the deepest first.
final class NaiveAttribution {
    private NaiveAttribution() {}

    static Attribution lookup(
            List<Allocation> allocations, Vrf vrf, IpAddress address, Instant at) {
        List<Allocation> around =
                allocations.stream()
                        .filter(a -> a.vrf().equals(vrf) && a.prefix().contains(address))
                        .toList();
        return answer(vrf, address, at, around);
    }

    /// @param around every version of every prefix that covers the address, in any order
    static Attribution answer(Vrf vrf, IpAddress address, Instant at, List<Allocation> around) {
        List<Allocation> holding =
                around.stream()
                        .filter(a -> a.validAt(at))
                        .sorted(
                                Comparator.comparingInt((Allocation a) -> -a.prefix().length())
                                        .thenComparing(AllocationOrder.BY_BELIEF))
                        .toList();
        List<Allocation> chain = new ArrayList<>();
        List<Allocation> others = new ArrayList<>();
        Tags tags = Tags.NONE;
        boolean contested = false;
        for (Allocation allocation : holding) {
            if (!chain.isEmpty() && chain.getLast().prefix().equals(allocation.prefix())) {
                others.add(allocation);
                continue;
            }
            chain.add(allocation);
            for (Allocation rival : holding) {
                boolean equal =
                        rival.prefix().equals(allocation.prefix())
                                && rival.confidencePercent() == allocation.confidencePercent();
                contested |=
                        equal
                                && (isDisputed(
                                                tags.service(),
                                                allocation.tags().service(),
                                                rival.tags().service())
                                        || isDisputed(
                                                tags.owner(),
                                                allocation.tags().owner(),
                                                rival.tags().owner()));
            }
            tags = tags.inheriting(allocation.tags());
        }
        boolean begun = around.stream().anyMatch(a -> !a.validFrom().isAfter(at));
        AttributionStatus status =
                chain.isEmpty()
                        ? begun ? AttributionStatus.STALE : AttributionStatus.NO_PREFIX
                        : tags.service().isEmpty() || tags.owner().isEmpty()
                                ? AttributionStatus.UNTAGGED
                                : contested
                                        ? AttributionStatus.CONFLICTING
                                        : AttributionStatus.ATTRIBUTED;
        return new Attribution(vrf, address, at, status, chain, others, tags);
    }

    private static boolean isDisputed(String below, String believed, String rival) {
        return below.isEmpty() && !believed.isEmpty() && !believed.equals(rival);
    }
}
