package io.segwright.inventory.ipam;

import io.segwright.inventory.net.Vrf;
import io.segwright.inventory.space.Block;

/// Where something is.
///
/// @param placed the revision at which it came there: of two with the same block the later one is inside
public record Place(Vrf vrf, Block block, long placed) {}
