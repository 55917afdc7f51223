package io.segwright.inventory.ipam;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/// One thing that was done: when, by whom, what, why.
///
/// @param at to the millisecond
/// @param actor e.g. `user:anna`
/// @param reason a ticket, or what followed from what
public record Step(Instant at, String actor, Act act, String reason) {
    private static final int TEXT_CHARS_MAX = 400;

    /// What can be done.
    public enum Act {
        REQUESTED,
        APPROVED,
        REFUSED,
        ALLOCATED,
        RENEWED,
        RELEASED,
        EXPIRED,
        FREED,
        SPLIT,
        MERGED,
        MOVED,
        KEPT,
        ADDED,
        DELEGATED,
        RESERVED;

        /// As people write it.
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public Step {
        at = at.truncatedTo(ChronoUnit.MILLIS);
        actor = cut(actor);
        reason = cut(reason);
    }

    private static String cut(String text) {
        return text.length() <= TEXT_CHARS_MAX ? text : text.substring(0, TEXT_CHARS_MAX);
    }
}
