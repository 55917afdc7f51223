/// Address space as a tree: what is taken, what is free, and where the lowest free block of a size is.
///
/// Pure structures, IPv4 and IPv6 by the same code. Start at [SpaceTree].
@NullMarked
package io.segwright.inventory.space;

import org.jspecify.annotations.NullMarked;
