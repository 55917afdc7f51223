package io.segwright.inventory.reconcile;

import io.segwright.inventory.attribute.Allocation;
import io.segwright.inventory.attribute.DeclaredRanges;
import io.segwright.inventory.claim.Authority;
import io.segwright.inventory.claim.ImportedList;
import io.segwright.inventory.device.Device;
import io.segwright.inventory.device.DeviceId;
import io.segwright.inventory.net.IpAddress;
import io.segwright.inventory.observe.Observation;
import io.segwright.inventory.observe.Observation.DeviceImported;
import io.segwright.inventory.observe.Observation.DevicePolled;
import io.segwright.inventory.observe.Provenance;
import io.segwright.inventory.reconcile.Clusters.Cluster;
import io.segwright.inventory.reconcile.InventoryChange.DeviceAdded;
import io.segwright.inventory.reconcile.InventoryChange.DeviceChanged;
import io.segwright.inventory.reconcile.InventoryChange.DeviceEnded;
import io.segwright.inventory.reconcile.InventoryChange.DevicesMerged;
import io.segwright.inventory.reconcile.InventoryChange.TraceEnded;
import io.segwright.inventory.reconcile.InventoryChange.TraceSeen;
import java.time.Instant;
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

/// Observations in, changes out: which device an observation is about, and what it changes.
///
/// A pure function: no clock, no store, and the outcome depends on the set of observations, never on their order.
/// An observation that says nothing new yields no change. The rules of identity: [IdentityRules]; of what counts as
/// evidence of a device that never answered: [TraceFinder].
public final class Reconciler {
    private final InventorySnapshot current;
    private final List<Observation> observations;
    private final Provenance last;
    private final DeclaredRanges ranges;
    private final ClaimFold claims;
    private final NavigableMap<DeviceId, Device> devices = new TreeMap<>();
    private final Map<DeviceId, Device> before = new HashMap<>();
    private final Reasons reasons;
    private final NavigableMap<DeviceId, List<DevicePolled>> polled = new TreeMap<>();
    private final List<InventoryChange> changes = new ArrayList<>();

    private Reconciler(
            InventorySnapshot current,
            List<Observation> observations,
            Provenance last,
            DeclaredRanges ranges,
            Authority authority) {
        this.current = current;
        this.observations = observations.stream().sorted(ObservationOrder.BY_TIME).toList();
        this.last = last;
        this.reasons = new Reasons(last);
        this.ranges = ranges;
        this.claims = new ClaimFold(current.claims(), authority);
        for (Device device : current.devices()) {
            before.put(device.id(), device);
            devices.put(device.id(), claims.observed(device));
        }
    }

    /// With the authority that is shipped.
    public static Reconciliation reconcile(
            InventorySnapshot current, List<Observation> observations, DeclaredRanges ranges) {
        return reconcile(current, observations, ranges, Authority.SHIPPED);
    }

    /// @param observations of one run, in any order; imported devices are parts of their lists
    /// @param ranges where devices are expected: decides what is a trace
    /// @param authority which source is believed
    public static Reconciliation reconcile(
            InventorySnapshot current,
            List<Observation> observations,
            DeclaredRanges ranges,
            Authority authority) {
        if (observations.isEmpty()) {
            return new Reconciliation(List.of(), List.of(), current);
        }
        Provenance last =
                observations.stream()
                        .max(ObservationOrder.BY_TIME)
                        .map(Observation::provenance)
                        .orElseThrow();
        return new Reconciler(current, observations, last, ranges, authority).run(List.of());
    }

    /// A list of devices that was read. What it does not bring it never takes away, but for the claims of its own
    /// source where all of it was read.
    public static Reconciliation reconcileImport(
            InventorySnapshot current,
            ImportedList list,
            DeclaredRanges ranges,
            Authority authority) {
        return new Reconciler(current, List.of(), list.provenance(), ranges, authority)
                .run(List.of(list));
    }

    /// What a person has to decide about who is who, as the inventory stands.
    public static List<Conflict> identityConflicts(InventorySnapshot inventory) {
        Clusters.Outcome outcome =
                Clusters.of(inventory.devices(), List.of(), inventory.identityDecisions());
        List<Conflict> conflicts =
                new ArrayList<>(
                        IdentityConflicts.between(
                                inventory.devices(),
                                outcome.commonness().many(),
                                inventory.identityDecisions()));
        conflicts.addAll(ListedTwice.find(inventory.devices()));
        return conflicts;
    }

