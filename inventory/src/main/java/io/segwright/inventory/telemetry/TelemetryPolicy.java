package io.segwright.inventory.telemetry;

import io.segwright.inventory.claim.PresencePolicy;
import io.segwright.inventory.observe.Telemetry;
import java.time.Duration;
import java.util.Set;

/// Which ways every device must use, and how long silence may last.
///
/// @param demanded ways that every device must use, whether it did before or not
/// @param silentAfter how long a device may say nothing by a way that it used
/// @param goneAfter a device that said nothing by any way for this long is a tombstone: no longer missed
public record TelemetryPolicy(Set<Telemetry> demanded, Duration silentAfter, Duration goneAfter) {
    /// Whoever asks once a day hears of each device in time.
    public static final TelemetryPolicy SHIPPED =
            new TelemetryPolicy(Set.of(), Duration.ofHours(24), PresencePolicy.SHIPPED.gone());

    public TelemetryPolicy {
        demanded = Set.copyOf(demanded);
        if (silentAfter.isNegative() || silentAfter.isZero()) {
            throw new IllegalArgumentException("silent after " + silentAfter + ": want above 0");
        }
    }
}
