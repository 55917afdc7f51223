package io.segwright.inventory.attribute;

import io.segwright.inventory.net.Prefix;
import io.segwright.inventory.net.Vrf;
import java.time.Instant;

/// A prefix given to somebody, with its tags, for a time.
///
/// @param validFrom from when, inclusive
/// @param validTo until when, exclusive; [Instant#MAX] for "still"
/// @param polling whether collectors may contact the addresses in it
/// @param source where it was declared, e.g. `allocations.csv:17`
public record Allocation(
        Vrf vrf,
        Prefix prefix,
        Tags tags,
        Instant validFrom,
        Instant validTo,
        Polling polling,
        String source) {
    public Allocation {
        if (!validFrom.isBefore(validTo)) {
            throw new IllegalArgumentException(
                    prefix
                            + " valid from "
                            + validFrom
                            + " to "
                            + validTo
                            + ": want from before to");
        }
    }

    public boolean validAt(Instant at) {
        return !at.isBefore(validFrom) && at.isBefore(validTo);
    }
}
