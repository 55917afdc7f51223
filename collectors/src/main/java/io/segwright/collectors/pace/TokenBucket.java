package io.segwright.collectors.pace;

/// Lets through `perSecond` events a second with a small burst, first come, first served.
///
/// Kept as one number, the time at which the next token is due (the virtual scheduling form of the leaky bucket,
/// ITU-T I.371 annex A), so that a reservation is O(1) and nobody needs to wake up to refill. Thread-safe.
public final class TokenBucket {
    private static final long SECOND_NANOS = 1_000_000_000L;

    private final long intervalNanos;
    private final long burstNanos;
    private long dueNanos;
    private boolean started;

    /// @param perSecond events a second, at least 1
    /// @param burst events that may pass at once after a pause, at least 1
    public TokenBucket(int perSecond, int burst) {
        if (perSecond < 1 || burst < 1) {
            throw new IllegalArgumentException(
                    "token bucket of " + perSecond + "/s, burst " + burst + ": want at least 1");
        }
        this.intervalNanos = SECOND_NANOS / perSecond;
        this.burstNanos = (burst - 1) * intervalNanos;
    }

    /// Takes the next token.
    ///
    /// @param nowNanos a monotonic clock, never going back
    /// @return how long to wait before using it, in nanoseconds; 0 for at once
    public synchronized long reserve(long nowNanos) {
        if (!started || dueNanos - nowNanos < 0) {
            dueNanos = nowNanos;
            started = true;
        }
        long waitNanos = Math.max(0, dueNanos - nowNanos - burstNanos);
        dueNanos += intervalNanos;
        return waitNanos;
    }

    /// Takes the next token if it may be used at once; takes none otherwise.
    public synchronized boolean tryTake(long nowNanos) {
        if (started && dueNanos - nowNanos > burstNanos) {
            return false;
        }
        return reserve(nowNanos) == 0;
    }
}
