package io.segwright.inventory.reconcile;

import java.util.List;

/// What a run of the reconciler says.
///
/// @param changes devices by id, then traces by subject, then claims, or allocations; empty where nothing is new
/// @param conflicts what a person has to decide, sorted; as long as it is undecided, each run that meets it says so
/// @param next the inventory with the changes applied
public record Reconciliation(
        List<InventoryChange> changes, List<Conflict> conflicts, InventorySnapshot next) {
    public Reconciliation {
        changes = List.copyOf(changes);
        conflicts = List.copyOf(conflicts);
    }
}
