package io.segwright.graph.store;

import java.time.Duration;

/// What opening the store found and did.
///
/// @param state how the store was left
/// @param textEntriesWritten entries of the text index that were written again
/// @param took how long opening took, repair included
public record OpenReport(State state, int textEntriesWritten, Duration took) {
    public enum State {
        /// There was none.
        CREATED,
        /// It had been closed in order.
        CLEAN,
        /// Its process had died. The graph itself recovers whole; the text index misses at most the last commit,
        /// and that was written to it again.
        AFTER_CRASH,
        /// The text index was missing, or its repair was cut short: it is being written anew in the background.
        TEXT_REPAIRING
    }

    /// One line for a person.
    public String line() {
        String what =
                switch (state) {
                    case CREATED -> "data store created";
                    case CLEAN -> "data store opened";
                    case AFTER_CRASH ->
                            "data store opened after an unclean stop: nothing acknowledged is lost,"
                                    + " text index repaired ("
                                    + textEntriesWritten
                                    + " entries written again)";
                    case TEXT_REPAIRING ->
                            "data store opened, its text index was missing: it is written anew in the background,"
                                    + " searches by text may miss entries until then; opened";
                };
        return what + " in " + took.toMillis() + " ms";
    }
}
