package io.segwright.collectors.imports;

/// A row of another inventory that was not taken.
///
/// @param key its native key, e.g. `ipam.prefix:17`
/// @param cause whether somebody should mend it
/// @param reason in words for a person
public record NotTaken(String key, Cause cause, String reason) {
    /// Why a row stays out.
    public enum Cause {
        /// It cannot be read, or contradicts another one: mend it at the source.
        WRONG,
        /// It is right and not wanted here.
        LEFT_OUT
    }
}
