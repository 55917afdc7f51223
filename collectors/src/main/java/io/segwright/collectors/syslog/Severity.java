package io.segwright.collectors.syslog;

/// RFC 5424 table 2, by number.
public enum Severity {
    EMERGENCY,
    ALERT,
    CRITICAL,
    ERROR,
    WARNING,
    NOTICE,
    INFORMATIONAL,
    DEBUG;

    /// @param priority PRI, 0..191
    static Severity ofPriority(int priority) {
        return values()[priority % 8];
    }
}
