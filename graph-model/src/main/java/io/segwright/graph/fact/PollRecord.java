package io.segwright.graph.fact;

import io.segwright.inventory.device.DeviceId;
import io.segwright.inventory.observe.Provenance;

/// A device answered a poll and nothing about it had changed: one small edge in the graph.
///
/// @param provenance who polled it, where, and when; its instant becomes the device's `lastSeen`
/// @param pdus requests that the poll cost
public record PollRecord(DeviceId device, Provenance provenance, long pdus) {
    public PollRecord {
        if (pdus < 0) {
            throw new IllegalArgumentException(
                    device + ": poll of " + pdus + " PDUs: want 0 or more");
        }
    }
}
