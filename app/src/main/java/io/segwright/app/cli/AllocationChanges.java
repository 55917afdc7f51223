package io.segwright.app.cli;

import io.segwright.app.view.Table;
import io.segwright.inventory.attribute.Allocation;
import io.segwright.inventory.reconcile.InventoryChange;
import java.util.List;

/// Changes of allocations as rows.
final class AllocationChanges {
    private AllocationChanges() {}

    static Table table(List<InventoryChange> changes) {
        Table table =
                new Table("change", "vrf", "prefix", "service", "subscription", "vm", "owner");
        for (InventoryChange change : changes) {
            switch (change) {
                case InventoryChange.AllocationAdded added -> row(table, "add", added.allocation());
                case InventoryChange.AllocationChanged changed ->
                        row(table, "change", changed.after());
                case InventoryChange.DeviceAdded _,
                        InventoryChange.DeviceChanged _,
                        InventoryChange.DevicesMerged _,
                        InventoryChange.TraceSeen _,
                        InventoryChange.TraceEnded _ -> {} // an import of allocations makes none
            }
        }
        return table;
    }

    private static void row(Table table, String change, Allocation allocation) {
        table.row(
                change,
                allocation.vrf(),
                allocation.prefix(),
                allocation.tags().service(),
                allocation.tags().subscription(),
                allocation.tags().workload(),
                allocation.tags().owner());
    }
}
