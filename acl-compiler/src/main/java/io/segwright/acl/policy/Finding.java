package io.segwright.acl.policy;

/// Something a person should know of a policy or of what became of it.
///
/// @param where `policy.yaml:12:15`, or the device or segment concerned
/// @param text one line: what is wrong, what was wanted, how to fix it
public record Finding(Severity severity, String where, String text) {
    /// How bad it is.
    public enum Severity {
        /// Nothing can be compiled, or what was compiled must not be used.
        ERROR,
        /// Something is less than the policy's author probably wants; what was compiled is safe.
        WARNING
    }

    public static Finding error(String where, String text) {
        return new Finding(Severity.ERROR, where, text);
    }

    public static Finding warning(String where, String text) {
        return new Finding(Severity.WARNING, where, text);
    }

    /// `policy.yaml:12:15: port range 90-80: want first <= last; swap the ends`.
    @Override
    public String toString() {
        return where + ": " + text;
    }
}
