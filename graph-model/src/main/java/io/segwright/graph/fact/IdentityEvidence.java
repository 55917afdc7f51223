package io.segwright.graph.fact;

import java.time.Instant;
import java.util.List;

/// Why an observation was taken for one of a device.
///
/// @param at when it was made
/// @param source who made it
/// @param lines one reason each
public record IdentityEvidence(Instant at, String source, List<String> lines) {
    public IdentityEvidence {
        lines = List.copyOf(lines);
    }
}
