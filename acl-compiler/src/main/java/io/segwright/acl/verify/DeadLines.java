package io.segwright.acl.verify;

import java.util.List;

/// Lines that never decide a packet, since earlier lines took all that they match.
public sealed interface DeadLines {
    /// @param lines their indexes, ascending; empty when every line decides something
    record Found(List<Integer> lines, Effort effort) implements DeadLines {
        public Found {
            lines = List.copyOf(lines);
        }
    }

    /// The sets did not fit the budget.
    record GaveUp(String why) implements DeadLines {}
}
