package io.segwright.inventory.reconcile;

import io.segwright.inventory.attribute.Allocation;
import io.segwright.inventory.device.Device;
import io.segwright.inventory.observe.Provenance;
import java.util.List;

/// One change of the inventory. An observation that says nothing new yields none.
public sealed interface InventoryChange
        permits InventoryChange.DeviceAdded,
                InventoryChange.DeviceChanged,
                InventoryChange.DevicesMerged,
                InventoryChange.TraceSeen,
                InventoryChange.TraceEnded,
                InventoryChange.AllocationAdded,
                InventoryChange.AllocationChanged,
                ClaimChange {
    /// Where the change came from.
    Provenance provenance();

    /// @param evidence why it is new: the keys that matched nothing
    record DeviceAdded(Device device, List<String> evidence, Provenance provenance)
            implements InventoryChange {
        public DeviceAdded {
            evidence = List.copyOf(evidence);
        }
    }

    /// @param evidence why it is the same device: the keys that matched
    record DeviceChanged(Device before, Device after, List<String> evidence, Provenance provenance)
            implements InventoryChange {
        public DeviceChanged {
            evidence = List.copyOf(evidence);
        }
    }

    /// Two that were kept apart turn out to be one: `absorbed` ends, `into` goes on.
    record DevicesMerged(Device absorbed, Device into, List<String> evidence, Provenance provenance)
            implements InventoryChange {
        public DevicesMerged {
            evidence = List.copyOf(evidence);
        }
    }

    /// Something exists that never answered; or its evidence changed.
    record TraceSeen(Trace trace, Provenance provenance) implements InventoryChange {}

    /// A trace turned out to be a device that is now inventoried, or its evidence is gone.
    record TraceEnded(Trace trace, Provenance provenance) implements InventoryChange {}

    record AllocationAdded(Allocation allocation, Provenance provenance)
            implements InventoryChange {}

    /// The same prefix and VRF, with other tags or another validity.
    record AllocationChanged(Allocation before, Allocation after, Provenance provenance)
            implements InventoryChange {}
}
