package io.segwright.inventory.reconcile;

import io.segwright.inventory.net.IpAddress;
import io.segwright.inventory.net.MacAddress;
import io.segwright.inventory.observe.IdentityKey;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Finds what too many evidently different devices show.
final class ConstantFinder {
    private ConstantFinder() {}

    static Constants find(Claimants claimants) {
        Set<MacAddress> macs = new HashSet<>(claimants.virtualMacs());
        Set<IpAddress> addresses = new HashSet<>(claimants.virtualAddresses());
        Set<IdentityKey> keys = new HashSet<>();
        collect(claimants, claimants.byKey(), keys);
        collect(claimants, claimants.byMac(), macs);
        collect(claimants, claimants.byAddress(), addresses);
        return new Constants(keys, macs, addresses);
    }

    private static <T> void collect(
            Claimants claimants, Map<T, List<Integer>> index, Set<T> constants) {
        index.forEach((value, claims) -> {
            if (isConstant(claimants, claims)) {
                constants.add(value);
            }
        });
    }

    private static boolean isConstant(Claimants claimants, List<Integer> claims) {
        if (claims.size() <= IdentityRules.CLAIMANTS_MAX) {
            return false;
        }
        List<Claimant> different = new ArrayList<>();
        for (int item : claims) {
            Claimant claimant = claimants.get(item);
            if (different.stream().allMatch(d -> Contradictions.evidentlyDifferent(d, claimant))) {
                different.add(claimant);
            }
            if (different.size() > IdentityRules.CLAIMANTS_MAX) {
                return true;
            }
        }
        return false;
    }
}
