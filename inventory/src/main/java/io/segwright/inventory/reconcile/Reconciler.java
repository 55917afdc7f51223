package io.segwright.inventory.reconcile;

import io.segwright.inventory.attribute.Allocation;
import io.segwright.inventory.attribute.DeclaredRanges;
import io.segwright.inventory.device.Device;
import io.segwright.inventory.device.DeviceId;
import io.segwright.inventory.net.IpAddress;
import io.segwright.inventory.observe.IdentityKey;
import io.segwright.inventory.observe.Observation;
import io.segwright.inventory.observe.Observation.DevicePolled;
import io.segwright.inventory.observe.Provenance;
import io.segwright.inventory.reconcile.Clusters.Cluster;
import io.segwright.inventory.reconcile.IdentityRules.Verdict;
import io.segwright.inventory.reconcile.InventoryChange.DeviceAdded;
import io.segwright.inventory.reconcile.InventoryChange.DeviceChanged;
import io.segwright.inventory.reconcile.InventoryChange.DevicesMerged;
import io.segwright.inventory.reconcile.InventoryChange.TraceEnded;
import io.segwright.inventory.reconcile.InventoryChange.TraceSeen;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/// Observations in, changes out: which device an observation is about, and what it changes.
///
/// A pure function: no clock, no store, and the outcome depends on the set of observations, never on their order.
/// An observation that says nothing new yields no change. The rules of identity: [IdentityRules]; of what counts as
/// evidence of a device that never answered: [TraceFinder].
public final class Reconciler {
    /// Stable whatever order the observations came in; the text of the keys settles polls of one moment.
    private static final Comparator<Observation> ORDER =
            Comparator.comparing((Observation o) -> o.provenance().at())
                    .thenComparing(o -> o.provenance().exporter())
                    .thenComparing(o -> o.provenance().source())
                    .thenComparing(Reconciler::detail);

    private final InventorySnapshot current;
    private final List<Observation> observations;
    private final DeclaredRanges ranges;
    private final NavigableMap<DeviceId, Device> devices = new TreeMap<>();
    private final Map<DeviceId, Device> before = new HashMap<>();
    private final Map<DeviceId, List<String>> evidence = new HashMap<>();
    private final Map<DeviceId, Provenance> provenances = new HashMap<>();
    private final NavigableMap<DeviceId, List<DevicePolled>> polled = new TreeMap<>();
    private final List<InventoryChange> changes = new ArrayList<>();

    private Reconciler(
            InventorySnapshot current, List<Observation> observations, DeclaredRanges ranges) {
        this.current = current;
        this.observations = observations.stream().sorted(ORDER).toList();
        this.ranges = ranges;
        current.devices().forEach(device -> devices.put(device.id(), device));
        before.putAll(devices);
    }

    /// @param observations of one run, in any order
    /// @param ranges where devices are expected: decides what is a trace
    public static Reconciliation reconcile(
            InventorySnapshot current, List<Observation> observations, DeclaredRanges ranges) {
        if (observations.isEmpty()) {
            return new Reconciliation(List.of(), List.of(), current);
        }
        return new Reconciler(current, observations, ranges).run();
    }

    /// An import of allocations; see [AllocationReconciler].
    ///
    /// @param provenance of the import
    public static Reconciliation reconcileAllocations(
            InventorySnapshot current, List<Allocation> imported, Provenance provenance) {
        return AllocationReconciler.reconcile(current, imported, provenance);
    }

    private Reconciliation run() {
        List<DevicePolled> polls = new ArrayList<>();
        observations.stream()
                .distinct()
                .forEach(o -> {
                    if (o instanceof DevicePolled poll) {
                        polls.add(poll);
                    }
                });
        Clusters.Outcome outcome = Clusters.of(List.copyOf(devices.values()), polls);
        DeviceNaming naming = new DeviceNaming(new HashSet<>(devices.keySet()));
        List<Conflict> conflicts = new ArrayList<>();
        for (Cluster cluster : outcome.clusters()) {
            place(cluster, outcome.constants(), naming);
            conflicts.addAll(IdentityConflicts.within(cluster));
        }
        releaseMovedAddresses();
        assignRoles();
        TraceFinder.Found found =
                TraceFinder.find(
                        current.traces(),
                        List.copyOf(devices.values()),
                        polled,
                        observations,
                        ranges);
        devices.replaceAll((id, device) ->
                device.toBuilder()
                        .witnesses(found.witnesses().getOrDefault(id, device.witnesses()))
                        .build());
        reportDevices();
        reportTraces(found.traces());
        conflicts.addAll(IdentityConflicts.between(devices.values(), outcome.constants()));
        return new Reconciliation(
                changes,
                conflicts.stream()
                        .distinct()
                        .sorted(
                                Comparator.comparing(Conflict::subject)
                                        .thenComparing(Conflict::question))
                        .toList(),
                new InventorySnapshot(
                        List.copyOf(devices.values()), found.traces(), current.allocations()));
    }

    private void place(Cluster cluster, Set<IdentityKey> constants, DeviceNaming naming) {
        Provenance provenance = cluster.polls().getLast().provenance();
        Claimant shown = cluster.shown();
        Device base;
        List<String> reasons;
        if (cluster.known().isEmpty()) {
            Set<IdentityKey> keys = new HashSet<>(shown.keys());
            keys.removeAll(constants);
            base = DeviceFold.blank(naming.name(keys, shown.polledAt()));
            reasons = reasonsForNew(shown, constants);
        } else {
            base = cluster.known().getFirst();
            reasons = reasonsForSame(cluster, shown, constants);
        }
        for (Device absorbed : cluster.known().stream().skip(1).toList()) {
            base = DeviceFold.absorb(base, absorbed);
            devices.remove(absorbed.id());
        }
        Device after = DeviceFold.fold(base, cluster.polls());
        devices.put(after.id(), after);
        evidence.put(after.id(), reasons);
        provenances.put(after.id(), provenance);
        polled.put(after.id(), cluster.polls());
        for (Device absorbed : cluster.known().stream().skip(1).toList()) {
            changes.add(new DevicesMerged(absorbed, after, reasons, provenance));
        }
    }

