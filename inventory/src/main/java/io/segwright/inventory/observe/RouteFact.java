package io.segwright.inventory.observe;

import io.segwright.inventory.net.IpAddress;
import io.segwright.inventory.net.Prefix;

/// One route: the next hop is evidence of a device.
///
/// @param nextHop unspecified (0.0.0.0 or ::) for a connected route
/// @param interfaceIndex the outgoing ifIndex, 0 where unknown
public record RouteFact(Prefix destination, IpAddress nextHop, int interfaceIndex) {}
