package io.segwright.inventory.imports;

import io.segwright.inventory.observe.Observation.DeviceImported;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// One run of one source: every device that it brings, and every native key that it has.
///
/// An import never takes away what it did not bring: with [Extent#WHOLE], a native key that the source had before and
/// has no more ends the claims of *this* source about that device, and nothing else.
///
/// @param source e.g. `import:netbox`
/// @param present the native keys that the source has, those of rows that could not be taken too: a row that is wrong
///     today is not gone
/// @param devices one observation for a native key
public record DeviceImport(
        String source, Extent extent, Set<String> present, List<DeviceImported> devices) {
    /// @throws IllegalArgumentException where a device is there twice, is not among `present` or is of another source
    public DeviceImport {
        present = Set.copyOf(present);
        devices = List.copyOf(devices);
        Set<String> seen = new HashSet<>();
        for (DeviceImported device : devices) {
            if (!seen.add(device.nativeKey())) {
                throw new IllegalArgumentException(device.nativeKey() + " is there twice");
            }
            if (!present.contains(device.nativeKey())
                    || !device.provenance().source().equals(source)) {
                throw new IllegalArgumentException(
                        device.nativeKey()
                                + " of "
                                + device.provenance().source()
                                + ": want a present device of "
                                + source);
            }
        }
    }
}
