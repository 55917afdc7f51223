package io.segwright.inventory.claim;

import java.time.Duration;
import java.time.Instant;

/// How old the last sign of a device may be.
///
/// @param active up to this age it is active
/// @param stale up to this age it is stale
/// @param gone up to this age it is presumed gone; older is a tombstone
public record PresencePolicy(Duration active, Duration stale, Duration gone) {
    /// Two days survive a weekend's maintenance of a daily collection, fourteen a holiday, ninety a repair.
    public static final PresencePolicy SHIPPED =
            new PresencePolicy(Duration.ofDays(2), Duration.ofDays(14), Duration.ofDays(90));

    public PresencePolicy {
        if (active.isNegative()
                || active.isZero()
                || stale.compareTo(active) < 0
                || gone.compareTo(stale) < 0) {
            throw new IllegalArgumentException(
                    "presence active "
                            + active
                            + ", stale "
                            + stale
                            + ", gone "
                            + gone
                            + ": want times above 0, each at least the one before");
        }
    }

    /// @param lastEvidence when there was last a sign of the device
    /// @param at when the question is asked
    public Presence presence(Instant lastEvidence, Instant at) {
        Duration age = Duration.between(lastEvidence, at);
        if (age.compareTo(active) <= 0) {
            return Presence.ACTIVE;
        }
        if (age.compareTo(stale) <= 0) {
            return Presence.STALE;
        }
        return age.compareTo(gone) <= 0 ? Presence.PRESUMED_GONE : Presence.TOMBSTONE;
    }
}
