package io.segwright.app;

import io.segwright.app.cli.CommandFailure;
import io.segwright.app.cli.ExitCode;
import io.segwright.app.cli.RootCommand;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/// Where the program starts. A user never sees a stack trace: a failure prints one line and sets the exit code.
public final class Main {
    private Main() {}

    public static void main(String[] args) {
        PrintWriter out = new PrintWriter(System.out, false, StandardCharsets.UTF_8);
        PrintWriter err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
        int code = run(out, err, args);
        out.flush();
        if (out.checkError()) { // e.g. the reader of a pipe went away, or the disk is full
            err.println("segwright: stdout: not all could be written");
            if (code == ExitCode.OK || code == ExitCode.CHANGES || code == ExitCode.FINDINGS) {
                code = ExitCode.FAILED;
            }
        }
        System.exit(code);
    }

    /// @return the process's exit code
    public static int run(PrintWriter out, PrintWriter err, String... args) {
        CommandLine line = new CommandLine(new RootCommand());
        line.setOut(out);
        line.setErr(err);
        line.setCaseInsensitiveEnumValuesAllowed(true);
        line.setParameterExceptionHandler(Main::usageError);
        line.setExecutionExceptionHandler((failure, command, _) -> failed(failure, command));
        try {
            return line.execute(args);
        } catch (OutOfMemoryError e) {
            err.println(
                    "segwright: out of memory ("
                            + e.getMessage()
                            + "): set SEGWRIGHT_JAVA_OPTS=-Xmx2g, or more");
            return ExitCode.UNAVAILABLE;
        } catch (Error e) { // picocli catches exceptions only
            return bug(e, err);
        }
    }

    private static int usageError(ParameterException problem, String[] args) {
        CommandLine command = problem.getCommandLine();
        PrintWriter err = command.getErr();
        err.println("segwright: " + problem.getMessage());
        if (!CommandLine.UnmatchedArgumentException.printSuggestions(problem, err)) {
            err.println("try: " + command.getCommandSpec().qualifiedName() + " --help");
        }
        return ExitCode.USAGE;
    }

    private static int failed(Exception failure, CommandLine command) {
        PrintWriter err = command.getErr();
        if (failure instanceof CommandFailure known) {
            err.println("segwright: " + known.getMessage());
            return known.exitCode();
        }
        return bug(failure, err);
    }

    private static int bug(Throwable failure, PrintWriter err) {
        err.println(
                "segwright: bug: "
                        + failure.getClass().getSimpleName()
                        + ": "
                        + failure.getMessage());
        err.println("please report it with " + writeTrace(failure));
        return ExitCode.BUG;
    }

    private static String writeTrace(Throwable failure) {
        try {
            Path file = Files.createTempFile("segwright-bug-", ".txt");
            try (PrintWriter trace = new PrintWriter(Files.newBufferedWriter(file))) {
                failure.printStackTrace(trace);
            }
            return file.toString();
        } catch (IOException e) {
            return "the command that you typed (the trace could not be written: "
                    + e.getMessage()
                    + ")";
        }
    }
}
