package io.segwright.acl.policy;

import io.segwright.inventory.attribute.Tags;
import io.segwright.inventory.net.Vrf;

/// Which allocations belong to a segment: every part that is given must be equal.
///
/// @param tags the wanted tags; an empty one is "any"
/// @param vrf the VRF whose allocations are meant
public record Selector(Tags tags, Vrf vrf) {
    /// @param effective an allocation's tags with those that it inherits
    public boolean accepts(Tags effective) {
        return accepts(tags.service(), effective.service())
                && accepts(tags.subscription(), effective.subscription())
                && accepts(tags.workload(), effective.workload())
                && accepts(tags.environment(), effective.environment())
                && accepts(tags.owner(), effective.owner());
    }

    private static boolean accepts(String wanted, String actual) {
        return wanted.isEmpty() || wanted.equals(actual);
    }
}
