/// The data directory: one process at a time, refused aloud when the disk runs full, repaired after a crash.
///
/// ```
/// DIR/lock     locked while a process has it open; holds that process's id
/// DIR/clean    there only after an orderly close
/// DIR/graph    BerkeleyDB JE: the truth
/// DIR/index    Lucene: free text of devices and owners; can be rebuilt from the graph at any time
/// ```
///
/// Start at [GraphStore].
@NullMarked
package io.segwright.graph.store;

import org.jspecify.annotations.NullMarked;
