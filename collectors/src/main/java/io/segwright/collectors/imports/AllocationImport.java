package io.segwright.collectors.imports;

import io.segwright.inventory.attribute.Allocation;
import java.util.List;

/// What became of an import: all of it, or nothing.
public sealed interface AllocationImport {
    /// @param allocations in the order of the file
    /// @param warnings what was passed over and why, e.g. `allocations.csv:1:4: unknown column 'rack' is not read`
    record Imported(List<Allocation> allocations, List<String> warnings)
            implements AllocationImport {
        public Imported {
            allocations = List.copyOf(allocations);
            warnings = List.copyOf(warnings);
        }
    }

    /// All rows are right, and too many to be taken at once: none was kept.
    ///
    /// @param rows how many there are
    record Checked(long rows, List<String> warnings) implements AllocationImport {
        public Checked {
            warnings = List.copyOf(warnings);
        }
    }

    /// @param errors the first 50, e.g. `allocations.csv:17:2: prefix 10.0.0.1/24 has host bits set: want 10.0.0.0/24`
    /// @param errorsTotal how many there were; where reading had to stop, how many until then
    record Refused(List<String> errors, int errorsTotal) implements AllocationImport {
        public Refused {
            errors = List.copyOf(errors);
        }
    }
}
