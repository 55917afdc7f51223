package io.segwright.inventory.attribute;

import io.segwright.inventory.net.IpAddress;
import io.segwright.inventory.net.IpFamily;
import io.segwright.inventory.net.Prefix;
import io.segwright.inventory.net.Vrf;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeSet;

/// Whose an address was at a moment, by asking a hash table for each prefix that can cover it: 33 or 129 at most. Not
/// fast, obviously right, and shares nothing with the index.
final class CoveringPrefixes {
    private final Map<Prefix, List<Allocation>> byPrefix = new HashMap<>();
    private final Map<IpFamily, NavigableSet<Integer>> lengths = new EnumMap<>(IpFamily.class);

    /// @param allocations of one routing domain
    CoveringPrefixes(List<Allocation> allocations) {
        for (Allocation allocation : allocations) {
            Prefix prefix = allocation.prefix();
            byPrefix.computeIfAbsent(prefix, _ -> new ArrayList<>(1)).add(allocation);
            lengths.computeIfAbsent(prefix.family(), _ -> new TreeSet<>()).add(prefix.length());
        }
    }

    Attribution lookup(Vrf vrf, IpAddress address, Instant at) {
        List<Allocation> around = new ArrayList<>();
        for (int length : lengths.getOrDefault(address.family(), new TreeSet<>())) {
            around.addAll(byPrefix.getOrDefault(Prefix.covering(address, length), List.of()));
        }
        return NaiveAttribution.answer(vrf, address, at, around);
    }
}
