package io.segwright.inventory.reconcile;

import io.segwright.inventory.attribute.Allocation;
import io.segwright.inventory.claim.Claims;
import io.segwright.inventory.device.Device;
import java.util.List;

/// The inventory at one moment: immutable, cheap to share.
///
/// @param devices sorted by id
/// @param traces sorted by subject
/// @param allocations sorted by VRF, prefix, validity
/// @param claims what the sources say of the devices, and what persons decided of their attributes
/// @param identityDecisions what persons decided of devices, one for each two of them, sorted by subject
public record InventorySnapshot(
        List<Device> devices,
        List<Trace> traces,
        List<Allocation> allocations,
        Claims claims,
        List<IdentityDecision> identityDecisions) {
    public static final InventorySnapshot EMPTY =
            new InventorySnapshot(List.of(), List.of(), List.of());

    public InventorySnapshot {
        devices = List.copyOf(devices);
        traces = List.copyOf(traces);
        allocations = List.copyOf(allocations);
        identityDecisions = List.copyOf(identityDecisions);
    }

    /// Nobody has claimed anything.
    public InventorySnapshot(
            List<Device> devices, List<Trace> traces, List<Allocation> allocations) {
        this(devices, traces, allocations, Claims.NONE, List.of());
    }

    public InventorySnapshot withDevices(List<Device> other) {
        return new InventorySnapshot(other, traces, allocations, claims, identityDecisions);
    }

    public InventorySnapshot withTraces(List<Trace> other) {
        return new InventorySnapshot(devices, other, allocations, claims, identityDecisions);
    }

    public InventorySnapshot withAllocations(List<Allocation> other) {
        return new InventorySnapshot(devices, traces, other, claims, identityDecisions);
    }

    public InventorySnapshot withClaims(Claims other) {
        return new InventorySnapshot(devices, traces, allocations, other, identityDecisions);
    }

    public InventorySnapshot withIdentityDecisions(List<IdentityDecision> other) {
        return new InventorySnapshot(devices, traces, allocations, claims, other);
    }
}
