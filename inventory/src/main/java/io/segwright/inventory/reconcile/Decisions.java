package io.segwright.inventory.reconcile;

import io.segwright.inventory.claim.Authority;
import io.segwright.inventory.claim.Claim;
import io.segwright.inventory.claim.Decision;
import io.segwright.inventory.device.Device;
import io.segwright.inventory.device.DeviceId;
import io.segwright.inventory.net.IpAddress;
import io.segwright.inventory.observe.Provenance;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;

/// What a person's decision changes.
public final class Decisions {
    private static final IpAddress HERE = IpAddress.of("127.0.0.1"); // a person has no exporter

    private Decisions() {}

    /// @throws IllegalArgumentException about a device that is not in the inventory
    public static Reconciliation decide(
            InventorySnapshot current, Decision decision, Authority authority) {
        Device before =
                current.devices().stream()
                        .filter(d -> d.id().equals(decision.device()))
                        .findFirst()
                        .orElseThrow(() ->
                                new IllegalArgumentException(
                                        decision.device()
                                                + ": decision about a device that is not in the"
                                                + " inventory"));
        Provenance provenance = new Provenance(Claim.PERSON, HERE, decision.at());
        ClaimFold claims = new ClaimFold(current.claims(), authority);
        NavigableMap<DeviceId, Device> asked = new TreeMap<>();
        asked.put(before.id(), claims.observed(before));
        claims.decided(decision);
        claims.believe(asked, decision.at());
        Device after = asked.getOrDefault(before.id(), before);
        List<InventoryChange> changes = new ArrayList<>();
        if (DeviceFold.saysMore(after, before)) {
            List<String> why = List.of(decision.by() + " decided: " + decision.reason());
            changes.add(new InventoryChange.DeviceChanged(before, after, why, provenance));
        }
        changes.addAll(claims.changes(provenance));
        return new Reconciliation(
                changes,
                List.of(),
                current.withDevices(
                                current.devices().stream()
                                        .map(d -> d.id().equals(after.id()) ? after : d)
                                        .toList())
                        .withClaims(claims.claims()));
    }
}
