package io.segwright.inventory.reconcile;

import io.segwright.inventory.device.Device;
import io.segwright.inventory.observe.Attribute;
import java.util.function.BiFunction;

/// The texts of a device that are claims: which attribute is which of them.
///
/// @param value of an attribute and the text that is there, makes the text to be there
record Face(Device device, BiFunction<Attribute, String, String> value) {
    /// The device with the new texts.
    Device put() {
        return device.toBuilder()
                .name(value.apply(Attribute.NAME, device.name()))
                .site(value.apply(Attribute.SITE, device.site()))
                .manufacturer(value.apply(Attribute.VENDOR, device.manufacturer()))
                .model(value.apply(Attribute.MODEL, device.model()))
                .serial(value.apply(Attribute.SERIAL, device.serial()))
                .software(value.apply(Attribute.VERSION, device.software()))
                .build();
    }
}
