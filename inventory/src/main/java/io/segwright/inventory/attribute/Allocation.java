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
/// @param confidencePercent 1..100: how often that place tells the truth; of two that hold for a prefix at the same time
///     the one with more is believed
public record Allocation(
        Vrf vrf,
        Prefix prefix,
        Tags tags,
        Instant validFrom,
        Instant validTo,
        Polling polling,
        String source,
        int confidencePercent) {
    /// Of what was declared by whoever gave the prefix out.
    public static final int CERTAIN = 100;

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
        if (confidencePercent < 1 || confidencePercent > CERTAIN) {
            throw new IllegalArgumentException(
                    prefix + " with a confidence of " + confidencePercent + " %: want 1..100");
        }
    }

    /// One that is certain.
    public Allocation(
            Vrf vrf,
            Prefix prefix,
            Tags tags,
            Instant validFrom,
            Instant validTo,
            Polling polling,
            String source) {
        this(vrf, prefix, tags, validFrom, validTo, polling, source, CERTAIN);
    }

    public boolean validAt(Instant at) {
        return !at.isBefore(validFrom) && at.isBefore(validTo);
    }

    /// The same for another time.
    public Allocation lasting(Instant from, Instant to) {
        return new Allocation(vrf, prefix, tags, from, to, polling, source, confidencePercent);
    }

    /// The same, believed so much.
    public Allocation believed(int percent) {
        return new Allocation(vrf, prefix, tags, validFrom, validTo, polling, source, percent);
    }
}
