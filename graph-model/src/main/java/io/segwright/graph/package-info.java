/// The inventory and its conversations as a property graph on disk: the durable truth.
///
/// Start at [InventoryGraph]; [io.segwright.graph.schema.Schema] has the picture, and
/// [io.segwright.graph.fact] says how a fact lives in two times. Invariants: one writer; nothing overwritten or
/// deleted; what was acknowledged survives the death of the process; what says nothing new is not written.
@NullMarked
package io.segwright.graph;

import org.jspecify.annotations.NullMarked;
