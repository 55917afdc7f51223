package io.segwright.inventory.claim;

import io.segwright.inventory.observe.Observation.DeviceImported;
import io.segwright.inventory.observe.Provenance;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// The devices that one import brings.
///
/// @param provenance of the import; its source begins with `import:`
/// @param scope whether what is not in it is gone from the source
/// @param present the native keys that the source has, those of rows that could not be read too: a row that is wrong
///     today is not gone
/// @param devices sorted by native key, each once
public record ImportedList(
        Provenance provenance, Scope scope, Set<String> present, List<DeviceImported> devices) {
    /// How much of the source an import is.
    public enum Scope {
        /// All that the source has: what it does not list any more it does not claim any more.
        COMPLETE,
        /// Some of it: nothing follows from what is missing.
        PART
    }

    public ImportedList {
        if (!provenance.source().startsWith(Claim.IMPORT)) {
            throw new IllegalArgumentException(
                    "source '" + provenance.source() + "': want import: and a name");
        }
        devices = devices.stream().sorted(Comparator.comparing(DeviceImported::nativeKey)).toList();
        Set<String> keys = new HashSet<>();
        for (DeviceImported device : devices) {
            if (!device.provenance().source().equals(provenance.source())) {
                throw new IllegalArgumentException(
                        device.nativeKey()
                                + ": of "
                                + device.provenance().source()
                                + " in a list of "
                                + provenance.source()
                                + ": want one list a source");
            }
            if (device.nativeKey().isBlank() || !keys.add(device.nativeKey())) {
                throw new IllegalArgumentException(
                        provenance.source()
                                + ": native key '"
                                + device.nativeKey()
                                + "' is blank or twice in the list: want each device once");
            }
        }
        keys.addAll(present);
        present = Set.copyOf(keys);
    }

    /// Every row could be read.
    public ImportedList(Provenance provenance, Scope scope, List<DeviceImported> devices) {
        this(provenance, scope, Set.of(), devices);
    }
}
