package io.segwright.app.cli;

import io.segwright.app.stage.DeviceBook;
import io.segwright.inventory.device.Device;
import java.util.List;

/// The one device that a person means.
final class DeviceChoice {
    private static final int LISTED_MAX = 20; // enough to choose from
    private static final int SHOWN_CHARS = 80; // of what was typed

    private DeviceChoice() {}

    /// @param text an id, a name or an address
    /// @throws CommandFailure none or several; it lists them
    static Device of(DeviceBook book, String text) throws CommandFailure {
        List<Device> found = book.named(text);
        String shown = text.length() > SHOWN_CHARS ? text.substring(0, SHOWN_CHARS) + "..." : text;
        if (found.isEmpty()) {
            throw CommandFailure.badInput(
                    "'"
                            + shown
                            + "' is no device of the inventory: want an id, a name or an address;"
                            + " see segwright inventory list");
        }
        if (found.size() > 1) {
            throw CommandFailure.badInput(
                    "'"
                            + shown
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

    private static String address(Device device) {
        return device.managementAddresses().stream()
                .findFirst()
                .or(() -> device.addresses().stream().findFirst()) // as a list says
                .map(Object::toString)
                .orElse("no address");
    }

    private static String line(Device device) {
        return device.id()
                + " at "
                + address(device)
                + (device.site().isEmpty() ? "" : ", site " + device.site())
                + (device.serial().isEmpty() ? "" : ", serial " + device.serial());
    }
}
