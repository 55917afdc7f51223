package io.segwright.inventory.reconcile;

import io.segwright.inventory.attribute.DeclaredRanges;
import io.segwright.inventory.device.Device;
import io.segwright.inventory.device.DeviceId;
import io.segwright.inventory.net.IpAddress;
import io.segwright.inventory.net.MacAddress;
import io.segwright.inventory.observe.Observation;
import io.segwright.inventory.observe.Observation.DeviceImported;
import io.segwright.inventory.observe.Observation.DevicePolled;
import io.segwright.inventory.observe.Observation.DeviceSilent;
import io.segwright.inventory.observe.Observation.ExporterSeen;
import io.segwright.inventory.observe.Observation.TelemetrySeen;
import io.segwright.inventory.observe.SilenceReason;
import io.segwright.inventory.observe.Witness;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/// Finds the devices that must exist and never answered, by what others saw of them, and which lists show those that
/// are inventoried.
///
/// Evidence is: an LLDP or CDP neighbour; an ARP or neighbour-discovery entry and a next hop inside the declared
/// ranges ([PollSightings]); a MAC that a bridge learned, for its place ([BridgeSightings]); a flow exporter; a sender
/// of traps or logs and an imported device inside the declared ranges; an answer that was no usable one (a refused
/// user, a wrong key). Silence alone is none, or each address of a swept range would be a device.
///
/// The evidence of a device that was polled in this run is replaced by what it says now; everybody else's stays.
final class TraceFinder {
    private static final int STRANGERS_MAX =
            10_000; // exporters outside all ranges: anybody can send a datagram

    /// @param traces sorted by subject
    /// @param witnesses of each device that a list shows, those of the runs before where they still hold
    record Found(List<Trace> traces, Map<DeviceId, Set<Witness>> witnesses) {}

    private final KnownThings known;
    private final Map<String, Device> devices = new HashMap<>();
    private final DeclaredRanges ranges;
    private final Sightings sightings = new Sightings();
    private final ImportSightings imports;
    private final Map<IpAddress, String> silences = new HashMap<>();
    private final Set<IpAddress> strangers = new HashSet<>();

    private TraceFinder(Collection<Device> devices, DeclaredRanges ranges) {
        this.known = new KnownThings(devices);
        this.ranges = ranges;
        this.imports = new ImportSightings(devices, known, ranges, sightings);
        devices.forEach(device -> this.devices.put(device.id().text(), device));
    }

    /// @param current traces of the runs before
    /// @param devices the inventory after this run's polls
    /// @param polled which device each poll was of
    static Found find(
            List<Trace> current,
            List<Device> devices,
            Map<DeviceId, List<DevicePolled>> polled,
            List<Observation> observations,
            DeclaredRanges ranges) {
        TraceFinder finder = new TraceFinder(devices, ranges);
        finder.carryOver(current, polled);
        observations.forEach(finder::lookAt);
        finder.readDevices(devices, polled);
        return new Found(
                TraceFold.fold(finder.sightings.evidence(), finder.silences, ranges),
                WitnessFold.fold(devices, polled, observations, finder.sightings));
    }

    private void readDevices(List<Device> all, Map<DeviceId, List<DevicePolled>> polled) {
        VirtualThings virtual =
                VirtualThings.of(polled.values().stream().flatMap(List::stream).toList());
        PollSightings polls = new PollSightings(known, virtual, ranges, sightings);
        BridgeSightings bridges = new BridgeSightings(known, sightings);
        for (Device device : all) {
            polls.readNeighbors(device);
            for (DevicePolled poll : polled.getOrDefault(device.id(), List.of())) {
                polls.read(device, poll);
                bridges.read(device, poll);
            }
        }
        bridges.addPlaces();
    }

    private void carryOver(List<Trace> current, Map<DeviceId, List<DevicePolled>> polled) {
        Map<String, List<DevicePolled>> refreshed = new HashMap<>();
        polled.forEach((id, polls) -> refreshed.put(id.text(), polls));
        for (Trace trace : current) {
            if (!trace.silence().isEmpty()) {
                trace.addresses().forEach(a -> silences.put(a, trace.silence()));
            }
            for (String line : trace.evidence()) {
                TraceEvidence.parse(line)
                        .filter(e -> stillHolds(e, refreshed))
                        .ifPresent(this::add);
            }
        }
    }

