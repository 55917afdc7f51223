/// The allocator's state on disk: a journal that is the truth for what was given out, and its projection into the graph.
///
/// [AllocationJournal] has one thread that decides, writes and acknowledges; see there for the order and what a crash
/// leaves. `Frames` has the format, [Projection] what the graph is told afterwards.
@NullMarked
package io.segwright.graph.journal;

import org.jspecify.annotations.NullMarked;
