package io.segwright.app.cli;

import io.segwright.app.stage.Network;
import io.segwright.app.view.Table;
import io.segwright.inventory.attribute.AttributionIndex;
import io.segwright.inventory.coverage.Coverage;
import io.segwright.inventory.coverage.CoverageReport;
import io.segwright.inventory.coverage.Gap;
import io.segwright.inventory.device.Device;
import io.segwright.inventory.telemetry.TelemetryGaps;
import io.segwright.inventory.telemetry.TelemetryReport;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// `segwright audit report`: how much of what must exist is inventoried and owned, and each thing that is not.
@Command(
        name = "report",
        mixinStandardHelpOptions = true,
        description = {
            "How many of the devices that must exist are inventoried and owned, those on no list estimated, with one line",
            "for each gap; and which of the inventoried fell silent, one line each. Addresses in use are those of the last",
            "collection. Exit 3 while there are gaps."
        })
final class AuditReportCommand implements Callable<Integer> {
    @Spec private CommandSpec spec = CommandSpec.create(); // picocli puts the real one in its place
    @Mixin private DataOptions data = new DataOptions();
    @Mixin private FormatOption format = new FormatOption();
    @Mixin private TimeOptions times = new TimeOptions();
    @Mixin private TelemetryOptions telemetry = new TelemetryOptions();

    @Override
    public Integer call() throws CommandFailure {
        telemetry.check();
        return Opened.existing(
                data.directory,
                directory -> {
                    Instant now = directory.clock().instant();
                    Network network = Network.read(directory, times.at(now), times.asOf(now));
                    AttributionIndex index =
                            AttributionIndex.build(network.snapshot().allocations(), network.at());
                    CoverageReport report =
                            Coverage.of(
                                    network.snapshot(),
                                    index,
                                    network.live(),
                                    network.ranges(),
                                    directory.files().ownerDirectory());
                    List<Device> devices = network.snapshot().devices();
                    TelemetryReport heard = telemetry.report(directory, devices, network.at());
                    List<Gap> gaps = new ArrayList<>(report.gaps());
                    gaps.addAll(TelemetryGaps.of(heard, devices, network.live()));
                    print(report, heard, gaps);
                    return gaps.isEmpty() ? ExitCode.OK : ExitCode.FINDINGS;
                });
    }

    private void print(CoverageReport report, TelemetryReport heard, List<Gap> gaps) {
        CoverageText text = new CoverageText(report, heard, gaps);
        PrintWriter out = spec.commandLine().getOut();
        PrintWriter err = spec.commandLine().getErr();
        switch (format.format) {
            case JSON -> out.println(Table.json(text.object()));
            case TABLE -> {
                text.lines().forEach(out::println);
                if (!gaps.isEmpty()) {
                    out.println();
                    gapTable(gaps).print(format.format, out);
                }
            }
            case JSONL, CSV -> {
                gapTable(gaps).print(format.format, out);
                text.lines().forEach(err::println);
            }
        }
        err.printf(
                Locale.ROOT,
                "%d of %d known things inventoried and owned: %.2f %%, %d gaps; %d silent devices%n",
                report.attributed(),
                report.required(),
                report.percent(),
                report.gaps().size(),
                heard.silent().size());
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
