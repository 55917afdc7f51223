package io.segwright.graph.journal;

import java.util.Locale;

/// How a journal was found.
///
/// @param fromSnapshot changes that the snapshot held
/// @param fromJournal frames that came after it
/// @param requests that are known now
/// @param cutBytes of a frame that was never acknowledged and is cut away; 0 after a clean end
public record JournalReport(
        String name, long fromSnapshot, long fromJournal, int requests, long cutBytes) {
    /// For a person.
    public String line() {
        return String.format(
                Locale.ROOT,
                "%s: %d requests (%d from the snapshot, %d commits after it)%s",
                name,
                requests,
                fromSnapshot,
                fromJournal,
                cutBytes == 0
                        ? ""
                        : "; the last "
                                + cutBytes
                                + " bytes were a commit that never finished and was never acknowledged: cut away");
    }
}
