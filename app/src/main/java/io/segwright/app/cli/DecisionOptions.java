package io.segwright.app.cli;

import io.segwright.app.config.DataDirectory;
import io.segwright.app.stage.Curating;
import io.segwright.graph.store.StoreUnavailableException;
import io.segwright.inventory.audit.AuditUnavailableException;
import io.segwright.inventory.device.DeviceId;
import io.segwright.inventory.reconcile.InventoryChange;
import java.io.PrintWriter;
import java.util.List;
import picocli.CommandLine.Option;

/// Why a person decides, and whether it is meant yet.
final class DecisionOptions {
    @Option(
            names = "--reason",
            paramLabel = "TEXT",
            required = true,
            description = "why, for the audit log and for whoever asks later")
    String reason = "";

    @Option(names = "--dry-run", description = "say what would change, change nothing")
    boolean dryRun;

    /// Says what changes and, unless it is a trial, writes it.
    int carryOut(
            DataDirectory data,
            String action,
            DeviceId subject,
            List<InventoryChange> changes,
            PrintWriter out,
            PrintWriter err)
            throws AuditUnavailableException, StoreUnavailableException {
        if (!dryRun) {
            Curating.write(data, action, subject, reason, changes);
        }
        changes.forEach(change -> out.println(Curating.text(change)));
        if (dryRun) {
            err.println("nothing was written (--dry-run)");
        }
        return ExitCode.OK;
    }

    void check() throws CommandFailure {
        if (reason.isBlank()) {
            throw CommandFailure.usage("--reason is empty: want why, e.g. a ticket");
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
