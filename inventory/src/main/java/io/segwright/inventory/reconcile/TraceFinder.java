package io.segwright.inventory.reconcile;

import io.segwright.inventory.attribute.DeclaredRanges;
import io.segwright.inventory.device.Device;
import io.segwright.inventory.device.DeviceId;
import io.segwright.inventory.device.Role;
import io.segwright.inventory.net.IpAddress;
import io.segwright.inventory.net.MacAddress;
import io.segwright.inventory.observe.ArpFact;
import io.segwright.inventory.observe.InterfaceFact;
import io.segwright.inventory.observe.NeighborFact;
import io.segwright.inventory.observe.Observation;
import io.segwright.inventory.observe.Observation.DevicePolled;
import io.segwright.inventory.observe.Observation.DeviceSilent;
import io.segwright.inventory.observe.Observation.ExporterSeen;
import io.segwright.inventory.observe.RouteFact;
import io.segwright.inventory.observe.SilenceReason;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/// Finds the devices that must exist and never answered, by what others saw of them.
///
/// Evidence is: an LLDP neighbour; an ARP or neighbour-discovery entry and a next hop inside the declared ranges; a
/// flow exporter; an answer that was no usable one (a refused user, a wrong key). Silence alone is none, or each
/// address of a swept range would be a device. No trace: what belongs to an inventoried device, a virtual router's
/// MAC, an address that is excluded or not to be polled, an end station outside the declared ranges.
///
/// The evidence of a device that was polled in this run is replaced by what it says now; everybody else's stays.
final class TraceFinder {
    private final KnownThings known;
    private final Map<String, Device> devices = new HashMap<>();
    private final DeclaredRanges ranges;
    private final Set<TraceEvidence> evidence = new TreeSet<>(TraceEvidence.ORDER);
    private final Map<IpAddress, String> silences = new HashMap<>();

    private TraceFinder(Collection<Device> devices, DeclaredRanges ranges) {
        this.known = new KnownThings(devices);
        this.ranges = ranges;
        devices.forEach(device -> this.devices.put(device.id().text(), device));
    }

    /// @param current traces of the runs before
    /// @param devices the inventory after this run's polls
    /// @param polled which device each poll was of
    /// @return sorted by subject
    static List<Trace> find(
            List<Trace> current,
            List<Device> devices,
            Map<DeviceId, List<DevicePolled>> polled,
            List<Observation> observations,
            DeclaredRanges ranges) {
        TraceFinder finder = new TraceFinder(devices, ranges);
        finder.carryOver(current, polled);
        polled.forEach((id, polls) -> {
            Device device = finder.devices.get(id.text());
            if (device != null) {
                polls.forEach(poll -> finder.lookAt(device, poll));
            }
        });
        observations.forEach(finder::lookAt);
        return TraceFold.fold(finder.evidence, finder.silences, ranges);
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
                        .ifPresent(evidence::add);
            }
        }
    }

    private boolean stillHolds(TraceEvidence e, Map<String, List<DevicePolled>> refreshed) {
        if (e.addresses().stream().anyMatch(a -> known.owns(a) || ranges.isLeftAlone(a))
                || isKnownMac(e.chassis())) {
            return false;
        }
        return switch (e.kind()) {
            case EXPORTER, SILENT -> true;
            case LLDP -> holdsOf(e, refreshed, "lldp");
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

    private void lookAt(Device device, DevicePolled poll) {
        Map<Integer, String> ports = new HashMap<>();
        for (InterfaceFact fact : poll.interfaces()) {
            ports.put(fact.index(), fact.name());
        }
        poll.neighbors().forEach(neighbor -> lookAt(device, neighbor));
        for (ArpFact fact : poll.arp()) {
            if (!fact.mac().isShared()
                    && !known.owns(fact.mac())
                    && !known.owns(fact.address())
                    && ranges.expectsDeviceAt(fact.address())) {
                String port = ports.getOrDefault(fact.interfaceIndex(), "" + fact.interfaceIndex());
                add(
                        TraceEvidence.Kind.ARP,
                        device,
                        fact.mac().toString(),
                        List.of(fact.address()),
                        place(device) + " port " + port,
                        "");
            }
        }
        Set<IpAddress> hops = new HashSet<>();
        for (RouteFact route : poll.routes()) {
            IpAddress hop = route.nextHop();
            if (hops.add(hop) && ranges.expectsDeviceAt(hop) && !known.owns(hop)) {
                add(
                        TraceEvidence.Kind.ROUTE,
                        device,
                        "",
                        List.of(hop),
                        place(device),
                        "routes through it");
            }
        }
    }

    private void lookAt(Device device, NeighborFact neighbor) {
        List<IpAddress> addresses =
                neighbor.managementAddresses().stream().filter(Claimant::isOwn).toList();
        boolean leftAlone = addresses.stream().anyMatch(ranges::isLeftAlone);
        boolean strangeStation =
                Role.isEndStation(neighbor.capabilities())
                        && addresses.stream().noneMatch(ranges::expectsDeviceAt);
        boolean nameless =
                neighbor.chassisMac().isEmpty()
                        && addresses.isEmpty()
                        && neighbor.chassisId().isBlank();
        if (leftAlone || strangeStation || nameless || known.owns(neighbor, device)) {
            return;
        }
        String name = neighbor.systemName();
        add(
                TraceEvidence.Kind.LLDP,
                device,
                neighbor.chassisMac()
                        .filter(mac -> !mac.isShared())
                        .map(MacAddress::toString)
                        .orElse(neighbor.chassisMac().isPresent() ? "" : neighbor.chassisId()),
                addresses.stream().filter(a -> !ranges.isLeftAlone(a)).toList(),
                place(device) + " port " + neighbor.localInterface(),
                name.isEmpty() ? "" : TraceEvidence.CALLS_ITSELF + name);
    }

    private void add(
            TraceEvidence.Kind kind,
            Device observer,
            String chassis,
            List<IpAddress> addresses,
            String place,
            String note) {
        evidence.add(
                new TraceEvidence(kind, observer.id().text(), chassis, addresses, place, note));
    }

    private static String place(Device device) {
        return device.name().isEmpty() ? device.id().text() : device.name();
    }

    private void lookAt(Observation observation) {
        switch (observation) {
            case DevicePolled _ -> {}
            case DeviceSilent silent -> {
                IpAddress target = silent.target();
                if (known.owns(target) || !ranges.expectsDeviceAt(target)) {
                    return;
                }
                silences.put(target, words(silent.reason()) + ": " + silent.detail());
                evidence.removeIf(e ->
                        e.kind() == TraceEvidence.Kind.SILENT && e.addresses().contains(target));
                if (provesExistence(silent.reason())) {
                    addOwn(TraceEvidence.Kind.SILENT, target, words(silent.reason()));
                }
            }
            case Observation.TelemetrySeen _, Observation.DeviceImported _ -> {} // no trace yet
            case ExporterSeen exporter -> {
                IpAddress address = exporter.provenance().exporter();
                if (!known.owns(address)
                        && !ranges.isLeftAlone(address)
                        && Claimant.isOwn(address)) {
                    addOwn(
                            TraceEvidence.Kind.EXPORTER,
                            address,
                            "exports " + exporter.protocol() + " of domain " + exporter.domain());
                }
            }
        }
    }

    private void addOwn(TraceEvidence.Kind kind, IpAddress address, String note) {
        evidence.add(new TraceEvidence(kind, address.toString(), "", List.of(address), "", note));
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

    private static String words(SilenceReason reason) {
        return reason.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
