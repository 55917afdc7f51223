package io.segwright.inventory.reconcile;

import io.segwright.inventory.attribute.Allocation;
import io.segwright.inventory.net.Prefix;
import io.segwright.inventory.net.Vrf;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// What a listing of the present says, laid beside a history.
///
/// Whoever lists what is knows neither since when it is nor what came later. So a listing holds from its own moment until
/// the next version that is known: one of May never overwrites what was learnt of June, and never says that April was
/// the same.
public final class ListedAllocations {
    private record Place(Vrf vrf, Prefix prefix) {}

    private ListedAllocations() {}

    /// @param listed each from the listing's moment on, without an end
    /// @return the same, ended where a version that says otherwise begins
    public static List<Allocation> beside(InventorySnapshot known, List<Allocation> listed) {
        Map<Place, List<Allocation>> versions = new HashMap<>();
        for (Allocation version : known.allocations()) {
            versions.computeIfAbsent(place(version), _ -> new ArrayList<>(1)).add(version);
        }
        return listed.stream()
                .map(fresh -> beside(versions.getOrDefault(place(fresh), List.of()), fresh))
                .toList();
    }

    private static Allocation beside(List<Allocation> versions, Allocation fresh) {
        Instant end =
                versions.stream()
                        .filter(v -> !v.tags().equals(fresh.tags()))
                        .map(Allocation::validFrom)
                        .filter(from -> from.isAfter(fresh.validFrom()))
                        .min(Instant::compareTo)
                        .orElse(fresh.validTo());
        return fresh.lasting(fresh.validFrom(), end);
    }

    private static Place place(Allocation allocation) {
        return new Place(allocation.vrf(), allocation.prefix());
    }
}
