package io.segwright.inventory.reconcile;

import io.segwright.inventory.device.Device;
import io.segwright.inventory.observe.IdentityKey;
import io.segwright.inventory.observe.Observation.DevicePolled;
import io.segwright.inventory.reconcile.Clusters.Cluster;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/// What a person has to decide about identity: keys that several devices show, and claims of one run that disagree.
final class IdentityConflicts {
    private static final int SIDES_MAX = 8; // enough to see the pattern of a constant

    private IdentityConflicts() {}

    /// One conflict for each key that two devices or more show.
    static List<Conflict> between(
            Collection<Device> devices, Constants constants, List<IdentityDecision> decisions) {
        Map<String, List<Device>> byKey = new TreeMap<>();
        Set<String> constant = new TreeSet<>();
        constants.keys().forEach(key -> constant.add(key.toString()));
        for (Device device : devices) {
            if (device.membership().isPresent()) {
                continue; // a box shows what its stack shows
            }
            for (IdentityKey key : device.keys()) {
                byKey.computeIfAbsent(key.toString(), _ -> new ArrayList<>(1)).add(device);
            }
        }
        List<Conflict> conflicts = new ArrayList<>();
        byKey.forEach((key, claimants) -> {
            if (claimants.size() > 1 && !isDecided(claimants, decisions)) {
                conflicts.add(conflict(key, claimants, constant.contains(key)));
            }
        });
        return conflicts;
    }

    /// True where a person keeps each of them apart from each other one.
    private static boolean isDecided(List<Device> claimants, List<IdentityDecision> decisions) {
        if (decisions.isEmpty() || claimants.size() > SIDES_MAX) {
            return false;
        }
        for (int i = 0; i < claimants.size(); i++) {
            for (int j = i + 1; j < claimants.size(); j++) {
                if (!DecisionMarks.keepApart(
                        decisions, claimants.get(i).id(), claimants.get(j).id())) {
                    return false;
                }
            }
        }
        return true;
    }

    private static Conflict conflict(String key, List<Device> claimants, boolean constant) {
        List<String> evidence = new ArrayList<>();
        claimants.stream().limit(SIDES_MAX).forEach(device -> evidence.add(side(device)));
        if (claimants.size() > SIDES_MAX) {
            evidence.add("and " + (claimants.size() - SIDES_MAX) + " more");
        }
        String reason =
                Contradictions.between(
                        Claimant.of(claimants.get(0)),
                        Claimant.of(claimants.get(1)),
                        Commonness.NONE);
        if (!reason.isEmpty()) {
            evidence.add("kept apart: " + reason);
        }
        return new Conflict(
                key,
                constant
                        ? "a constant, cloned onto several devices? it is not used to tell them apart"
                        : "one device or several? merge them, or give each its own key",
                evidence);
    }

    private static String side(Device device) {
        return device.id()
                + " '"
                + device.name()
                + "' at "
                + (device.managementAddresses().isEmpty()
                        ? "no address"
                        : device.managementAddresses().getFirst())
                + (device.serial().isEmpty() ? "" : ", serial " + device.serial());
    }

    /// A poll that was read in part, and says too little to tell whose it is.
    static Conflict undecided(DevicePolled poll, List<String> candidates) {
        List<String> evidence = new ArrayList<>();
        candidates.stream().limit(SIDES_MAX).forEach(id -> evidence.add("may be " + id));
        evidence.add(
                "shows " + new TreeSet<>(poll.keys().stream().map(IdentityKey::toString).toList()));
        evidence.addAll(poll.incomplete());
        return new Conflict(
                poll.provenance().exporter().toString(),
                "which device answered? it was read in part and does not say; poll it again",
                evidence);
    }

    /// Claims about one device, made in one run, of which only one can be true.
    static List<Conflict> within(Cluster cluster) {
        Map<String, String> sites = new TreeMap<>();
        for (DevicePolled poll : cluster.polls()) {
            if (!poll.site().isEmpty()) {
                sites.put(
                        poll.site(),
                        "site " + poll.site() + ": declared for " + poll.provenance().exporter());
            }
        }
        if (sites.size() < 2) {
            return List.of();
        }
        return List.of(
                new Conflict(
                        cluster.polls().getLast().provenance().exporter().toString(),
                        "at which site is the device? its addresses are declared for several",
                        List.copyOf(sites.values())));
    }
}
