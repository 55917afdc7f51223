package io.segwright.inventory.device;

/// The inventory's own name for a device, made once and never reused: `d-` and 16 hex digits.
///
/// @param text e.g. `d-00000000000000a1`
public record DeviceId(String text) implements Comparable<DeviceId> {
    public DeviceId {
        if (!text.matches("d-[0-9a-f]{16}")) {
            throw new IllegalArgumentException(
                    "device id '" + text + "': want d- and 16 hex digits");
        }
    }

    public static DeviceId of(long value) {
        return new DeviceId(String.format("d-%016x", value));
    }

    @Override
    public int compareTo(DeviceId other) {
        return text.compareTo(other.text);
    }

    @Override
    public String toString() {
        return text;
    }
}
