package io.segwright.app.cli;

/// The exit codes that scripts can rely on.
public final class ExitCode {
    public static final int OK = 0;
    public static final int FAILED = 1;

    /// With `--detailed-exitcode`: there are changes.
    public static final int CHANGES = 2;

    /// Findings at or above the asked level, or a target missed.
    public static final int FINDINGS = 3;

    public static final int DRIFT = 4;
    public static final int PARTLY = 5;
    public static final int USAGE = 64;
    public static final int BAD_INPUT = 65;

    /// A device, a store, a port or a JDK is not to be had.
    public static final int UNAVAILABLE = 69;

    public static final int BUG = 70;
    public static final int NOT_ALLOWED = 77;

    private ExitCode() {}
}
