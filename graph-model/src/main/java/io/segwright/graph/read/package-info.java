/// Bulk reads: a snapshot of the inventory now or as of then, and conversations by time.
///
/// They run on index rows that carry a fact's content with them, so that no vertex is touched.
/// Start at [SnapshotReader].
@NullMarked
package io.segwright.graph.read;

import org.jspecify.annotations.NullMarked;
