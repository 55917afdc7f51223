package io.segwright.app.cli;

import io.segwright.app.config.DataDirectory;
import io.segwright.app.config.DataFiles;
import io.segwright.app.evidence.KpiHistory;
import io.segwright.app.evidence.KpiRecord;
import io.segwright.app.view.Format;
import io.segwright.app.view.Table;
import io.segwright.inventory.kpi.Kpi;
import io.segwright.inventory.kpi.KpiValue;
import io.segwright.inventory.kpi.KpiValue.Counted;
import io.segwright.inventory.kpi.KpiValue.Estimated;
import io.segwright.inventory.kpi.KpiValue.NotMeasured;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `segwright audit history`: the figures that were kept, with the chain checked from its beginning.
@Command(
        name = "history",
        mixinStandardHelpOptions = true,
        description = {
            "The figures that were kept, oldest first; the chain is checked from its beginning. What audit record marked later",
            "was computed for a past moment. In JSON each record as it was kept. Exit 1 where a line was changed."
        })
final class AuditHistoryCommand implements Callable<Integer> {
    @Spec private CommandSpec spec = CommandSpec.create(); // picocli puts the real one in its place
    @Mixin private DataOptions data = new DataOptions();
    @Mixin private FormatOption format = new FormatOption();

    @Option(
            names = "--head",
            paramLabel = "HEX",
            description = "a head noted earlier: must still be in the chain")
    private @Nullable String head; // null: not given

    @Override
    public Integer call() throws CommandFailure {
        if (!DataDirectory.exists(data.directory)) {
            throw CommandFailure.unavailable(
                    data.directory
                            + " holds no inventory yet: run segwright collect or import first, or choose with --data DIR");
        }
        KpiHistory history;
        try { // beside whoever has the directory open: a record is there whole or not at all
            history =
                    AuditReading.history(
                            new DataFiles(data.directory, InstantSource.system()).kpiHistory());
        } catch (IOException e) {
            throw CommandFailure.failed(e);
        }
        if (head != null
                && history.lines().stream().noneMatch(l -> KpiHistory.hash(l).equals(head))) {
            throw CommandFailure.failed(
                    "--head "
                            + head
                            + " is not in the chain: records were cut off or the history is another");
        }
        PrintWriter out = spec.commandLine().getOut();
        if (format.format == Format.JSON) {
            out.println("[" + String.join(",", history.lines()) + "]");
        } else if (format.format == Format.JSONL) {
            history.lines().forEach(out::println);
        } else {
            table(history.records()).print(format.format, out);
        }
        spec.commandLine()
                .getErr()
                .println(history.records().size() + " records, head " + history.head());
        return ExitCode.OK;
    }

    static Table table(List<KpiRecord> records) {
        List<String> columns = new ArrayList<>(List.of("record", "at", "as_of", "basis"));
        for (Kpi kpi : Kpi.values()) {
            columns.add(kpi.word());
        }
        Table table = new Table(columns.toArray(String[]::new));
        for (KpiRecord record : records) {
            List<Object> cells =
                    new ArrayList<>(
                            List.of(
                                    record.sequence(),
                                    second(record.at()),
                                    second(record.asOf()),
                                    record.basis()));
            for (Kpi kpi : Kpi.values()) {
                KpiValue value = record.kpis().get(kpi);
                cells.add(value == null ? "" : cell(value));
            }
            table.row(cells.toArray());
        }
        return table;
    }

    private static String second(java.time.Instant at) {
        return at.truncatedTo(java.time.temporal.ChronoUnit.SECONDS).toString();
    }

    private static String cell(KpiValue value) {
        return switch (value) {
            case Counted counted -> String.format(Locale.ROOT, "%.2f", counted.floor() / 100.0);
            case Estimated estimated ->
                    String.format(Locale.ROOT, "%.2f..%.2f", estimated.lower(), estimated.upper());
            case NotMeasured _ -> "-";
        };
    }
}
