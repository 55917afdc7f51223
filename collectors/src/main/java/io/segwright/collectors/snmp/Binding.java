package io.segwright.collectors.snmp;

import io.segwright.inventory.net.IpAddress;
import io.segwright.inventory.net.Prefix;
import java.util.List;
import java.util.Set;

/// Where a credential may be used. It is never sent to any other address.
///
/// @param ranges where not empty, the address must be in one of them
/// @param sites where not empty, the address must be of one of them
public record Binding(List<Prefix> ranges, Set<String> sites) {
    /// @throws IllegalArgumentException where both are empty: a credential for everywhere would be sprayed
    public Binding {
        ranges = List.copyOf(ranges);
        sites = Set.copyOf(sites);
        if (ranges.isEmpty() && sites.isEmpty()) {
            throw new IllegalArgumentException(
                    "credential bound to no range and no site: want at least one of them");
        }
    }

    public static Binding toRanges(List<Prefix> ranges) {
        return new Binding(ranges, Set.of());
    }

    public static Binding toSites(Set<String> sites) {
        return new Binding(List.of(), sites);
    }

    /// @param site the declared site that the address is of
    public boolean allows(IpAddress address, String site) {
        boolean inRange =
                ranges.isEmpty() || ranges.stream().anyMatch(range -> range.contains(address));
        return inRange && (sites.isEmpty() || sites.contains(site));
    }
}
