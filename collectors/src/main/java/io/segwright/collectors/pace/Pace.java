package io.segwright.collectors.pace;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.TimeUnit;

/// The buckets of all sites. One object a process: two would double what a site gets. Thread-safe.
public final class Pace {
    private final PoliteLimits limits;
    private final ConcurrentMap<String, TokenBucket> sites = new ConcurrentHashMap<>();

    public Pace(PoliteLimits limits) {
        this.limits = limits;
    }

    /// The pace of one device. A quarter of a second's worth may go out at once; a device asked through two
    /// objects gets twice its share, so ask for one a poll.
    ///
    /// @param site the declared site that it is in; its bucket is shared
    public DevicePace device(String site) {
        TokenBucket siteBucket =
                sites.computeIfAbsent(site, _ -> bucket(limits.sitePdusPerSecond()));
        return new DevicePace(bucket(limits.devicePdusPerSecond()), siteBucket);
    }

    private static TokenBucket bucket(int perSecond) {
        return new TokenBucket(perSecond, Math.max(1, perSecond / 4));
    }

    /// One device's bucket in front of its site's.
    public static final class DevicePace {
        private final TokenBucket device;
        private final TokenBucket site;

        private DevicePace(TokenBucket device, TokenBucket site) {
            this.device = device;
            this.site = site;
        }

        /// Waits until one more request may go out. Parks the calling (virtual) thread.
        ///
        /// @throws InterruptedException when the poll is cancelled meanwhile
        public void await() throws InterruptedException {
            pause(device.reserve(System.nanoTime()));
            pause(site.reserve(System.nanoTime()));
        }

        private static void pause(long nanos) throws InterruptedException {
            if (nanos > 0) {
                TimeUnit.NANOSECONDS.sleep(nanos);
            }
        }
    }
}
