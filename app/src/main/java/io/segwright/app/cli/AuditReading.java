package io.segwright.app.cli;

import io.segwright.app.config.ConfigException;
import io.segwright.app.config.DataDirectory;
import io.segwright.app.evidence.EvidenceException;
import io.segwright.app.evidence.FactHashes;
import io.segwright.app.evidence.KpiHistory;
import io.segwright.app.evidence.KpiRecord;
import io.segwright.app.report.Audited;
import io.segwright.app.report.Auditing;
import io.segwright.graph.store.StoreUnavailableException;
import io.segwright.inventory.audit.AuditUnavailableException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import picocli.CommandLine.Mixin;

/// What the audit's commands read, and for when.
final class AuditReading {
    @Mixin DataOptions data = new DataOptions();
    @Mixin private TimeOptions times = new TimeOptions();
    @Mixin private TelemetryOptions telemetry = new TelemetryOptions();

    /// Refuses what is wrong before anything is opened.
    void check() throws CommandFailure {
        telemetry.check();
        times.at(Instant.EPOCH);
        times.asOf(Instant.EPOCH);
    }

    Audited read(DataDirectory directory, PrintWriter err)
            throws CommandFailure, StoreUnavailableException, ConfigException, IOException {
        Instant now = directory.clock().instant();
        return Auditing.read(
                directory, times.at(now), times.asOf(now), now, telemetry.policy(directory), err);
    }

    /// @throws CommandFailure a line was changed; it says which
    static KpiHistory history(Path file) throws CommandFailure, IOException {
        try {
            return KpiHistory.read(file);
        } catch (EvidenceException e) {
            throw CommandFailure.failed(e);
        }
    }

    /// Keeps the figures: in the audit log first, with the hash that the history will end with.
    ///
    /// @return the history with them
    static KpiHistory record(
            DataDirectory directory, Audited audited, FactHashes facts, String reason)
            throws CommandFailure, IOException, AuditUnavailableException {
        Path file = directory.files().kpiHistory();
        KpiHistory history = history(file);
        String line =
                history.next(
                        new KpiRecord(
                                0,
                                audited.at(),
                                audited.asOf(),
                                audited.computedAt(),
                                audited.basis().word(),
                                facts.root(),
                                audited.kpis()));
        directory.record(
                "audit.record",
                "kpi history",
                reason,
                Map.of(
                        "sequence",
                        Integer.toString(history.records().size() + 1),
                        "hash",
                        KpiHistory.hash(line)));
        try {
            history.append(file, line);
        } catch (EvidenceException e) {
            throw CommandFailure.unavailable(e);
        }
        return history(file);
    }
}
