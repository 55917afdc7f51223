package io.segwright.inventory.reconcile;

import io.segwright.inventory.device.Device;
import io.segwright.inventory.observe.IdentityKey;
import io.segwright.inventory.reconcile.Clusters.Cluster;
import io.segwright.inventory.reconcile.IdentityRules.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/// Says why polls are the device that they are.
final class PlacementReasons {
    private PlacementReasons() {}

    /// Why nothing known is it.
    static List<String> ofNew(Claimant shown, Constants constants) {
        TreeSet<String> reasons = new TreeSet<>();
        for (IdentityKey key : shown.keys()) {
            reasons.add(
                    key
                            + (constants.keys().contains(key)
                                    ? ": a constant of many devices"
                                    : ": no device matches"));
        }
        if (reasons.isEmpty()) {
            shown.polledAt().forEach(a -> reasons.add(a + ": shows no key; known by its address"));
        }
        return List.copyOf(reasons);
    }

    /// Why each known device of the cluster is it.
    static List<String> ofSame(Cluster cluster, Claimant shown, Commonness commonness) {
        List<String> reasons = new ArrayList<>();
        for (Device device : cluster.known()) {
            switch (IdentityRules.compare(Claimant.of(device), shown, commonness)) {
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
}
