package io.segwright.collectors.imports.ranges;

import io.segwright.inventory.attribute.PublishedRange;
import java.util.List;

/// What became of reading a provider's ranges: all of them, or nothing.
public sealed interface RangesReading {
    /// @param provider e.g. `AWS`
    /// @param ranges without repetitions, valid from the beginning of time on: when they were learnt is not theirs to
    ///     say
    record Read(String provider, List<PublishedRange> ranges) implements RangesReading {
        public Read {
            ranges = List.copyOf(ranges);
        }
    }

    /// @param errors the first 50, located
    /// @param errorsTotal how many there were
    record Refused(List<String> errors, int errorsTotal) implements RangesReading {
        public Refused {
            errors = List.copyOf(errors);
        }
    }
}
