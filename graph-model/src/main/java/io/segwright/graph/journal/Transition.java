package io.segwright.graph.journal;

import io.segwright.inventory.ipam.Request;
import io.segwright.inventory.ipam.Space;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What became of one object: for whoever keeps up with the journal.
public sealed interface Transition {
    /// The allocator's once it was so.
    long revision();

    /// @param before null for a new one
    record RequestBecame(long revision, @Nullable Request before, Request after)
            implements Transition {}

    record SpaceAdded(long revision, Space space) implements Transition {}

    record SpaceRemoved(long revision, Space space, Instant at) implements Transition {}
}
