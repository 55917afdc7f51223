package io.segwright.inventory.attribute;

import java.time.Instant;

/// Instants as one `long` of nanoseconds since 1970, for comparing without objects.
///
/// That reaches from 1677-09-21T00:12:43.145224193Z to 2262-04-11T23:47:16.854775806Z. What lies beyond counts as
/// "since ever" or "for ever"; importers refuse such times, and a question about one gets the answer of the edge.
final class EpochNanos {
    /// Before every question.
    static final long EVER = Long.MIN_VALUE;

    /// After every question.
    static final long FOREVER = Long.MAX_VALUE;

    private static final long SECONDS_MAX = FOREVER / 1_000_000_000L - 1;
    private static final long NANOS_A_SECOND = 1_000_000_000L;

    private EpochNanos() {}

    /// When something begins or ends.
    static long of(Instant instant) {
        long seconds = instant.getEpochSecond();
        if (seconds >= SECONDS_MAX) {
            return FOREVER;
        }
        if (seconds <= -SECONDS_MAX) {
            return EVER;
        }
        return seconds * NANOS_A_SECOND + instant.getNano();
    }

    /// When it is asked: never [#FOREVER], so that what lasts for ever holds at every question.
    static long asked(Instant instant) {
        return Math.min(of(instant), FOREVER - 1);
    }
}
