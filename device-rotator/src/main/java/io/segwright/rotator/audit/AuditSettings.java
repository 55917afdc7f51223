package io.segwright.rotator.audit;

import java.time.Duration;

/// How often the log is signed, and how long an append may take.
///
/// @param checkpointEvery records between two signed checkpoints, 1..1000
/// @param slowest an append that takes longer is refused, and so is its act; positive
public record AuditSettings(int checkpointEvery, Duration slowest) {
    /// What may be lost unsigned when the machine is taken over is one interval, so it has an end.
    public static final int CHECKPOINT_EVERY_MAX = 1_000;

    public AuditSettings {
        if (checkpointEvery < 1 || checkpointEvery > CHECKPOINT_EVERY_MAX) {
            throw new IllegalArgumentException(
                    "checkpoint every "
                            + checkpointEvery
                            + " records, want 1.."
                            + CHECKPOINT_EVERY_MAX);
        }
        if (!slowest.isPositive()) {
            throw new IllegalArgumentException(
                    "slowest append " + slowest + ", want a positive duration");
        }
    }

    /// A checkpoint every 100 records (one Ed25519 signature, about 50 µs); an append may take five seconds,
    /// a hundred times what a loaded disk needs.
    public static AuditSettings shipped() {
        return new AuditSettings(100, Duration.ofSeconds(5));
    }
}