    /// An import of allocations; see [AllocationReconciler].
    ///
    /// @param provenance of the import
    public static Reconciliation reconcileAllocations(
            InventorySnapshot current, List<Allocation> imported, Provenance provenance) {
        return AllocationReconciler.reconcile(current, imported, provenance);
    }

    private Reconciliation run(List<ImportedList> lists) {
        List<DevicePolled> polls = new ArrayList<>();
        observations.stream()
                .distinct()
                .forEach(o -> {
                    if (o instanceof DevicePolled poll) {
                        polls.add(poll);
                    }
                });
        Clusters.Outcome outcome =
                Clusters.of(List.copyOf(devices.values()), polls, current.identityDecisions());
        DeviceNaming naming = new DeviceNaming(new HashSet<>(devices.keySet()));
        List<Conflict> conflicts = new ArrayList<>();
        for (Cluster cluster : outcome.clusters()) {
            place(cluster, outcome.commonness(), naming);
            conflicts.addAll(IdentityConflicts.within(cluster));
        }
        outcome.undecided()
                .forEach(u -> conflicts.add(IdentityConflicts.undecided(u.poll(), u.candidates())));
        hearPolls();
        conflicts.addAll(hearLists(lists, naming, outcome.commonness()));
        releaseMovedAddresses();
        assignRoles();
        placeStackMembers(naming);
        endReplaced();
        claims.forgetOthersThan(devices.keySet());
        claims.believe(devices, last.at());
        TraceFinder.Found found =
                TraceFinder.find(
                        current.traces(),
                        devices.values().stream().filter(d -> !d.isOnlyListed()).toList(),
                        polled,
                        seenAndListed(lists),
                        ranges);
        devices.replaceAll((id, device) ->
                device.toBuilder()
                        .witnesses(found.witnesses().getOrDefault(id, device.witnesses()))
                        .build());
        reportDevices();
        reportTraces(found.traces());
        changes.addAll(claims.changes(last));
        conflicts.addAll(
                IdentityConflicts.between(
                        devices.values(),
                        outcome.commonness().many(),
                        current.identityDecisions()));
        return new Reconciliation(
                changes,
                conflicts.stream()
                        .distinct()
                        .sorted(
                                Comparator.comparing(Conflict::subject)
                                        .thenComparing(Conflict::question))
                        .toList(),
                current.withDevices(List.copyOf(devices.values()))
                        .withTraces(found.traces())
                        .withClaims(claims.claims()),
                LatestPolls.answered(polled));
    }

    /// What was observed, and what lists say: a device that is only on a list is hearsay, so that it stays a trace.
    private List<Observation> seenAndListed(List<ImportedList> lists) {
        List<Observation> all = new ArrayList<>(observations);
        lists.forEach(list -> all.addAll(list.devices()));
        return all;
    }

    private void hearPolls() {
        for (InventoryChange change : changes) {
            if (change instanceof DevicesMerged merged) {
                claims.merged(merged.absorbed().id(), merged.into().id(), merged.provenance());
            }
        }
        polled.forEach((id, polls) -> {
            Device known = before.get(id);
            claims.polled(id, polls, known == null ? Instant.MIN : known.lastSeen());
        });
    }

    /// @return what a person has to decide
    private List<Conflict> hearLists(
            List<ImportedList> lists, DeviceNaming naming, Commonness commonness) {
        ImportedDevices imported = new ImportedDevices(devices, claims, naming, commonness);
        parts().forEach(imported::place);
        for (ImportedList list : lists) {
            imported.place(list);
            if (list.scope() == ImportedList.Scope.COMPLETE) {
                claims.readWhole(list);
            }
        }
        imported.reasons().forEach(reasons::add);
        return imported.conflicts();
    }

    /// The imported devices among the observations, by source; of one that is there twice, the last.
    private List<ImportedList> parts() {
        Map<String, NavigableMap<String, DeviceImported>> bySource = new TreeMap<>();
        for (Observation observation : observations) {
            if (observation instanceof DeviceImported row) {
                bySource.computeIfAbsent(row.provenance().source(), _ -> new TreeMap<>())
                        .put(row.nativeKey(), row);
            }
        }
        return bySource.values().stream()
                .map(rows ->
                        new ImportedList(
                                rows.lastEntry().getValue().provenance(),
                                ImportedList.Scope.PART,
                                List.copyOf(rows.values())))
                .toList();
    }

