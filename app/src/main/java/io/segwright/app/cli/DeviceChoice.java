package io.segwright.app.cli;

import io.segwright.app.stage.DeviceBook;
import io.segwright.inventory.device.Device;
import java.util.List;

/// The one device that a person means.
final class DeviceChoice {
    private static final int LISTED_MAX = 20; // enough to choose from

    private DeviceChoice() {}

    /// @param text an id, a name or an address
    /// @throws CommandFailure none or several; it lists them
    static Device of(DeviceBook book, String text) throws CommandFailure {
        List<Device> found = book.named(text);
        if (found.isEmpty()) {
            throw CommandFailure.badInput(
                    "'"
                            + text
                            + "' is no device of the inventory: want an id, a name or an address;"
                            + " see segwright inventory list");
        }
        if (found.size() > 1) {
            throw CommandFailure.badInput(
                    "'"
                            + text
                            + "' means "
                            + found.size()
                            + " devices: name one by its id or its address: "
                            + String.join(
                                    "; ",
                                    found.stream()
                                            .limit(LISTED_MAX)
                                            .map(DeviceChoice::line)
                                            .toList()));
        }
        return found.getFirst();
    }

    private static String line(Device device) {
        return device.id()
                + " at "
                + (device.managementAddresses().isEmpty()
                        ? "no address"
                        : device.managementAddresses().getFirst())
                + (device.site().isEmpty() ? "" : ", site " + device.site())
                + (device.serial().isEmpty() ? "" : ", serial " + device.serial());
    }
}
