package io.segwright.inventory.imports;

import java.util.Collections;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;

/// How what a source says of one device differs from what it said before.
public sealed interface DeviceDifference {
    String nativeKey();

    /// @param fields what the source says of it, by field
    record Added(String nativeKey, NavigableMap<String, String> fields)
            implements DeviceDifference {
        public Added {
            fields = Collections.unmodifiableNavigableMap(new TreeMap<>(fields));
        }
    }

    record Changed(String nativeKey, List<FieldChange> fields) implements DeviceDifference {
        public Changed {
            fields = List.copyOf(fields);
        }
    }

    /// The source has it no more: its claims end, those of others stand.
    ///
    /// @param fields what the source said of it
    record Disappeared(String nativeKey, NavigableMap<String, String> fields)
            implements DeviceDifference {
        public Disappeared {
            fields = Collections.unmodifiableNavigableMap(new TreeMap<>(fields));
        }
    }
}
