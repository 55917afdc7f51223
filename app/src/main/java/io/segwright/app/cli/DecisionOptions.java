package io.segwright.app.cli;

import io.segwright.app.config.DataDirectory;
import io.segwright.app.stage.Curating;
import io.segwright.graph.store.StoreUnavailableException;
import io.segwright.inventory.device.DeviceId;
import io.segwright.inventory.reconcile.DecisionRefusedException;
import io.segwright.inventory.reconcile.InventoryChange;
import java.io.PrintWriter;
import java.util.List;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// Why a person decides of devices, where, and whether it is meant yet.
final class DecisionOptions {
    @Option(
            names = "--reason",
            paramLabel = "TEXT",
            required = true,
            description = "why, for the audit log and for whoever asks later")
    private String reason = "";

    @Option(names = "--dry-run", description = "say what would change, change nothing")
    private boolean dryRun;

    @Mixin private DataOptions data = new DataOptions();

    @Spec(Spec.Target.MIXEE)
    private CommandSpec command = CommandSpec.create(); // picocli puts the real one in its place

    /// What follows from a decision.
    @FunctionalInterface
    interface Consequence {
        List<InventoryChange> of(DataDirectory data, String reason)
                throws DecisionRefusedException, StoreUnavailableException;
    }

    /// Says what changes and, unless it is a trial, writes it.
    ///
    /// @param action for the audit log, e.g. `inventory.merge`
    int carryOut(String action, DeviceId subject, Consequence consequence) throws CommandFailure {
        if (reason.isBlank()) {
            throw CommandFailure.usage("--reason is empty: want why, e.g. a ticket");
        }
        return Opened.existing(
                data.directory,
                directory -> {
                    List<InventoryChange> changes = changes(directory, consequence);
                    if (!dryRun) {
                        Curating.write(directory, action, subject, reason, changes);
                    }
                    PrintWriter out = command.commandLine().getOut();
                    changes.forEach(change -> out.println(Curating.text(change)));
                    if (dryRun) {
                        command.commandLine().getErr().println("nothing was written (--dry-run)");
                    }
                    return ExitCode.OK;
                });
    }

    private List<InventoryChange> changes(DataDirectory directory, Consequence consequence)
            throws CommandFailure, StoreUnavailableException {
        try {
            return consequence.of(directory, reason);
        } catch (DecisionRefusedException e) {
            throw CommandFailure.badInput(e);
        }
    }

    static DeviceId device(String text) throws CommandFailure {
        try {
            return new DeviceId(text);
        } catch (IllegalArgumentException e) {
            throw CommandFailure.usage(e);
        }
    }
}
