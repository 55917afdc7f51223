package io.segwright.app.cli;

import io.segwright.app.config.ConfigException;
import io.segwright.app.config.DataDirectory;
import io.segwright.inventory.device.Device;
import io.segwright.inventory.observe.Telemetry;
import io.segwright.inventory.telemetry.TelemetryPolicy;
import io.segwright.inventory.telemetry.TelemetryReport;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import picocli.CommandLine.Option;

/// By which ways every device must be heard, and how long silence may last.
final class TelemetryOptions {
    private static final int HOURS_MAX = 8_760; // a year: by then a device is a tombstone

    @Option(
            names = "--demand",
            paramLabel = "WAY",
            description = "snmp, trap, syslog or flow: every device must use it; repeatable")
    private List<String> demanded = List.of();

    @Option(
            names = "--silent-hours",
            paramLabel = "N",
            defaultValue = "24",
            description =
                    "how long a device may say nothing by a way that it used (default: ${DEFAULT-VALUE})")
    private int silentHours = 24;

    /// Refuses what is no way and no number of hours, before anything is opened.
    void check() throws CommandFailure {
        ways();
        if (silentHours < 1 || silentHours > HOURS_MAX) {
            throw CommandFailure.usage("--silent-hours " + silentHours + ": want 1.." + HOURS_MAX);
        }
    }

    TelemetryReport report(DataDirectory data, Collection<Device> devices, Instant at)
            throws ConfigException, CommandFailure {
        return TelemetryReport.of(devices, data.files().heard(), policy(data), at);
    }

    TelemetryPolicy policy(DataDirectory data) throws ConfigException, CommandFailure {
        return new TelemetryPolicy(
                ways(), Duration.ofHours(silentHours), data.files().authority().presence().gone());
    }

    private Set<Telemetry> ways() throws CommandFailure {
        Set<Telemetry> ways = EnumSet.noneOf(Telemetry.class);
        for (String way : demanded) {
            try {
                ways.add(Telemetry.valueOf(way.toUpperCase(Locale.ROOT)));
            } catch (IllegalArgumentException _) {
                throw CommandFailure.usage(
                        "--demand '" + way + "': want snmp, trap, syslog or flow");
            }
        }
        return ways;
    }
}
