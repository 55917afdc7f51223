package io.segwright.app.cli;

import io.segwright.inventory.reconcile.Conflict;
import java.io.PrintWriter;
import java.util.List;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// What every import can be told.
final class ImportOptions {
    @Option(names = "--dry-run", description = "show what would change, change nothing")
    boolean dryRun;

    @Option(
            names = "--detailed-exitcode",
            description = "exit 2 where there are changes, for scripts that compare")
    boolean detailedExitCode;

    @Mixin DataOptions data = new DataOptions();
    @Mixin FormatOption format = new FormatOption();

    /// What the last line of talk ends with.
    String remark() {
        return dryRun ? "; nothing was written (--dry-run)" : "";
    }

    /// One line each.
    static void tell(List<Conflict> conflicts, PrintWriter err) {
        for (Conflict conflict : conflicts) {
            err.println(
                    "conflict: "
                            + conflict.subject()
                            + ": "
                            + conflict.question()
                            + " "
                            + conflict.evidence());
        }
    }

    /// @param changes whether there are any
    /// @param otherwise the exit code without `--detailed-exitcode`
    int exitCode(boolean changes, int otherwise) {
        return detailedExitCode && changes ? ExitCode.CHANGES : otherwise;
    }
}
