package io.segwright.inventory.reconcile;

import io.segwright.inventory.device.Device;
import java.time.Instant;
import java.util.List;

/// A merge as the history has it: what a split takes back.
///
/// @param at from when on the two were held to be one
/// @param into the device that went on, as it was believed to be just before
/// @param absorbed the other one, likewise
/// @param since how the one has been since: at `at`, and whenever it changed, in order of time, the last one now
public record PastMerge(Instant at, Device into, Device absorbed, List<Moment> since) {
    /// How a device was believed to be from an instant on.
    public record Moment(Instant at, Device device) {}

    public PastMerge {
        since = List.copyOf(since);
    }
}
