package io.segwright.inventory.link;

import java.util.List;

/// A link aggregation (IEEE 802.1AX): several ports that are one interface.
///
/// @param interfaceIndex of the aggregate
/// @param memberIndexes the ifIndexes of its ports, sorted
public record AggregateFact(int interfaceIndex, List<Integer> memberIndexes) {
    public AggregateFact {
        memberIndexes = memberIndexes.stream().distinct().sorted().toList();
    }
}
