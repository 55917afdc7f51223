package io.segwright.inventory.claim;

import java.util.List;

/// The claim that is believed of an attribute, and why the others are not.
///
/// @param because why this one, in one line
/// @param lost the others, the strongest first
public record Believed(Claim claim, Standing standing, String because, List<Lost> lost) {
    /// On what the belief rests.
    public enum Standing {
        /// A source that was heard in time.
        LIVE,
        /// Nobody was heard in time: the last word that there was.
        STALE,
        /// A person decided.
        DECIDED
    }

    /// A claim that is not the believed one.
    ///
    /// @param why in one line; begins with `agrees` where it says the same
    public record Lost(Claim claim, String why) {}

    public Believed {
        lost = List.copyOf(lost);
    }
}
