package io.segwright.app.stage;

import io.segwright.app.config.DataDirectory;
import io.segwright.graph.store.StoreUnavailableException;
import io.segwright.inventory.attribute.Allocation;
import io.segwright.inventory.audit.AuditUnavailableException;
import io.segwright.inventory.net.IpAddress;
import io.segwright.inventory.observe.Provenance;
import io.segwright.inventory.reconcile.Conflict;
import io.segwright.inventory.reconcile.InventoryChange;
import io.segwright.inventory.reconcile.InventorySnapshot;
import io.segwright.inventory.reconcile.Reconciler;
import io.segwright.inventory.reconcile.Reconciliation;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/// Allocations into the graph: the difference to what is there, recorded, then written.
public final class Importing {
    private static final IpAddress HERE = IpAddress.of("127.0.0.1"); // a file has no other exporter

    private Importing() {}

    /// @param changes what an import brings that was not there
    /// @param conflicts rows that disagree, of which none was taken
    /// @param unchanged rows that say what is known
    public record Result(List<InventoryChange> changes, List<Conflict> conflicts, int unchanged) {
        public Result {
            changes = List.copyOf(changes);
            conflicts = List.copyOf(conflicts);
        }

        public long added() {
            return changes.stream()
                    .filter(c -> c instanceof InventoryChange.AllocationAdded)
                    .count();
        }

        public long changed() {
            return changes.size() - added();
        }
    }

    /// What an import would change. Writes nothing.
    ///
    /// @param current the inventory, empty where there is none yet
    public static Result difference(
            InventorySnapshot current, List<Allocation> imported, Path file, Instant now) {
        Provenance provenance = new Provenance("import:" + file.getFileName(), HERE, now);
        Reconciliation reconciliation =
                Reconciler.reconcileAllocations(current, imported, provenance);
        return new Result(
                reconciliation.changes(),
                reconciliation.conflicts(),
                imported.size() - reconciliation.changes().size());
    }

    /// Records and writes what an import changes.
    public static Result write(DataDirectory data, List<Allocation> imported, Path file)
            throws StoreUnavailableException, AuditUnavailableException {
        Result result = difference(data.graph().snapshot(), imported, file, data.clock().instant());
        if (!result.changes().isEmpty()) {
            data.record(
                    "inventory.import",
                    String.valueOf(file.getFileName()),
                    "segwright import allocations",
                    Map.of(
                            "changes",
                            Integer.toString(result.changes().size()),
                            "rows",
                            Integer.toString(imported.size())));
            data.graph().apply(result.changes());
        }
        return result;
    }
}