    private static List<String> reasonsForNew(Claimant shown, Set<IdentityKey> constants) {
        TreeSet<String> reasons = new TreeSet<>();
        for (IdentityKey key : shown.keys()) {
            reasons.add(
                    key
                            + (constants.contains(key)
                                    ? ": a constant of many devices"
                                    : ": no device matches"));
        }
        if (reasons.isEmpty()) {
            shown.polledAt().forEach(a -> reasons.add(a + ": shows no key; known by its address"));
        }
        return List.copyOf(reasons);
    }

    private static List<String> reasonsForSame(
            Cluster cluster, Claimant shown, Set<IdentityKey> constants) {
        List<String> reasons = new ArrayList<>();
        for (Device device : cluster.known()) {
            switch (IdentityRules.compare(Claimant.of(device), shown, constants)) {
                case Verdict.Same(int weight, List<String> shared) ->
                        reasons.add(
                                device.id()
                                        + ": "
                                        + String.join(", ", shared)
                                        + " ("
                                        + weight
                                        + ")");
                case Verdict.NotEnough(int weight) ->
                        reasons.add(device.id() + ": by way of another poll (" + weight + ")");
                case Verdict.Forbidden(String reason) -> reasons.add(device.id() + ": " + reason);
            }
        }
        return reasons;
    }

    /// An address at which another device of the same site answers now is no longer the old one's.
    private void releaseMovedAddresses() {
        Map<IpAddress, DevicePolled> latest = new HashMap<>();
        Map<IpAddress, DeviceId> owners = new HashMap<>();
        polled.forEach((id, polls) ->
                polls.forEach(poll -> {
                    IpAddress address = poll.provenance().exporter();
                    DevicePolled other = latest.get(address);
                    if (other == null || ORDER.compare(other, poll) < 0) {
                        latest.put(address, poll);
                        owners.put(address, id);
                    }
                }));
        devices.replaceAll((id, device) -> {
            List<IpAddress> kept = new ArrayList<>();
            for (IpAddress address : device.managementAddresses()) {
                DeviceId owner = owners.getOrDefault(address, id);
                Device now = devices.getOrDefault(owner, device);
                boolean sameSite = now.site().equals(device.site());
                if (owner.equals(id) || !sameSite) {
                    kept.add(address);
                } else {
                    evidence.merge(
                            id,
                            List.of(address + ": answers as " + owner + " now"),
                            Reconciler::both);
                    provenances.putIfAbsent(id, observations.getLast().provenance());
                }
            }
            return DeviceFold.withManagementAddresses(device, kept);
        });
    }

    private void assignRoles() {
        RoleEvidence roles = RoleEvidence.of(devices.values(), polled.values());
        devices.replaceAll((id, device) -> {
            List<DevicePolled> polls = polled.getOrDefault(id, List.of());
            RoleEvidence.Finding finding = roles.roleOf(device, polls, before.containsKey(id));
            if (finding.role() != device.role()) {
                evidence.merge(id, List.of(finding.reason()), Reconciler::both);
                provenances.putIfAbsent(id, observations.getLast().provenance());
            }
            return DeviceFold.withRole(device, finding.role());
        });
    }

    private static List<String> both(List<String> left, List<String> right) {
        List<String> all = new ArrayList<>(left);
        all.addAll(right);
        return all;
    }

    private void reportDevices() {
        devices.forEach((id, after) -> {
            Device known = before.get(id);
            List<String> reasons = evidence.getOrDefault(id, List.of());
            Provenance provenance =
                    provenances.getOrDefault(id, observations.getLast().provenance());
            if (known == null) {
                changes.add(new DeviceAdded(after, reasons, provenance));
            } else if (DeviceFold.saysMore(after, known)) {
                changes.add(new DeviceChanged(known, after, reasons, provenance));
            }
        });
        changes.replaceAll(change ->
                change instanceof DevicesMerged(Device absorbed, Device into, var why, var from)
                        ? new DevicesMerged(
                                absorbed, devices.getOrDefault(into.id(), into), why, from)
                        : change);
    }

    private void reportTraces(List<Trace> traces) {
        Provenance provenance = observations.getLast().provenance();
        NavigableMap<String, Trace> known = new TreeMap<>();
        current.traces().forEach(trace -> known.put(trace.subject(), trace));
        List<InventoryChange> seen = new ArrayList<>();
        for (Trace trace : traces) {
            Optional<Trace> same = Optional.ofNullable(known.remove(trace.subject()));
            if (same.isEmpty() || !same.get().equals(trace)) {
                seen.add(new TraceSeen(trace, provenance));
            }
        }
        known.values().forEach(trace -> changes.add(new TraceEnded(trace, provenance)));
        changes.addAll(seen);
    }

    private static String detail(Observation observation) {
        return switch (observation) {
            case DevicePolled poll ->
                    poll.system().name()
                            + poll.keys().stream().map(IdentityKey::toString).sorted().toList()
                            + poll.addresses()
                            + poll.interfaces();
            case Observation.DeviceSilent silent ->
                    silent.target() + silent.reason().name() + silent.detail();
            case Observation.ExporterSeen exporter -> exporter.protocol() + exporter.domain();
            case Observation.TelemetrySeen seen -> seen.kind().name() + seen.messages();
            case Observation.DeviceImported imported ->
                    imported.nativeKey() + imported.attributes() + imported.addresses();
        };
    }
}
