package io.segwright.inventory.reconcile;

import io.segwright.inventory.device.Device;
import io.segwright.inventory.device.DeviceId;
import io.segwright.inventory.net.IpAddress;
import io.segwright.inventory.observe.Provenance;
import io.segwright.inventory.reconcile.IdentityDecision.Verdict;
import io.segwright.inventory.reconcile.InventoryChange.DevicesMerged;
import io.segwright.inventory.reconcile.InventoryChange.DevicesSplit;
import io.segwright.inventory.reconcile.InventoryChange.DevicesSplit.Parting;
import io.segwright.inventory.reconcile.InventoryChange.IdentityDecided;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/// What a person changes about identity, and what follows from it: two are one, one is two. Pure functions, as the
/// [Reconciler] is, which obeys what is decided here from then on.
///
/// In each, `provenance.source` names the person, e.g. `user:anna`, and its instant is when it was decided.
public final class IdentityCuration {
    private IdentityCuration() {}

    /// `absorbed` ends, `into` goes on with what both knew.
    ///
    /// @throws DecisionRefusedException one is not in the inventory, or is a box inside a stack
    public static Reconciliation merge(
            InventorySnapshot current,
            DeviceId into,
            DeviceId absorbed,
            String reason,
            Provenance provenance)
            throws DecisionRefusedException {
        Device one = find(current, into);
        Device other = find(current, absorbed);
        if (into.equals(absorbed)) {
            throw new DecisionRefusedException(into + " is one device already: name two");
        }
        IdentityDecision decision = decide(Verdict.SAME, one, other, reason, provenance);
        Device both = DeviceFold.absorb(one, other);
        return result(
                current,
                List.of(
                        new DevicesMerged(other, both, List.of(decision.text()), provenance),
                        new IdentityDecided(decision, provenance)),
                List.of(both),
                Set.of(absorbed),
                decision);
    }

    /// Takes a merge back: the absorbed device is there again, under its id, from the merge on. What was seen since
    /// stays with the one that shows it: serial, MACs and addresses tell.
    ///
    /// @throws DecisionRefusedException the device is not in the inventory, or the absorbed one is
    public static Reconciliation split(
            InventorySnapshot current, PastMerge merge, String reason, Provenance provenance)
            throws DecisionRefusedException {
        Device now = find(current, merge.into().id());
        DeviceId back = merge.absorbed().id();
        if (current.devices().stream().anyMatch(d -> d.id().equals(back))) {
            throw new DecisionRefusedException(
                    back + " is in the inventory: it was split from " + now.id() + " already");
        }
        List<Parting> partings = new ArrayList<>();
        for (PastMerge.Moment moment : merge.since()) {
            partings.add(MergeUndo.part(moment.at(), moment.device(), merge));
        }
        if (partings.isEmpty()) {
            partings.add(MergeUndo.part(merge.at(), now, merge));
        }
        IdentityDecision decision =
                decide(
                        Verdict.DIFFERENT,
                        partings.getLast().kept(),
                        partings.getLast().restored(),
                        reason,
                        provenance);
        DevicesSplit split = new DevicesSplit(partings, List.of(decision.text()), provenance);
        return result(
                current,
                List.of(split, new IdentityDecided(decision, provenance)),
                List.of(split.kept(), split.restored()),
                Set.of(),
                decision);
    }

    /// Parts what was one from the first: what answers at these addresses is another device, from now on.
    ///
    /// @throws DecisionRefusedException the device is not in the inventory, or answers at none or nothing else of these
    public static Reconciliation split(
            InventorySnapshot current,
            DeviceId device,
            Set<IpAddress> addresses,
            String reason,
            Provenance provenance)
            throws DecisionRefusedException {
        Device now = find(current, device);
        List<IpAddress> kept =
                now.managementAddresses().stream().filter(a -> !addresses.contains(a)).toList();
        if (!now.managementAddresses().containsAll(addresses) || addresses.isEmpty()) {
            throw new DecisionRefusedException(
                    device
                            + " answers at "
                            + now.managementAddresses()
                            + ": want some of these, not "
                            + addresses.stream().sorted().toList());
        }
        if (kept.isEmpty()) {
            throw new DecisionRefusedException(
                    device + " answers nowhere else: leave it one address at least");
        }
        Set<DeviceId> taken = new HashSet<>();
        current.devices().forEach(d -> taken.add(d.id()));
        List<IpAddress> sorted = addresses.stream().sorted().toList();
        DeviceId id = new DeviceNaming(taken).name("split " + device + " " + sorted);
        Device other =
                Device.builder(id)
                        .name(now.name())
                        .site(now.site())
                        .platform(now.platform())
                        .role(now.role())
                        .keys(now.keys()) // each of the two shows some of them: its next poll tells
                        .managementAddresses(sorted)
                        .lastSeen(now.lastSeen())
                        .build();
        Device rest = DeviceFold.withManagementAddresses(now, kept);
        IdentityDecision decision = decide(Verdict.DIFFERENT, rest, other, reason, provenance);
        DevicesSplit split =
                new DevicesSplit(
                        List.of(new Parting(provenance.at(), rest, other)),
                        List.of(decision.text()),
                        provenance);
        return result(
                current,
                List.of(split, new IdentityDecided(decision, provenance)),
                List.of(rest, other),
                Set.of(),
                decision);
    }

    /// The two are never to be merged.
    ///
    /// @throws DecisionRefusedException one is not in the inventory
    public static Reconciliation keepApart(
            InventorySnapshot current,
            DeviceId one,
            DeviceId other,
            String reason,
            Provenance provenance)
            throws DecisionRefusedException {
        if (one.equals(other)) {
            throw new DecisionRefusedException(one + " cannot be kept apart from itself: name two");
        }
        IdentityDecision decision =
                decide(
                        Verdict.DIFFERENT,
                        find(current, one),
                        find(current, other),
                        reason,
                        provenance);
        return result(
                current,
                List.of(new IdentityDecided(decision, provenance)),
                List.of(),
                Set.of(),
                decision);
    }

    private static Device find(InventorySnapshot current, DeviceId id)
            throws DecisionRefusedException {
        Optional<Device> found =
                current.devices().stream().filter(d -> d.id().equals(id)).findFirst();
        if (found.isEmpty()) {
            throw new DecisionRefusedException(
                    id + " is not in the inventory: want the id of a device that is");
        }
        if (found.get().membership().isPresent()) {
            throw new DecisionRefusedException(
                    id
                            + " is a box of the stack "
                            + found.get().membership().get().whole()
                            + ": decide on the stack");
        }
        return found.get();
    }

    private static IdentityDecision decide(
            Verdict verdict, Device one, Device other, String reason, Provenance provenance) {
        return IdentityDecision.of(
                verdict, one, other, provenance.source(), reason, provenance.at());
    }

    private static Reconciliation result(
            InventorySnapshot current,
            List<InventoryChange> changes,
            List<Device> after,
            Set<DeviceId> gone,
            IdentityDecision decision) {
        Map<DeviceId, Device> devices = new TreeMap<>();
        current.devices().forEach(d -> devices.put(d.id(), d));
        after.forEach(d -> devices.put(d.id(), d));
        devices.keySet().removeAll(gone);
        List<IdentityDecision> decisions = new ArrayList<>(current.identityDecisions());
        decisions.removeIf(d -> d.subject().equals(decision.subject()));
        decisions.add(decision);
        decisions.sort(Comparator.comparing(IdentityDecision::subject));
        return new Reconciliation(
                changes,
                List.of(),
                current.withDevices(List.copyOf(devices.values()))
                        .withIdentityDecisions(decisions));
    }
}
