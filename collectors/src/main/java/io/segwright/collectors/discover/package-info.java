/// Finds devices from a few seeds, inside declared ranges only.
///
/// Start at [Discovery]; a [DiscoveryPlan] says where it may go and [Scope] decides each address. Evidence of a
/// device (an LLDP neighbour, an ARP or neighbour-discovery entry, a route's next hop, the far end of a point-to-point
/// link) leads only to addresses inside the declared ranges; `exclude` and do-not-poll beat everything, seeds too.
/// Nothing found here grants anything: it is only asked.
@NullMarked
package io.segwright.collectors.discover;

import org.jspecify.annotations.NullMarked;
