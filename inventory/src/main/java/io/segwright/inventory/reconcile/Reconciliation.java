package io.segwright.inventory.reconcile;

import io.segwright.inventory.device.DeviceId;
import io.segwright.inventory.net.IpAddress;
import java.util.List;
import java.util.Map;

/// What a run of the reconciler says.
///
/// @param changes devices by id, then traces by subject, then claims, or allocations; empty where nothing is new
/// @param conflicts what a person has to decide, sorted; as long as it is undecided, each run that meets it says so
/// @param next the inventory with the changes applied
/// @param answered which device answered at each address that was polled; at a virtual address, too, which is none
///     of the device's own
public record Reconciliation(
        List<InventoryChange> changes,
        List<Conflict> conflicts,
        InventorySnapshot next,
        Map<IpAddress, DeviceId> answered) {
    public Reconciliation {
        changes = List.copyOf(changes);
        conflicts = List.copyOf(conflicts);
        answered = Map.copyOf(answered);
    }

    /// Where nothing was polled.
    public Reconciliation(
            List<InventoryChange> changes, List<Conflict> conflicts, InventorySnapshot next) {
        this(changes, conflicts, next, Map.of());
    }
}
