package io.segwright.app.cli;

import io.segwright.app.evidence.FactHashes;
import io.segwright.app.evidence.KpiHistory;
import io.segwright.app.evidence.KpiRecord;
import io.segwright.app.report.Audited;
import io.segwright.inventory.kpi.Target;
import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `segwright audit record`: keeps the figures of now, or of a past moment.
@Command(
        name = "record",
        mixinStandardHelpOptions = true,
        description = {
            "Keeps the figures of now, chained to those before by hashes; run it daily. Those of a past moment (--as-of) are",
            "marked: later. Exit 3 where --target is missed; they are kept all the same."
        })
final class AuditRecordCommand implements Callable<Integer> {
    @Spec private CommandSpec spec = CommandSpec.create(); // picocli puts the real one in its place
    @Mixin private AuditReading reading = new AuditReading();
    @Mixin private FormatOption format = new FormatOption();
    @Mixin private TargetOption target = new TargetOption();

    @Option(
            names = "--reason",
            paramLabel = "TEXT",
            defaultValue = "segwright audit record",
            description = "for the audit log")
    private String reason = "segwright audit record";

    @Override
    public Integer call() throws CommandFailure {
        reading.check();
        Optional<Target> wanted = target.read();
        return Opened.existing(
                reading.data.directory,
                directory -> {
                    PrintWriter err = spec.commandLine().getErr();
                    Audited audited = reading.read(directory, err);
                    KpiHistory history =
                            AuditReading.record(
                                    directory, audited, FactHashes.of(directory, audited), reason);
                    KpiRecord last = history.records().getLast();
                    AuditHistoryCommand.table(List.of(last))
                            .print(format.format, spec.commandLine().getOut());
                    err.println("record " + last.sequence() + ", head " + history.head());
                    return wanted.isPresent()
                            ? TargetOption.judge(wanted.get(), audited.kpis(), err)
                            : ExitCode.OK;
                });
    }
}
