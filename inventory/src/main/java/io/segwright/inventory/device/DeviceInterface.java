package io.segwright.inventory.device;

import io.segwright.inventory.net.MacAddress;
import io.segwright.inventory.observe.AddressFact;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// An interface of a device with the addresses on it.
///
/// @param index ifIndex at the last poll
/// @param name not unique on some devices
/// @param macOrNull read it by [#mac]
/// @param addresses both families, sorted
public record DeviceInterface(
        int index,
        String name,
        boolean up,
        @Nullable MacAddress macOrNull,
        List<AddressFact> addresses) {
    public DeviceInterface {
        addresses = List.copyOf(addresses);
    }

    public Optional<MacAddress> mac() {
        return Optional.ofNullable(macOrNull);
    }
}