    private boolean stillHolds(TraceEvidence e, Map<String, List<DevicePolled>> refreshed) {
        if (e.addresses().stream().anyMatch(a -> known.owns(a) || ranges.isLeftAlone(a))
                || isKnownMac(e.chassis())) {
            return false;
        }
        return switch (e.kind()) {
            case EXPORTER, SENDER, IMPORT, SILENT -> true;
            case LLDP -> false; // read anew from what each device remembers
            case FDB -> holdsOf(e, refreshed, "dot1dTpFdb", "dot1qTpFdb");
            case ARP -> holdsOf(e, refreshed, "ipNetTo");
            case ROUTE -> holdsOf(e, refreshed, "ipRoute", "ipCidrRoute", "inetCidrRoute");
        };
    }

    /// Until its observer was read whole again.
    private boolean holdsOf(
            TraceEvidence e, Map<String, List<DevicePolled>> refreshed, String... tables) {
        List<DevicePolled> polls = refreshed.get(e.observer());
        return devices.containsKey(e.observer())
                && (polls == null
                        || polls.stream().allMatch(p -> DeviceFold.isIncomplete(p, tables)));
    }

    private boolean isKnownMac(String chassis) {
        return chassis.matches("([0-9a-f]{2}:){5}[0-9a-f]{2}")
                && known.owns(MacAddress.of(chassis));
    }

    private void lookAt(Observation observation) {
        switch (observation) {
            case DevicePolled _ -> {}
            case DeviceSilent silent -> lookAt(silent);
            case ExporterSeen exporter ->
                    lookAt(
                            TraceEvidence.Kind.EXPORTER,
                            exporter.provenance().exporter(),
                            "exports " + exporter.protocol() + " of domain " + exporter.domain());
            case TelemetrySeen seen -> lookAt(seen);
            case DeviceImported imported -> imports.read(imported);
        }
    }

    private void lookAt(DeviceSilent silent) {
        IpAddress target = silent.target();
        if (known.owns(target) || !ranges.expectsDeviceAt(target)) {
            return;
        }
        silences.put(target, words(silent.reason()) + ": " + silent.detail());
        sightings
                .evidence()
                .removeIf(e ->
                        e.kind() == TraceEvidence.Kind.SILENT && e.addresses().contains(target));
        if (provesExistence(silent.reason())) {
            addOwn(TraceEvidence.Kind.SILENT, target, words(silent.reason()));
        }
    }

    private void lookAt(TelemetrySeen seen) {
        IpAddress sender = seen.provenance().exporter();
        switch (seen.kind()) {
            case SNMP -> {} // an answer to us: the poll says more
            case FLOW -> lookAt(TraceEvidence.Kind.EXPORTER, sender, "exports flows");
            case TRAP, SYSLOG -> {
                if (known.owns(sender) || ranges.expectsDeviceAt(sender)) {
                    lookAt(TraceEvidence.Kind.SENDER, sender, "sends " + words(seen.kind()));
                }
            }
        }
    }

    private void lookAt(TraceEvidence.Kind kind, IpAddress sender, String note) {
        if (known.owns(sender)) {
            known.ownerOf(sender).ifPresent(id -> sightings.show(id, Witness.TELEMETRY));
            return;
        }
        boolean expected = ranges.expectsDeviceAt(sender);
        if (ranges.isLeftAlone(sender) || !Claimant.isOwn(sender)) {
            return;
        }
        if (expected || strangers.size() < STRANGERS_MAX || strangers.contains(sender)) {
            addOwn(kind, sender, note);
        }
    }

    private void addOwn(TraceEvidence.Kind kind, IpAddress address, String note) {
        add(new TraceEvidence(kind, address.toString(), "", List.of(address), "", note));
    }

    private void add(TraceEvidence line) {
        if (line.kind() == TraceEvidence.Kind.EXPORTER) {
            line.addresses().stream()
                    .filter(address -> !ranges.expectsDeviceAt(address))
                    .forEach(strangers::add);
        }
        sightings.add(line);
    }

    private static boolean provesExistence(SilenceReason reason) {
        return switch (reason) {
            case TIMEOUT, NO_CREDENTIAL -> false;
            case UNKNOWN_USER,
                    WRONG_AUTH_KEY,
                    WRONG_PRIVACY_KEY,
                    NOT_AUTHORIZED,
                    REFUSED,
                    PROTOCOL_ERROR ->
                    true;
        };
    }

    private static String words(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
