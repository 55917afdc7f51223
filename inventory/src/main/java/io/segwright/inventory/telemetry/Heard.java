package io.segwright.inventory.telemetry;

import io.segwright.inventory.device.DeviceId;
import io.segwright.inventory.observe.Telemetry;
import java.time.Instant;

/// When a device was last heard in one way.
///
/// @param messages in all, at least 1
public record Heard(DeviceId device, Telemetry kind, Instant last, long messages) {
    public Heard {
        if (messages < 1) {
            throw new IllegalArgumentException(messages + " messages: want at least 1");
        }
    }
}
