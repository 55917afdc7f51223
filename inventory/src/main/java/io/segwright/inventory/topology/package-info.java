/// What the access-list compiler must know of the network: devices, their addresses, what lies behind which interface.
///
/// Start at [Topology]; [TopologyBuilder] makes one from the inventory.
@NullMarked
package io.segwright.inventory.topology;

import org.jspecify.annotations.NullMarked;
