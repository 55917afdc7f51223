package io.segwright.collectors.discover;

import io.segwright.inventory.net.IpAddress;
import java.util.List;

/// What a discovery would contact first, without a packet. Where it goes from there depends on the answers, but never
/// outside the declared ranges.
///
/// @param first in the order of contact, at most [#LISTED_MAX]
/// @param total how many there are
public record DryRun(List<Contact> first, long total) {
    /// A person reads no more, a program asks for the plan.
    public static final int LISTED_MAX = 65_536;

    /// @param credentials the names that would be tried, in order, possibly none
    /// @param origin why it would be contacted
    public record Contact(IpAddress address, String site, String origin, List<String> credentials) {
        public Contact {
            credentials = List.copyOf(credentials);
        }
    }

    public DryRun {
        first = List.copyOf(first);
    }
}
