package io.segwright.collectors.pace;

import java.time.Duration;

/// One circuit: closed while all goes well, open for a time after too much silence, then half open, which lets one
/// probe through. A failed probe opens it for twice as long. Not thread-safe; its owner locks.
final class Breaker {
    private final Duration openMin;
    private final Duration openMax;
    private long untilNanos;
    private Duration openFor = Duration.ZERO; // zero while closed
    private boolean probing;

    Breaker(Duration openMin, Duration openMax) {
        this.openMin = openMin;
        this.openMax = openMax;
    }

    boolean isClosed() {
        return openFor.isZero();
    }

    /// @return true where the caller is the probe of a half-open circuit
    boolean takeProbe(long nowNanos) {
        boolean mine = !isClosed() && !probing && nowNanos - untilNanos >= 0;
        probing |= mine;
        return mine;
    }

    /// Opens it, for longer where it was open before.
    void open(long nowNanos) {
        Duration twice = openFor.multipliedBy(2);
        openFor = isClosed() ? openMin : twice.compareTo(openMax) < 0 ? twice : openMax;
        untilNanos = nowNanos + openFor.toNanos();
        probing = false;
    }

    void close() {
        openFor = Duration.ZERO;
        probing = false;
    }

    /// The probe ended without an outcome: somebody else may be it.
    void abandonProbe() {
        probing = false;
    }

    /// Until the next probe; zero where one is due.
    Duration left(long nowNanos) {
        return Duration.ofNanos(Math.max(0, untilNanos - nowNanos));
    }
}
