/// From what a flow, a log line or a ticket says of one end of a conversation to whose it was.
///
/// An address alone is not enough: the routing domain is seldom said, and behind a translator a public address belongs
/// to whoever had the port at that second. [VrfResolver] finds the domain from who reported it and on which interface,
/// [NatBindings] the inside of a translation; [EndpointAttribution] asks both, then the allocations. Start there.
@NullMarked
package io.segwright.inventory.endpoint;

import org.jspecify.annotations.NullMarked;
