package io.segwright.collectors.discover;

/// Whether an address may be contacted.
sealed interface Verdict {
    /// @param site the declared site of the most specific range
    record Admitted(String site) implements Verdict {}

    /// @param why ends the sentence "ADDRESS ..."
    record Refused(String why) implements Verdict {}
}
