package io.segwright.inventory.endpoint;

import io.segwright.inventory.net.Vrf;

/// A routing domain that an address may have been in.
///
/// @param confidencePercent 1..100; over all candidates of one question at most 100
/// @param because the evidence, for a person
public record VrfCandidate(Vrf vrf, int confidencePercent, String because) {
    /// What is certain.
    public static final int CERTAIN = 100;

    public VrfCandidate {
        if (confidencePercent < 1 || confidencePercent > CERTAIN) {
            throw new IllegalArgumentException(
                    vrf + " with a confidence of " + confidencePercent + " %: want 1..100");
        }
    }
}
