package io.segwright.inventory.reconcile;

import io.segwright.inventory.attribute.Allocation;
import io.segwright.inventory.device.Device;
import io.segwright.inventory.observe.Provenance;
import java.time.Instant;
import java.util.List;

/// One change of the inventory. An observation that says nothing new yields none.
public sealed interface InventoryChange
        permits InventoryChange.DeviceAdded,
                InventoryChange.DeviceChanged,
                InventoryChange.DevicesMerged,
                InventoryChange.DeviceEnded,
                InventoryChange.DevicesSplit,
                InventoryChange.IdentityDecided,
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

    /// A device is no more: another box took its place.
    ///
    /// @param evidence what took its place, and how that is known
    record DeviceEnded(Device device, List<String> evidence, Provenance provenance)
            implements InventoryChange {
        public DeviceEnded {
            evidence = List.copyOf(evidence);
        }
    }

    /// What was one device by mistake is two, from the mistake on.
    ///
    /// @param partings how the two were, at each moment at which what was believed of the one changed; in order of
    ///     time, the last one holds now
    /// @param evidence who decided it, and what told the two apart
    record DevicesSplit(List<Parting> partings, List<String> evidence, Provenance provenance)
            implements InventoryChange {
        /// @param kept the device that goes on
        /// @param restored the device that is there again
        public record Parting(Instant at, Device kept, Device restored) {}

        public DevicesSplit {
            partings = List.copyOf(partings);
            evidence = List.copyOf(evidence);
            if (partings.isEmpty()) {
                throw new IllegalArgumentException("split without a moment: want one or more");
            }
        }

        public Device kept() {
            return partings.getLast().kept();
        }

        public Device restored() {
            return partings.getLast().restored();
        }
    }

    /// A person decided whether two devices are one: it takes the place of an earlier decision on the two.
    record IdentityDecided(IdentityDecision decision, Provenance provenance)
            implements InventoryChange {}

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
