package io.segwright.collectors.pace;

import io.segwright.inventory.net.IpAddress;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/// Leaves alone who does not answer: a circuit a device, and one a site.
///
/// A device that was silent in three polls in a row is asked again a minute later at the earliest, with one attempt,
/// and after each further silence twice as late, up to 15 minutes. A site's circuit opens where of the devices that
/// had answered before, most fall silent at once: then a line is down, and a thousand time-outs would say no more than
/// a few. Kept for this process only. Thread-safe.
public final class Breakers {
    private static final int SILENT_POLLS_MAX = 3; // one may be a reboot, two a maintenance
    private static final Duration DEVICE_OPEN_MIN = Duration.ofMinutes(1);
    private static final Duration DEVICE_OPEN_MAX = Duration.ofMinutes(15);
    private static final Duration SITE_OPEN_MIN = Duration.ofSeconds(30);
    private static final Duration SITE_OPEN_MAX = Duration.ofMinutes(5);
    private static final int SITE_POLLS = 16; // outcomes that are looked at
    private static final int SITE_SILENT_MIN = 12; // of them: three quarters
    private static final Duration SITE_WINDOW = Duration.ofMinutes(2); // what is at once
    private static final int DEVICES_MAX = 100_000; // of one collector
    private static final int SITES_MAX = 10_000; // declared by a person

    /// Whether to ask now.
    public sealed interface Admission {}

    /// Ask as always.
    public record Go() implements Admission {}

    /// Ask with one attempt: nothing was heard for a while.
    public record Probe() implements Admission {}

    /// Do not ask.
    ///
    /// @param why one line for a person, with the circuit's state
    public record Refused(String why) implements Admission {}

    private static final class Device {
        private final Breaker breaker = new Breaker(DEVICE_OPEN_MIN, DEVICE_OPEN_MAX);
        private boolean answeredBefore;
        private int silentPolls;
    }

    private static final class Site {
        private final Breaker breaker = new Breaker(SITE_OPEN_MIN, SITE_OPEN_MAX);
        private final Deque<Outcome> outcomes = new ArrayDeque<>(SITE_POLLS);
    }

    private record Outcome(long atNanos, boolean silent) {}

    private final LongSupplier nanoTime;
    private final Map<IpAddress, Device> devices =
            new LinkedHashMap<>(16, 0.75f, true) {
                private static final long serialVersionUID = 1L;

                @Override
                protected boolean removeEldestEntry(Map.Entry<IpAddress, Device> eldest) {
                    return size() > DEVICES_MAX;
                }
            };
    private final Map<String, Site> sites = new HashMap<>();

    /// @param nanoTime a monotonic clock
    public Breakers(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /// Call [#answered], [#silent] or [#abandoned] after each that is not refused.
    public synchronized Admission admit(IpAddress address, String site) {
        long now = nanoTime.getAsLong();
        Site at = site(site);
        Device device = devices.get(address);
        boolean siteProbe = at.breaker.takeProbe(now);
        if (!at.breaker.isClosed() && !siteProbe) {
            return new Refused(
                    "not asked: the circuit of site "
                            + site
                            + " is open, since most of its devices fell silent at once; one is asked again"
                            + in(at.breaker.left(now)));
        }
        if (device == null || device.breaker.isClosed()) {
            return siteProbe ? new Probe() : new Go();
        }
        if (device.breaker.takeProbe(now)) {
            return new Probe();
        }
        if (siteProbe) {
            at.breaker.abandonProbe();
        }
        return new Refused(
                "not asked: its circuit is open after "
                        + device.silentPolls
                        + " polls in a row without an answer; it is asked again"
                        + in(device.breaker.left(now)));
    }

    private static String in(Duration left) {
        return left.isZero()
                ? " now, by another poll"
                : " in " + Math.max(1, left.toSeconds()) + " s";
    }

    private Site site(String name) {
        if (sites.size() >= SITES_MAX && !sites.containsKey(name)) {
            sites.clear(); // no declaration has so many: forget rather than grow
        }
        return sites.computeIfAbsent(name, _ -> new Site());
    }

    /// It has answered before, perhaps long ago: should it be silent now, that says something of its site.
    public synchronized void answeredOnce(IpAddress address) {
        devices.computeIfAbsent(address, _ -> new Device()).answeredBefore = true;
    }

    /// It answered, whatever it said.
    public synchronized void answered(IpAddress address, String site) {
        Device device = devices.computeIfAbsent(address, _ -> new Device());
        device.answeredBefore = true;
        device.silentPolls = 0;
        device.breaker.close();
        Site at = site(site);
        if (!at.breaker.isClosed()) {
            at.breaker.close();
            at.outcomes.clear();
        }
        note(at, false);
    }

    /// Nothing came back in any attempt.
    ///
    /// @return what became of its circuit, one line; empty where it is still closed
    public synchronized String silent(IpAddress address, String site) {
        long now = nanoTime.getAsLong();
        Device device = devices.computeIfAbsent(address, _ -> new Device());
        Site at = site(site);
        device.silentPolls++;
        if (device.silentPolls >= SILENT_POLLS_MAX) {
            device.breaker.open(now);
        }
        if (!at.breaker.isClosed()) {
            at.breaker.open(now); // the probe failed
        } else if (device.answeredBefore && device.silentPolls == 1) {
            note(at, true);
            if (at.outcomes.stream().filter(Outcome::silent).count() >= SITE_SILENT_MIN) {
                at.breaker.open(now);
                at.outcomes.clear();
            }
        }
        return device.breaker.isClosed()
                ? ""
                : "its circuit is open for "
                        + device.breaker.left(now).toSeconds()
                        + " s after "
                        + device.silentPolls
                        + " polls in a row without an answer";
    }

    private void note(Site site, boolean silent) {
        long now = nanoTime.getAsLong();
        site.outcomes.addLast(new Outcome(now, silent));
        while (site.outcomes.size() > SITE_POLLS
                || now - site.outcomes.getFirst().atNanos() > SITE_WINDOW.toNanos()) {
            site.outcomes.removeFirst();
        }
    }

    /// The poll was cancelled: nothing is known of it.
    public synchronized void abandoned(IpAddress address, String site) {
        site(site).breaker.abandonProbe();
        Device device = devices.get(address);
        if (device != null) {
            device.breaker.abandonProbe();
        }
    }
}