    private void place(Cluster cluster, Commonness commonness, DeviceNaming naming) {
        Provenance provenance = cluster.polls().getLast().provenance();
        Claimant shown = cluster.shown();
        Device base;
        List<String> why;
        if (cluster.known().isEmpty()) {
            base = DeviceFold.blank(naming.name(shown, commonness.many()));
            why = PlacementReasons.ofNew(shown, commonness.many());
        } else {
            base = cluster.known().getFirst();
            why = PlacementReasons.ofSame(cluster, shown, commonness);
        }
        for (Device absorbed : cluster.known().stream().skip(1).toList()) {
            base = DeviceFold.absorb(base, absorbed);
            devices.remove(absorbed.id());
        }
        Device after =
                DeviceFold.withoutVirtual(
                        DeviceFold.fold(base, cluster.polls()), commonness.many().addresses());
        devices.put(after.id(), after);
        reasons.put(after.id(), why, provenance);
        polled.put(after.id(), cluster.polls());
        for (Device absorbed : cluster.known().stream().skip(1).toList()) {
            changes.add(new DevicesMerged(absorbed, after, why, provenance));
        }
    }

    /// An address at which another device of the same site answers now is no longer the old one's.
    private void releaseMovedAddresses() {
        Map<IpAddress, DeviceId> answered = LatestPolls.answered(polled);
        devices.replaceAll((id, device) -> {
            List<IpAddress> kept = new ArrayList<>();
            for (IpAddress address : device.managementAddresses()) {
                DeviceId owner = answered.getOrDefault(address, id);
                Device now = devices.getOrDefault(owner, device);
                boolean sameSite = now.site().equals(device.site());
                if (owner.equals(id) || !sameSite) {
                    kept.add(address);
                } else {
                    reasons.add(id, List.of(address + ": answers as " + owner + " now"));
                }
            }
            return DeviceFold.withManagementAddresses(device, kept);
        });
    }

    private void assignRoles() {
        RoleEvidence roles = RoleEvidence.of(devices.values(), polled.values());
        devices.replaceAll((id, device) -> {
            if (device.membership().isPresent()) {
                return device; // its stack's
            }
            List<DevicePolled> polls = polled.getOrDefault(id, List.of());
            RoleEvidence.Finding finding = roles.roleOf(device, polls, before.containsKey(id));
            if (finding.role() != device.role()) {
                reasons.add(id, List.of(finding.reason()));
            }
            return DeviceFold.withRole(device, finding.role());
        });
    }

    private void placeStackMembers(DeviceNaming naming) {
        StackMembers.Outcome members = StackMembers.of(devices, polled, naming);
        for (StackMembers.Placed member : members.placed()) {
            devices.put(member.device().id(), member.device());
            reasons.put(member.device().id(), member.reasons(), member.provenance());
            claims.shown(member.device().id(), member.said(), member.provenance());
        }
        members.ended().forEach(m -> end(m.device(), m.reasons(), m.provenance()));
    }

    private void endReplaced() {
        Replacements.find(devices.values(), before, polled, last)
                .forEach(e -> end(e.old(), e.evidence(), e.provenance()));
        Set<DeviceId> absorbed = new HashSet<>(before.keySet());
        absorbed.removeAll(devices.keySet());
        if (absorbed.isEmpty()) {
            return;
        }
        for (Device device : List.copyOf(devices.values())) {
            device.membership()
                    .filter(m -> absorbed.contains(m.whole()))
                    .ifPresent(m ->
                            end(device, List.of("its stack " + m.whole() + " is no more"), last));
        }
    }

    private void end(Device device, List<String> reasons, Provenance provenance) {
        devices.remove(device.id());
        changes.add(new DeviceEnded(before.getOrDefault(device.id(), device), reasons, provenance));
    }

    private void reportDevices() {
        devices.forEach((id, after) -> {
            Device known = before.get(id);
            List<String> why = reasons.of(id);
            Provenance provenance = reasons.provenance(id);
            if (known == null) {
                changes.add(new DeviceAdded(after, why, provenance));
            } else if (DeviceFold.saysMore(after, known)) {
                changes.add(new DeviceChanged(known, after, why, provenance));
            }
        });
        changes.replaceAll(change ->
                change instanceof DevicesMerged(Device absorbed, Device into, var why, var from)
                        ? new DevicesMerged(
                                absorbed, devices.getOrDefault(into.id(), into), why, from)
                        : change);
    }

    private void reportTraces(List<Trace> traces) {
        Provenance provenance = last;
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
}
