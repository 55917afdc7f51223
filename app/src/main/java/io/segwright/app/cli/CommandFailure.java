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

    /// The same with the reason of an exception that was written for people.
    public static CommandFailure failed(Throwable reason) {
        return failed(text(reason));
    }

    public static CommandFailure failed(String message) {
        return new CommandFailure(ExitCode.FAILED, message);
    }

    /// The same with the reason of an exception that was written for people.
    public static CommandFailure usage(Throwable reason) {
        return usage(text(reason));
    }

    public static CommandFailure usage(String message) {
        return new CommandFailure(ExitCode.USAGE, message);
    }

    /// The same with the reason of an exception that was written for people.
    public static CommandFailure badInput(Throwable reason) {
        return badInput(text(reason));
    }

    public static CommandFailure badInput(String message) {
        return new CommandFailure(ExitCode.BAD_INPUT, message);
    }

    /// @param errors located, one a line
    public static CommandFailure badInput(List<String> errors) {
        return new CommandFailure(ExitCode.BAD_INPUT, String.join(System.lineSeparator(), errors));
    }

    /// The same with the reason of an exception that was written for people.
    public static CommandFailure unavailable(Throwable reason) {
        return unavailable(text(reason));
    }

    public static CommandFailure unavailable(String message) {
        return new CommandFailure(ExitCode.UNAVAILABLE, message);
    }

    /// The same with the reason of an exception that was written for people.
    public static CommandFailure notAllowed(Throwable reason) {
        return notAllowed(text(reason));
    }

    public static CommandFailure notAllowed(String message) {
        return new CommandFailure(ExitCode.NOT_ALLOWED, message);
    }

    private static String text(Throwable reason) {
        String message = reason.getMessage();
        return message == null ? reason.getClass().getSimpleName() : message;
    }

    public int exitCode() {
        return exitCode;
    }
}
