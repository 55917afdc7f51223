/// What the access-list compiler must know of the network: devices, their addresses, what lies behind which interface.
@NullMarked
package io.segwright.inventory.topology;

import org.jspecify.annotations.NullMarked;
