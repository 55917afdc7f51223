package io.segwright.app.cli;

import io.segwright.app.config.ConfigException;
import io.segwright.app.config.DataDirectory;
import io.segwright.app.stage.Allocating;
import io.segwright.graph.store.StoreUnavailableException;
import io.segwright.inventory.audit.AuditUnavailableException;
import io.segwright.inventory.ipam.Answer;
import io.segwright.inventory.ipam.Command;
import java.io.IOException;
import java.io.PrintWriter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/// What every act of the allocator takes: where, why, and whether it is meant yet.
final class ActOptions {
    @Spec(Target.MIXEE)
    private CommandSpec spec = CommandSpec.create(); // picocli puts the real one in its place

    @Mixin private DataOptions data = new DataOptions();
    @Mixin private FormatOption format = new FormatOption();

    @Option(
            names = "--reason",
            required = true,
            paramLabel = "TEXT",
            description = "why, e.g. a ticket; kept in the request's history and the audit log")
    private String reason = "";

    @Option(names = "--dry-run", description = "say what the answer would be, change nothing")
    private boolean dryRun;

    /// Makes a command, with the allocator open.
    @FunctionalInterface
    interface Making {
        Command make(Allocating allocating, String reason)
                throws CommandFailure, StoreUnavailableException;
    }

    /// What is done after a command was done.
    @FunctionalInterface
    interface Afterwards {
        void run(Allocating allocating, Answer answer)
                throws StoreUnavailableException, AuditUnavailableException, IOException;
    }

    /// For what there must be already.
    int carryOut(String action, Making making) throws CommandFailure {
        return Opened.existing(
                data.directory, directory -> run(directory, action, making, NOTHING));
    }

    /// For what may begin an inventory.
    int begin(String action, Making making, Afterwards afterwards) throws CommandFailure {
        return Opened.create(
                data.directory, directory -> run(directory, action, making, afterwards));
    }

    static final Afterwards NOTHING = (_, _) -> {};

    private int run(DataDirectory directory, String action, Making making, Afterwards afterwards)
            throws CommandFailure,
                    StoreUnavailableException,
                    AuditUnavailableException,
                    ConfigException,
                    IOException {
        PrintWriter out = spec.commandLine().getOut();
        PrintWriter err = spec.commandLine().getErr();
        try (Allocating allocating = Allocating.open(directory, err)) {
            Command command = making.make(allocating, reason);
            Answer answer = dryRun ? allocating.foresee(command) : allocating.give(command, action);
            if (!dryRun && !(answer instanceof Answer.Refused)) {
                afterwards.run(allocating, answer);
            }
            int code = AllocateText.print(answer, format.format, out);
            if (dryRun && code == ExitCode.OK) {
                err.println("nothing was written (--dry-run)");
            }
            return code;
        }
    }

    String reason() {
        return reason;
    }

    PrintWriter err() {
        return spec.commandLine().getErr();
    }
}
