package io.segwright.collectors.pace;

import java.time.Duration;

/// What a collector may do to the network.
///
/// @param devicePdusPerSecond requests a second to one device, 1..1000
/// @param sitePdusPerSecond requests a second to one site, 1..100000
/// @param devicesAtOnce devices that are polled at the same time, 1..4096
/// @param timeout how long the first attempt waits for an answer; doubled for each further one
/// @param retries further attempts after the first, 0..5
/// @param window requests in flight at one device, 1..4; more than one only where that is seen to help
public record PoliteLimits(
        int devicePdusPerSecond,
        int sitePdusPerSecond,
        int devicesAtOnce,
        Duration timeout,
        int retries,
        int window) {
    /// The shipped defaults: 20 requests a second keep a slow switch's CPU under a few percent, 500 a second are
    /// under 1 Mbit/s of requests into a site, and 128 polls at once hide the round trips of both. One request
    /// is in flight a device.
    public static final PoliteLimits SHIPPED =
            new PoliteLimits(20, 500, 128, Duration.ofSeconds(2), 2);

    /// With one request in flight a device.
    public PoliteLimits(
            int devicePdusPerSecond,
            int sitePdusPerSecond,
            int devicesAtOnce,
            Duration timeout,
            int retries) {
        this(devicePdusPerSecond, sitePdusPerSecond, devicesAtOnce, timeout, retries, 1);
    }

    public PoliteLimits {
        inRange("devicePdusPerSecond", devicePdusPerSecond, 1, 1_000);
        inRange("sitePdusPerSecond", sitePdusPerSecond, 1, 100_000);
        inRange("devicesAtOnce", devicesAtOnce, 1, 4_096);
        inRange("retries", retries, 0, 5);
        inRange("window", window, 1, 4);
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
                devicePdusPerSecond, sitePdusPerSecond, devicesAtOnce, timeout, attempts, window);
    }
}
