package io.segwright.collectors.pace;

import java.time.Duration;

/// What a collector may do to the network. One request is in flight a device, always; the rest may be set.
///
/// @param devicePdusPerSecond requests a second to one device, 1..1000
/// @param sitePdusPerSecond requests a second to one site, 1..100000
/// @param devicesAtOnce devices that are polled at the same time, 1..4096
/// @param timeout how long the first attempt waits for an answer; doubled for each further one
/// @param retries further attempts after the first, 0..5
public record PoliteLimits(
        int devicePdusPerSecond,
        int sitePdusPerSecond,
        int devicesAtOnce,
        Duration timeout,
        int retries) {
    /// The shipped defaults: 20 requests a second keep a slow switch's CPU under a few percent, 500 a second are
    /// under 1 Mbit/s of requests into a site, and 128 polls at once hide the round trips of both.
    public static final PoliteLimits SHIPPED =
            new PoliteLimits(20, 500, 128, Duration.ofSeconds(2), 2);

    public PoliteLimits {
        inRange("devicePdusPerSecond", devicePdusPerSecond, 1, 1_000);
        inRange("sitePdusPerSecond", sitePdusPerSecond, 1, 100_000);
        inRange("devicesAtOnce", devicesAtOnce, 1, 4_096);
        inRange("retries", retries, 0, 5);
        inRange("timeout in ms", timeout.toMillis(), 50, 60_000);
    }

    private static void inRange(String name, long value, long min, long max) {
        if (value < min || value > max) {
            throw new IllegalArgumentException(name + " " + value + ": want " + min + ".." + max);
        }
    }

    /// The same limits with another number of attempts.
    public PoliteLimits withRetries(int attempts) {
        return new PoliteLimits(
                devicePdusPerSecond, sitePdusPerSecond, devicesAtOnce, timeout, attempts);
    }
}
