package io.segwright.acl.verify;

import io.segwright.acl.list.Packet;
import java.util.Optional;

/// How two access lists compare, whatever their lines look like.
public sealed interface Comparison {
    /// Both permit the same packets, of both families.
    record Equal(Effort effort) implements Comparison {}

    /// At least one of the two is present. When the budget ended the search early, the other may be missing though
    /// such a packet exists.
    ///
    /// @param onlyFirstPermits a packet that the first list permits and the second denies
    /// @param onlySecondPermits a packet that the second list permits and the first denies
    record Different(Optional<Packet> onlyFirstPermits, Optional<Packet> onlySecondPermits)
            implements Comparison {
        public Different {
            if (onlyFirstPermits.isEmpty() && onlySecondPermits.isEmpty()) {
                throw new IllegalArgumentException("a difference without a packet");
            }
        }
    }

    /// The sets did not fit the budget. Treat as not known to be equal.
    record GaveUp(String why) implements Comparison {}
}
