package io.segwright.graph.journal;

import java.util.List;

/// Changes that hold together or not at all, encoded.
///
/// @param revision the allocator's once they are applied
record Transaction(long revision, List<byte[]> changes) {
    Transaction {
        changes = List.copyOf(changes);
    }
}
