package io.segwright.inventory.reconcile;

import io.segwright.inventory.net.IpAddress;
import io.segwright.inventory.net.MacAddress;
import io.segwright.inventory.observe.IdentityKey;
import io.segwright.inventory.reconcile.Claimant.Standing;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Finds what evidently different devices show alike.
final class ConstantFinder {
    private final Claimants claimants;
    private final int different;

    private ConstantFinder(Claimants claimants, int different) {
        this.claimants = claimants;
        this.different = different;
    }

    static Commonness find(Claimants claimants) {
        return new Commonness(
                new ConstantFinder(claimants, 2).find(), new ConstantFinder(claimants, 3).find());
    }

    private Constants find() {
        Set<MacAddress> macs = new HashSet<>(claimants.virtualMacs());
        Set<IpAddress> addresses = new HashSet<>(claimants.virtualAddresses());
        Set<IdentityKey> keys = new HashSet<>();
        Set<String> names = new HashSet<>();
        claimants
                .byKey()
                .forEach((key, claims) -> {
                    if (isCommon(claims)) {
                        keys.add(key);
                        names.addAll(namesOfSeveral(claims));
                    }
                });
        claimants
                .byMac()
                .forEach((mac, claims) -> {
                    if (isCommon(claims)) {
                        macs.add(mac);
                        names.addAll(namesOfSeveral(claims));
                    }
                });
        collect(claimants.byAddress(), addresses);
        return new Constants(keys, macs, addresses, names);
    }

    private <T> void collect(Map<T, List<Integer>> index, Set<T> constants) {
        index.forEach((value, claims) -> {
            if (isCommon(claims)) {
                constants.add(value);
            }
        });
    }

    private boolean isCommon(List<Integer> claims) {
        if (claims.size() < different) {
            return false;
        }
        List<Claimant> apart = new ArrayList<>();
        for (int item : claims) {
            Claimant claimant = claimants.get(item);
            boolean box = claimant.standing().contains(Standing.MEMBER); // shows its stack's keys
            if (!box && apart.stream().allMatch(d -> areDifferent(d, claimant))) {
                apart.add(claimant);
            }
            if (apart.size() >= different) {
                return true;
            }
        }
        return false;
    }

    private static boolean areDifferent(Claimant one, Claimant other) {
        return !Contradictions.between(one, other, Commonness.NONE).isEmpty();
    }

    private Set<String> namesOfSeveral(List<Integer> claims) {
        Map<String, List<Integer>> byName = new HashMap<>();
        for (int item : claims) {
            claimants
                    .get(item)
                    .names()
                    .forEach(n -> byName.computeIfAbsent(n, _ -> new ArrayList<>()).add(item));
        }
        byName.values().removeIf(of -> !isCommon(of));
        return byName.keySet();
    }
}
