package io.segwright.inventory.telemetry;

import io.segwright.inventory.coverage.Gap;
import io.segwright.inventory.coverage.GapKind;
import io.segwright.inventory.coverage.LiveAddress;
import io.segwright.inventory.device.Device;
import io.segwright.inventory.device.DeviceId;
import io.segwright.inventory.observe.Telemetry;
import io.segwright.inventory.telemetry.TelemetryReport.DeviceTelemetry;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// One line for each device that fell silent: how we know, where it is, and what a person should do.
///
/// A silent device is inventoried: it takes nothing from coverage, whose arithmetic wants one gap for one uncovered
/// thing. So its lines are kept apart until they are printed.
public final class TelemetryGaps {
    private final TelemetryReport report;
    private final DevicePlaces places;

    private TelemetryGaps(TelemetryReport report, DevicePlaces places) {
        this.report = report;
        this.places = places;
    }

    /// @param devices those that the report is of, and who may have seen them
    /// @param live the addresses in use, and where
    /// @return sorted by subject
    public static List<Gap> of(
            TelemetryReport report, Collection<Device> devices, Collection<LiveAddress> live) {
        Map<DeviceId, Device> byId = new HashMap<>();
        devices.forEach(device -> byId.put(device.id(), device));
        TelemetryGaps gaps = new TelemetryGaps(report, new DevicePlaces(devices, live));
        List<Gap> lines = new ArrayList<>();
        for (DeviceTelemetry row : report.silent()) {
            Device device = byId.get(row.device());
            if (device != null) {
                lines.add(gaps.gap(device, row));
            }
        }
        lines.sort(Comparator.comparing(Gap::subject).thenComparing(g -> g.evidence().toString()));
        return List.copyOf(lines);
    }

    private Gap gap(Device device, DeviceTelemetry row) {
        List<String> evidence = new ArrayList<>();
        for (Telemetry way : new TreeSet<>(row.missed())) {
            Instant last = row.last().get(way);
            evidence.add(
                    last == null
                            ? word(way) + " never heard, and demanded"
                            : word(way) + " silent since " + second(last));
        }
        row.last()
                .forEach((way, at) -> {
                    if (row.isHeardBy(way)) {
                        evidence.add(word(way) + " heard " + second(at));
                    }
                });
        if (!device.name().isEmpty()) {
            evidence.add("named " + device.name());
        }
        String subject =
                device.managementAddresses().isEmpty()
                        ? device.id().text()
                        : device.managementAddresses().getFirst().toString();
        String place = places.of(device);
        return new Gap(
                GapKind.TELEMETRY_SILENT,
                subject,
                device.site(),
                evidence,
                place,
                remedy(subject, row, place));
    }

    private String remedy(String subject, DeviceTelemetry row, String place) {
        Set<Telemetry> deaf = new TreeSet<>(row.missed()); // the fault may be ours
        deaf.removeIf(way -> report.heardBy(way) > 0);
        List<String> steps = new ArrayList<>();
        if (deaf.contains(Telemetry.SNMP)) {
            steps.add("no device answered snmp in time: run segwright collect first");
        }
        Set<Telemetry> sent = new TreeSet<>(deaf);
        sent.remove(Telemetry.SNMP);
        if (!sent.isEmpty()) {
            steps.add(
                    "no device was heard by "
                            + words(sent)
                            + " in time: look at the collector's own port first");
        }
        if (deaf.isEmpty() && row.last().keySet().stream().noneMatch(row::isHeardBy)) {
            return "find out whether "
                    + subject
                    + " still runs"
                    + (place.isEmpty() ? "" : "; find it by " + place);
        }
        if (row.missed().contains(Telemetry.SNMP) && !deaf.contains(Telemetry.SNMP)) {
            steps.add("enable SNMP on " + subject + " again for the declared credentials");
        }
        sent.addAll(row.missed());
        sent.remove(Telemetry.SNMP);
        if (!sent.isEmpty()) {
            steps.add("let " + subject + " send " + words(sent) + " to the collector");
        }
        return String.join("; ", steps);
    }

    private static Instant second(Instant at) {
        return at.truncatedTo(ChronoUnit.SECONDS);
    }

    private static String words(Collection<Telemetry> ways) {
        return ways.stream().map(TelemetryGaps::word).collect(Collectors.joining(" and "));
    }

    private static String word(Telemetry way) {
        return way.name().toLowerCase(Locale.ROOT);
    }
}
