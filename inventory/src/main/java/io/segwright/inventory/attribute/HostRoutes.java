package io.segwright.inventory.attribute;

import io.segwright.inventory.net.IpAddress;
import io.segwright.inventory.net.Vrf;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/// Who had single addresses for minutes: the /32 and /128 routes of short-lived VMs and containers, in front of an index.
///
/// A hash table of addresses, each with its versions in time. It has its full number of places from the beginning, 4
/// bytes a route, so that it never grows and a change never costs more than its own address: 100,000 a minute are a
/// thousandth of a core. What an address reads is replaced as a whole, so that readers never wait and see a version
/// list before or after a change. Changes come one at a time, under a lock that no reader takes.
///
/// Bounded: where there is no room the change is refused and says so, never an older one dropped, since that would turn
/// an answer about the past into a wrong one. [#ended] lists what an index can take over, [#forget] then makes room.
public final class HostRoutes {
    /// A quarter of a million hosts: 1 MiB of places, some 60 MB when full.
    public static final int ROUTES_MAX = 262_144;

    /// An address that changes hands every minute for two hours and more; copying them takes below a microsecond.
    static final int VERSIONS_MAX = 128;

    /// What became of a change.
    public enum Outcome {
        TAKEN,
        /// It says what was known.
        UNCHANGED,
        /// There are as many routes as there may be, or versions of this address: [HostRoutes#forget] what ended.
        FULL
    }

    /// The versions of one address, none overlapping another, in order of time.
    private record Host(
            Vrf vrf, IpAddress address, List<Allocation> versions, @Nullable Host next) {
        boolean isOf(Vrf otherVrf, IpAddress otherAddress) {
            return address.equals(otherAddress) && vrf.equals(otherVrf);
        }

        @Nullable Allocation at(long atNanos) {
            int low = 0;
            int high = versions.size();
            while (low < high) {
                int middle = (low + high) >>> 1;
                if (EpochNanos.of(versions.get(middle).validFrom()) <= atNanos) {
                    low = middle + 1;
                } else {
                    high = middle;
                }
            }
            if (low == 0 || EpochNanos.of(versions.get(low - 1).validTo()) <= atNanos) {
                return null;
            }
            return versions.get(low - 1);
        }
    }

    private final int routesMax;
    private final AtomicReferenceArray<@Nullable Host> places; // null: no host there
    private int routes; // versions of all addresses; under the lock

    public HostRoutes() {
        this(ROUTES_MAX);
    }

    /// @param routesMax how many versions of all addresses together, 1..16777216
    public HostRoutes(int routesMax) {
        if (routesMax < 1 || routesMax > 1 << 24) {
            throw new IllegalArgumentException(routesMax + " host routes: want 1..16777216");
        }
        this.routesMax = routesMax;
        this.places =
                new AtomicReferenceArray<>(
                        Math.max(16, Integer.highestOneBit(routesMax - 1 | 1) << 1));
    }

    /// Takes a route. It ends the one that was in force at its beginning, and ends itself where a later one begins.
    ///
    /// @throws IllegalArgumentException for a prefix that is not a single address
    public synchronized Outcome put(Allocation route) {
        if (route.prefix().length() != route.prefix().family().bits()) {
            throw new IllegalArgumentException(
                    route.prefix() + " is no host route: want a /32 or /128");
        }
        return replace(
                route.vrf(),
                route.prefix().network(),
                with(versions(route.vrf(), route.prefix().network()), route));
    }

    private static List<Allocation> with(List<Allocation> versions, Allocation route) {
        List<Allocation> next = new ArrayList<>(versions.size() + 1);
        Instant end = route.validTo();
        for (Allocation version : versions) {
            if (version.validFrom().isBefore(route.validFrom())) {
                next.add(
                        version.validTo().isAfter(route.validFrom())
                                ? version.lasting(version.validFrom(), route.validFrom())
                                : version);
            } else if (version.validFrom().isAfter(route.validFrom())
                    && version.validFrom().isBefore(end)) {
                end = version.validFrom();
            }
        }
        int place = next.size();
        next.add(route.lasting(route.validFrom(), end));
        for (Allocation version : versions.subList(place, versions.size())) {
            if (version.validFrom().isAfter(route.validFrom())) {
                next.add(version);
            }
        }
        return next;
    }

