/// What the graph is made of: labels, keys, edges and indexes in one table, with a version that is kept in the graph.
///
/// Two sorts of vertices. **Anchors** are timeless things that others point at: a device, an address, a prefix, a set
/// of tags. **Facts** are what was believed of them: each is written once, and closed by filling in two instants when
/// it stops holding. Nothing is overwritten or deleted. Start at [Schema].
@NullMarked
package io.segwright.graph.schema;

import org.jspecify.annotations.NullMarked;
