package io.segwright.app.cli;

import io.segwright.app.evidence.FactHashes;
import io.segwright.app.evidence.KpiJson;
import io.segwright.app.evidence.PackContents;
import io.segwright.app.report.Audited;
import io.segwright.app.view.Table;
import io.segwright.inventory.coverage.CoverageReport;
import io.segwright.inventory.coverage.Gap;
import io.segwright.inventory.kpi.Target;
import java.io.PrintWriter;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `segwright audit report`: how much of what must exist is inventoried and owned, and each thing that is not.
@Command(
        name = "report",
        mixinStandardHelpOptions = true,
        description = {
            "How many of the devices that must exist are inventoried and owned, those on no list estimated; addresses in use",
            "that are attributed, allocations whose tags are complete, owners who are live, flows and bytes attributed; with one",
            "line for each gap, and for each of the inventoried that fell silent. Exit 3 while there are gaps; with --target",
            "while a figure is below it. Of the past, what has no history is today's, and the report names it."
        })
final class AuditReportCommand implements Callable<Integer> {
    @Spec private CommandSpec spec = CommandSpec.create(); // picocli puts the real one in its place
    @Mixin private AuditReading reading = new AuditReading();
    @Mixin private FormatOption format = new FormatOption();
    @Mixin private TargetOption target = new TargetOption();

    @Option(
            names = "--record",
            description = "keep the figures too, as segwright audit record does")
    private boolean record;

    @Override
    public Integer call() throws CommandFailure {
        reading.check();
        Optional<Target> wanted = target.read();
        return Opened.existing(
                reading.data.directory,
                directory -> {
                    PrintWriter err = spec.commandLine().getErr();
                    Audited audited = reading.read(directory, err);
                    if (record) {
                        AuditReading.record(
                                directory,
                                audited,
                                FactHashes.of(directory, audited),
                                "segwright audit report --record");
                    }
                    print(audited, wanted);
                    if (wanted.isPresent()) {
                        return TargetOption.judge(wanted.get(), audited.kpis(), err);
                    }
                    return audited.gaps().isEmpty() ? ExitCode.OK : ExitCode.FINDINGS;
                });
    }

    private void print(Audited audited, Optional<Target> wanted) {
        CoverageReport report = audited.census().report();
        List<Gap> gaps = audited.gaps();
        CoverageText text = new CoverageText(report, audited.heard(), gaps);
        PrintWriter out = spec.commandLine().getOut();
        PrintWriter err = spec.commandLine().getErr();
        switch (format.format) {
            case JSON -> out.println(Table.json(object(audited, text, wanted)));
            case TABLE -> {
                text.lines().forEach(out::println);
                out.println();
                KpiText.lines(audited).forEach(out::println);
                if (!gaps.isEmpty()) {
                    out.println();
                    gapTable(gaps).print(format.format, out);
                }
            }
            case JSONL, CSV -> {
                gapTable(gaps).print(format.format, out);
                text.lines().forEach(err::println);
                KpiText.lines(audited).forEach(err::println);
            }
        }
        err.printf(
                Locale.ROOT,
                "%d of %d known things inventoried and owned: %.2f %%, %d gaps; %d silent devices%n",
                report.attributed(),
                report.required(),
                report.percent(),
                report.gaps().size(),
                audited.heard().silent().size());
    }

    private static Map<String, Object> object(
            Audited audited, CoverageText text, Optional<Target> wanted) {
        Map<String, Object> object = text.object();
        object.put("at", audited.at().toString());
        object.put("asOf", audited.asOf().toString());
        object.put("computedAt", audited.computedAt().toString());
        object.put("basis", audited.basis().word());
        object.put("todays", audited.basis() == Audited.Basis.LATER ? audited.todays() : List.of());
        object.put("kpis", KpiJson.defined(new EnumMap<>(audited.kpis())));
        object.put("missing", PackContents.missing(audited.rows()));
        wanted.ifPresent(target -> {
            object.put("target", target.name());
            object.put(
                    "misses",
                    target.misses(audited.kpis()).stream()
                            .map(miss -> Map.of("kpi", miss.kpi().word(), "text", miss.text()))
                            .toList());
        });
        return object;
    }

    static Table gapTable(List<Gap> gaps) {
        Table table = new Table("gap", "subject", "site", "place", "evidence", "do");
        for (Gap gap : gaps) {
            table.row(
                    gap.kind().name().toLowerCase(Locale.ROOT).replace('_', ' '),
                    gap.subject(),
                    gap.site(),
                    gap.place(),
                    String.join("; ", gap.evidence()),
                    gap.remedy());
        }
        return table;
    }
}
