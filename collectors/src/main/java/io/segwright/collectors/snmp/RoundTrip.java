package io.segwright.collectors.snmp;

import java.time.Duration;

/// How long to wait for one device: Jacobson's smoothed round trip plus four deviations (RFC 6298), between a floor
/// and the configured timeout. Only unrepeated requests are samples (Karn).
final class RoundTrip {
    private static final Duration FLOOR =
            Duration.ofSeconds(1); // a busy agent takes this for a wide GETBULK
    private static final Duration CEILING = Duration.ofSeconds(16); // of the back-off

    private final long timeoutNanos;
    private double smoothed;
    private double deviation;
    private boolean sampled;

    RoundTrip(Duration timeout) {
        this.timeoutNanos = timeout.toNanos();
    }

    void sample(long nanos) {
        if (!sampled) {
            smoothed = nanos;
            deviation = nanos / 2.0;
            sampled = true;
        } else {
            deviation = 0.75 * deviation + 0.25 * Math.abs(smoothed - nanos);
            smoothed = 0.875 * smoothed + 0.125 * nanos;
        }
    }

    /// @param attempt 0 for the first
    long waitNanos(int attempt) {
        long first = timeoutNanos;
        if (sampled) {
            long estimate = (long) (smoothed + 4 * deviation);
            first = Math.min(timeoutNanos, Math.max(FLOOR.toNanos(), estimate));
        }
        return Math.min(Math.max(CEILING.toNanos(), timeoutNanos), first << attempt);
    }
}
