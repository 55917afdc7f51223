package io.segwright.inventory.reconcile;

import io.segwright.inventory.attribute.Allocation;
import io.segwright.inventory.device.Device;
import java.util.List;

/// The inventory at one moment: immutable, cheap to share.
///
/// @param devices sorted by id
/// @param traces sorted by subject
/// @param allocations sorted by VRF, prefix, validity
/// @param identityDecisions what persons decided of devices, one for each two of them, sorted by subject
public record InventorySnapshot(
        List<Device> devices,
        List<Trace> traces,
        List<Allocation> allocations,
        List<IdentityDecision> identityDecisions) {
    public static final InventorySnapshot EMPTY =
            new InventorySnapshot(List.of(), List.of(), List.of(), List.of());

    public InventorySnapshot {
        devices = List.copyOf(devices);
        traces = List.copyOf(traces);
        allocations = List.copyOf(allocations);
        identityDecisions = List.copyOf(identityDecisions);
    }
}
