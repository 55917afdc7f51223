package io.segwright.app.cli;

import io.segwright.app.view.Table;
import io.segwright.graph.fact.AsOf;
import io.segwright.inventory.device.Device;
import io.segwright.inventory.device.DeviceId;
import io.segwright.inventory.observe.Telemetry;
import io.segwright.inventory.telemetry.TelemetryReport;
import io.segwright.inventory.telemetry.TelemetryReport.DeviceTelemetry;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// `segwright telemetry`: by which ways each device is heard, and which have fallen silent.
@Command(
        name = "telemetry",
        mixinStandardHelpOptions = true,
        description = {
            "By which ways each device was last heard: polls, traps, syslog. A way that a device used and that has been",
            "silent for a day, or that is demanded and was never used, is missed. Exit 3 while any is."
        })
final class TelemetryCommand implements Callable<Integer> {
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
                    List<Device> devices =
                            directory
                                    .graph()
                                    .snapshot(new AsOf(times.at(now), times.asOf(now)))
                                    .devices();
                    TelemetryReport report = telemetry.report(directory, devices, times.at(now));
                    print(report, devices);
                    return report.silent().isEmpty() ? ExitCode.OK : ExitCode.FINDINGS;
                });
    }

    private void print(TelemetryReport report, List<Device> devices) {
        Map<DeviceId, Device> byId = new HashMap<>();
        devices.forEach(device -> byId.put(device.id(), device));
        Table table =
                new Table("device", "name", "site", "snmp", "trap", "syslog", "flow", "missed");
        for (DeviceTelemetry row : report.devices()) {
            Device device = byId.get(row.device());
            table.row(
                    row.device(),
                    device == null ? "" : device.name(),
                    device == null ? "" : device.site(),
                    last(row, Telemetry.SNMP),
                    last(row, Telemetry.TRAP),
                    last(row, Telemetry.SYSLOG),
                    last(row, Telemetry.FLOW),
                    row.missed().stream()
                            .map(way -> way.name().toLowerCase(Locale.ROOT))
                            .sorted()
                            .collect(Collectors.joining(" ")));
        }
        table.print(format.format, spec.commandLine().getOut());
        spec.commandLine()
                .getErr()
                .println(report.silent().size() + " of " + report.devices().size() + " miss a way");
    }

    private static String last(DeviceTelemetry row, Telemetry way) {
        Instant at = row.last().get(way);
        return at == null ? "" : at.toString();
    }
}
