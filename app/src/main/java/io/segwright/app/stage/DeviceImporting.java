package io.segwright.app.stage;

import io.segwright.app.config.ConfigException;
import io.segwright.app.config.DataDirectory;
import io.segwright.collectors.imports.InventoryReading;
import io.segwright.graph.store.StoreUnavailableException;
import io.segwright.inventory.attribute.DeclaredRanges;
import io.segwright.inventory.audit.AuditUnavailableException;
import io.segwright.inventory.claim.Authority;
import io.segwright.inventory.imports.DeviceDifference;
import io.segwright.inventory.imports.SourceRecord;
import io.segwright.inventory.observe.Provenance;
import io.segwright.inventory.reconcile.ClaimChange;
import io.segwright.inventory.reconcile.Conflict;
import io.segwright.inventory.reconcile.InventoryChange;
import io.segwright.inventory.reconcile.InventorySnapshot;
import io.segwright.inventory.reconcile.Reconciler;
import io.segwright.inventory.reconcile.Reconciliation;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Another inventory's devices and allocations into ours: the difference, recorded, then written.
public final class DeviceImporting {
    private static final int LOST_MIN = 10; // fewer are a normal day's work
    private static final int LOST_PERCENT_MAX =
            30; // more is a broken export until a person says not

    private DeviceImporting() {}

    /// What an import changes.
    ///
    /// @param devices how the source differs from what it said before
    /// @param unchanged devices that it says as before
    /// @param record what the source says now
    /// @param changes what follows for the inventory, allocations too
    /// @param conflicts what a person has to decide
    public record Result(
            List<DeviceDifference> devices,
            int unchanged,
            SourceRecord record,
            List<InventoryChange> changes,
            List<Conflict> conflicts) {
        public Result {
            devices = List.copyOf(devices);
            changes = List.copyOf(changes);
            conflicts = List.copyOf(conflicts);
        }

        public long added() {
            return devices.stream().filter(d -> d instanceof DeviceDifference.Added).count();
        }

        public long changed() {
            return devices.stream().filter(d -> d instanceof DeviceDifference.Changed).count();
        }

        public long disappeared() {
            return devices.size() - added() - changed();
        }

        /// Changes of allocations only.
        public List<InventoryChange> allocations() {
            return changes.stream()
                    .filter(c ->
                            c instanceof InventoryChange.AllocationAdded
                                    || c instanceof InventoryChange.AllocationChanged)
                    .toList();
        }

        public boolean isEmpty() {
            // that a list was read again is no difference
            return devices.isEmpty()
                    && changes.stream().allMatch(c -> c instanceof ClaimChange.ImportRead);
        }

        /// Why the source looks broken; empty where it does not.
        public String shrinkage() {
            long known = changed() + disappeared() + unchanged;
            return disappeared() >= LOST_MIN && disappeared() * 100 > known * LOST_PERCENT_MAX
                    ? disappeared() + " of " + known + " devices are no longer there"
                    : "";
        }
    }

    /// What an import would change. Writes nothing.
    ///
    /// @param current the inventory, empty where there is none yet
    /// @param before what the source said last
    /// @param authority which source is believed
    /// @param provenance of the import
    public static Result difference(
            InventorySnapshot current,
            SourceRecord before,
            InventoryReading.Read read,
            DeclaredRanges ranges,
            Authority authority,
            Provenance provenance) {
        List<DeviceDifference> differences = before.differences(read.devices());
        Reconciliation devices =
                Reconciler.reconcileImport(current, read.devices(), ranges, authority);
        Reconciliation allocations =
                Reconciler.reconcileAllocations(devices.next(), read.allocations(), provenance);
        List<InventoryChange> changes = new ArrayList<>(devices.changes());
        changes.addAll(allocations.changes());
        List<Conflict> conflicts = new ArrayList<>(devices.conflicts());
        conflicts.addAll(allocations.conflicts());
        SourceRecord after = before.after(read.devices());
        long differing =
                differences.stream()
                        .filter(d -> !(d instanceof DeviceDifference.Disappeared))
                        .count();
        return new Result(
                differences,
                after.devices().size() - Math.toIntExact(differing),
                after,
                changes,
                conflicts);
    }

    /// The same against what a data directory holds.
    public static Result difference(
            DataDirectory data, InventoryReading.Read read, Provenance provenance)
            throws StoreUnavailableException, ConfigException {
        InventorySnapshot current = data.graph().snapshot();
        return difference(
                current,
                data.files().sourceRecord(provenance.source()),
                read,
                data.files().ranges().declared(Collecting.doNotPoll(current, provenance.at())),
                data.files().authority().authority(),
                provenance);
    }

    /// Records and writes what an import changes.
    ///
    /// @param command what the user did, for the audit log
    public static void write(
            DataDirectory data, Result result, Provenance provenance, String command)
            throws StoreUnavailableException, AuditUnavailableException, IOException {
        if (result.devices().isEmpty() && result.changes().isEmpty()) {
            return;
        }
        data.record(
                "inventory.import",
                provenance.source(),
                command,
                Map.of(
                        "devicesAdded",
                        Long.toString(result.added()),
                        "devicesChanged",
                        Long.toString(result.changed()),
                        "devicesDisappeared",
                        Long.toString(result.disappeared()),
                        "changes",
                        Integer.toString(result.changes().size())));
        data.graph().apply(result.changes());
        data.files()
                .save(
                        provenance.source(),
                        result.record()); // last: a crash before repeats the import
    }
}
