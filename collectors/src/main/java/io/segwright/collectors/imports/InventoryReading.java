package io.segwright.collectors.imports;

import io.segwright.inventory.attribute.Allocation;
import io.segwright.inventory.claim.ImportedList;
import java.util.List;

/// What became of reading another inventory.
public sealed interface InventoryReading {
    /// @param devices what the source says of devices
    /// @param allocations prefixes and addresses that it gives to somebody; empty for lists of devices
    /// @param notTaken rows that are left, each with its reason
    /// @param warnings what was passed over in the file itself
    record Read(
            ImportedList devices,
            List<Allocation> allocations,
            List<NotTaken> notTaken,
            List<String> warnings)
            implements InventoryReading {
        public Read {
            allocations = List.copyOf(allocations);
            notTaken = List.copyOf(notTaken);
            warnings = List.copyOf(warnings);
        }
    }

    /// Nothing is taken.
    ///
    /// @param errors the first 50, located
    /// @param errorsTotal how many there were; where reading had to stop, how many until then
    record Refused(List<String> errors, int errorsTotal) implements InventoryReading {
        public Refused {
            errors = List.copyOf(errors);
        }
    }
}
