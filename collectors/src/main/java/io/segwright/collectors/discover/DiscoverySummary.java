package io.segwright.collectors.discover;

import io.segwright.inventory.observe.SilenceReason;
import java.time.Duration;
import java.util.Map;

/// How a discovery went.
///
/// @param polled addresses that answered; a device with two addresses may count twice
/// @param silent addresses that did not, by reason
/// @param outsideRanges distinct addresses that there was evidence of but that may not be contacted
/// @param dropped addresses beyond the limits of queue or plan
/// @param ending how it ended
/// @param took wall time
public record DiscoverySummary(
        int polled,
        Map<SilenceReason, Integer> silent,
        int outsideRanges,
        long dropped,
        Ending ending,
        Duration took) {
    /// How a discovery ended.
    public enum Ending {
        /// Nothing was left to ask.
        COMPLETE,
        /// `devicesMax` or the queue's bound was reached.
        LIMITED,
        /// [Discovery#cancel] or [Discovery#close].
        CANCELLED
    }

    public DiscoverySummary {
        silent = Map.copyOf(silent);
    }
}