    /// Ends the route that an address has at a moment.
    public synchronized Outcome end(Vrf vrf, IpAddress address, Instant at) {
        List<Allocation> next = new ArrayList<>();
        for (Allocation version : versions(vrf, address)) {
            boolean holds = version.validAt(at);
            if (!holds) {
                next.add(version);
            } else if (version.validFrom().isBefore(at)) {
                next.add(version.lasting(version.validFrom(), at));
            }
        }
        return replace(vrf, address, next);
    }

    /// Every version of an address, in order of time.
    public List<Allocation> versions(Vrf vrf, IpAddress address) {
        Host host = host(vrf, address);
        return host == null ? List.of() : host.versions;
    }

    /// Null where the address has no entry.
    private @Nullable Host host(Vrf vrf, IpAddress address) {
        Host host = places.getAcquire(place(vrf, address));
        while (host != null && !host.isOf(vrf, address)) {
            host = host.next;
        }
        return host;
    }

    private int place(Vrf vrf, IpAddress address) {
        long mixed = (address.high() + vrf.hashCode()) * 0x9e3779b97f4a7c15L ^ address.low();
        mixed = (mixed ^ (mixed >>> 32)) * 0xbf58476d1ce4e5b9L; // Stafford's mixer, first half
        mixed = (mixed ^ (mixed >>> 29)) * 0x94d049bb133111ebL;
        return (int) (mixed >>> 40) & (places.length() - 1);
    }

    private Outcome replace(Vrf vrf, IpAddress address, List<Allocation> next) {
        List<Allocation> before = versions(vrf, address);
        if (before.equals(next)) {
            return Outcome.UNCHANGED;
        }
        int more = next.size() - before.size();
        if (more > 0 && (routes + more > routesMax || next.size() > VERSIONS_MAX)) {
            return Outcome.FULL;
        }
        int place = place(vrf, address);
        Host others = without(places.getPlain(place), vrf, address);
        places.setRelease(
                place, next.isEmpty() ? others : new Host(vrf, address, List.copyOf(next), others));
        routes += more;
        return Outcome.TAKEN;
    }

    /// The others at a place; where there are any they are a handful.
    private static @Nullable Host without(@Nullable Host first, Vrf vrf, IpAddress address) {
        Host kept = null;
        for (Host host = first; host != null; host = host.next) {
            if (!host.isOf(vrf, address)) {
                kept = new Host(host.vrf, host.address, host.versions, kept);
            }
        }
        return kept;
    }

    /// Who had an address at a moment; null where no route says. Makes no objects.
    public @Nullable Allocation find(Vrf vrf, IpAddress address, Instant at) {
        Host host = host(vrf, address);
        return host == null ? null : host.at(EpochNanos.asked(at));
    }

    /// Versions that ended by a moment, for an index to take over.
    public List<Allocation> ended(Instant by) {
        List<Allocation> ended = new ArrayList<>();
        for (int place = 0; place < places.length(); place++) {
            for (Host host = places.getAcquire(place); host != null; host = host.next) {
                host.versions.stream().filter(v -> !v.validTo().isAfter(by)).forEach(ended::add);
            }
        }
        return ended;
    }

    /// Drops versions, once an index has them.
    public void forget(List<Allocation> known) {
        known.forEach(this::forget);
    }

    private synchronized void forget(Allocation known) {
        List<Allocation> left = new ArrayList<>(versions(known.vrf(), known.prefix().network()));
        left.remove(known);
        replace(known.vrf(), known.prefix().network(), left);
    }

    /// Versions of all addresses.
    public synchronized int size() {
        return routes;
    }

    /// How many entries the question about an address reads: what its cost grows with.
    int visits(Vrf vrf, IpAddress address) {
        int visits = 0;
        Host host = places.getAcquire(place(vrf, address));
        while (host != null) {
            visits++;
            if (host.isOf(vrf, address)) {
                return visits;
            }
            host = host.next;
        }
        return visits;
    }
}
