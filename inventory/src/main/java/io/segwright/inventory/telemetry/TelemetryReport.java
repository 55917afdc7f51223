package io.segwright.inventory.telemetry;

import io.segwright.inventory.device.Device;
import io.segwright.inventory.device.DeviceId;
import io.segwright.inventory.observe.Telemetry;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Telemetry coverage: for each device by which ways it is heard, and which of those have fallen silent.
///
/// A way is missed where policy demands it of every device, or where the device used it before: a switch whose logs
/// stop has been reconfigured, cut off, or silenced by somebody who had a reason to.
///
/// @param devices by device id
/// @param at the moment that silence is counted from
public record TelemetryReport(List<DeviceTelemetry> devices, Instant at) {
    /// One device's ways.
    ///
    /// @param last when it was last heard, by way; SNMP is the last poll that it answered
    /// @param missed the ways that are demanded or were used, and are silent
    public record DeviceTelemetry(
            DeviceId device, Map<Telemetry, Instant> last, Set<Telemetry> missed) {
        public DeviceTelemetry {
            Map<Telemetry, Instant> copy = new EnumMap<>(Telemetry.class);
            copy.putAll(last);
            last = Collections.unmodifiableMap(copy);
            missed = Set.copyOf(missed);
        }

        /// Heard by this way, and in time.
        public boolean isHeardBy(Telemetry way) {
            return last.containsKey(way) && !missed.contains(way);
        }
    }

    public TelemetryReport {
        devices = List.copyOf(devices);
    }

    /// @param devices of the inventory; boxes of a stack are heard through it and left out
    /// @param heard what was heard, of whatever devices
    /// @param policy devices that it takes for gone are left out
    public static TelemetryReport of(
            Collection<Device> devices,
            Collection<Heard> heard,
            TelemetryPolicy policy,
            Instant now) {
        Map<DeviceId, Map<Telemetry, Instant>> last = new HashMap<>();
        for (Heard each : heard) {
            last.computeIfAbsent(each.device(), _ -> new EnumMap<>(Telemetry.class))
                    .merge(each.kind(), each.last(), (a, b) -> a.isAfter(b) ? a : b);
        }
        List<DeviceTelemetry> rows = new ArrayList<>();
        for (Device device : devices) {
            if (device.membership().isEmpty()) {
                Map<Telemetry, Instant> ways = new EnumMap<>(Telemetry.class);
                ways.putAll(last.getOrDefault(device.id(), Map.of()));
                if (!device.isOnlyListed() && device.lastSeen().isAfter(Instant.EPOCH)) {
                    ways.merge(Telemetry.SNMP, device.lastSeen(), (a, b) -> a.isAfter(b) ? a : b);
                }
                if (!isGone(ways.values(), now.minus(policy.goneAfter()))) {
                    rows.add(row(device.id(), ways, policy, now));
                }
            }
        }
        rows.sort((a, b) -> a.device().compareTo(b.device()));
        return new TelemetryReport(rows, now);
    }

    /// One that was never heard is not gone: it was never there to our ears.
    private static boolean isGone(Collection<Instant> heard, Instant before) {
        return !heard.isEmpty() && heard.stream().allMatch(last -> last.isBefore(before));
    }

    private static DeviceTelemetry row(
            DeviceId device, Map<Telemetry, Instant> ways, TelemetryPolicy policy, Instant now) {
        Instant silentBefore = now.minus(policy.silentAfter());
        Set<Telemetry> missed = EnumSet.noneOf(Telemetry.class);
        for (Telemetry way : policy.demanded()) {
            if (!ways.containsKey(way)) {
                missed.add(way);
            }
        }
        ways.forEach((way, at) -> {
            if (at.isBefore(silentBefore)) {
                missed.add(way);
            }
        });
        return new DeviceTelemetry(device, ways, missed);
    }

    /// The devices that miss a way, in order of device.
    public List<DeviceTelemetry> silent() {
        return devices.stream().filter(d -> !d.missed().isEmpty()).toList();
    }

    /// How many devices were heard by this way, and in time.
    public long heardBy(Telemetry way) {
        return devices.stream().filter(d -> d.isHeardBy(way)).count();
    }

    /// How many must be heard by this way, and were not in time.
    public long missing(Telemetry way) {
        return devices.stream().filter(d -> d.missed().contains(way)).count();
    }

    /// How many were never heard by any way: only somebody's list has them.
    public long neverHeard() {
        return devices.stream().filter(d -> d.last().isEmpty()).count();
    }
}
