package io.segwright.inventory.observe;

/// One attribute as one place of one source says it.
///
/// @param value trimmed, never empty: absence is not a value
/// @param confidencePercent 1..100: how often this place tells the truth
/// @param evidence where it said so, e.g. `entPhysicalSerialNum.1 (1.3.6.1.2.1.47.1.1.1.1.11.1)`
public record AttributeFact(
        Attribute attribute, String value, int confidencePercent, String evidence) {
    public AttributeFact {
        if (value.isBlank()) {
            throw new IllegalArgumentException(attribute + ": empty, want a value or no fact");
        }
        if (confidencePercent < 1 || confidencePercent > 100) {
            throw new IllegalArgumentException(
                    attribute + ": confidence " + confidencePercent + ", want 1..100");
        }
    }
}
