package io.segwright.collectors.snmp.table;

import java.util.function.LongSupplier;

/// What the walks of one device may cost, and what they have cost so far. One thread only.
final class WalkBudget {
    private final WalkLimits limits;
    private final LongSupplier nanoTime;
    private final long startNanos;
    private int requests;

    WalkBudget(WalkLimits limits, LongSupplier nanoTime) {
        this.limits = limits;
        this.nanoTime = nanoTime;
        this.startNanos = nanoTime.getAsLong();
    }

    /// One of so many parts, for a conversation of its own.
    WalkBudget share(int parts) {
        return new WalkBudget(
                new WalkLimits(
                        limits.tableRows(),
                        Math.max(1, limits.tablePdus() / parts),
                        limits.tableTime(),
                        0,
                        Math.max(1, (limits.devicePdus() - requests) / parts),
                        limits.deviceTime()),
                nanoTime);
    }

    WalkLimits limits() {
        return limits;
    }

    long now() {
        return nanoTime.getAsLong();
    }

    int requests() {
        return requests;
    }

    void spend(int more) {
        requests += more;
    }

    /// Why a table must be left, or empty.
    ///
    /// @param nanos that the table took so far
    String tableOver(int rows, int rowsMax, int tableRequests, long nanos) {
        if (rows >= rowsMax) {
            return "stopped at the limit of " + rowsMax + " rows";
        }
        if (tableRequests >= limits.tablePdus()) {
            return "stopped at the limit of " + limits.tablePdus() + " requests a table";
        }
        if (nanos > limits.tableTime().toNanos()) {
            return "stopped at the limit of " + limits.tableTime().toSeconds() + " s a table";
        }
        return "";
    }

    /// Why the device must be left, or empty.
    String deviceOver(long now) {
        if (requests >= limits.devicePdus()) {
            return "stopped at the limit of " + limits.devicePdus() + " requests a device";
        }
        if (now - startNanos > limits.deviceTime().toNanos()) {
            return "stopped at the limit of " + limits.deviceTime().toSeconds() + " s a device";
        }
        return "";
    }
}
