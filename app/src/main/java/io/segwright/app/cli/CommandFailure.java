package io.segwright.app.cli;

import java.util.List;

/// A command ends here with one line (or a few) for a person, and an exit code for a script.
public final class CommandFailure extends Exception {
    private static final long serialVersionUID = 1L;

    private final int exitCode;

    private CommandFailure(int exitCode, String message) {
        super(message);
        this.exitCode = exitCode;
    }

    public static CommandFailure failed(String message) {
        return new CommandFailure(ExitCode.FAILED, message);
    }

    public static CommandFailure usage(String message) {
        return new CommandFailure(ExitCode.USAGE, message);
    }

    public static CommandFailure badInput(String message) {
        return new CommandFailure(ExitCode.BAD_INPUT, message);
    }

    /// @param errors located, one a line
    public static CommandFailure badInput(List<String> errors) {
        return new CommandFailure(ExitCode.BAD_INPUT, String.join(System.lineSeparator(), errors));
    }

    public static CommandFailure unavailable(String message) {
        return new CommandFailure(ExitCode.UNAVAILABLE, message);
    }

    public static CommandFailure notAllowed(String message) {
        return new CommandFailure(ExitCode.NOT_ALLOWED, message);
    }

    public int exitCode() {
        return exitCode;
    }
}
