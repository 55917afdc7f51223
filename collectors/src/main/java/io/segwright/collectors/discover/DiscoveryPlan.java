package io.segwright.collectors.discover;

import io.segwright.inventory.net.IpAddress;
import io.segwright.inventory.net.Prefix;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Where a discovery starts and where it may go.
///
/// @param seeds asked first; each must be inside a declared range
/// @param sites the declared ranges, by site name; the most specific range decides the site of an address
/// @param excludes never contacted
/// @param doNotPoll never contacted: allocations whose owners forbid polling
/// @param hints addresses that are known to exist, e.g. [LocalNeighbours]; those outside the ranges are ignored
/// @param port UDP port of the agents
/// @param sweep whether to ask every IPv4 address
/// @param devicesMax polls in all, so that a mistake in the ranges ends
public record DiscoveryPlan(
        List<IpAddress> seeds,
        Map<String, List<Prefix>> sites,
        List<Prefix> excludes,
        List<Prefix> doNotPoll,
        List<IpAddress> hints,
        int port,
        Sweep sweep,
        int devicesMax) {
    private static final int SNMP_PORT = 161;
    private static final int DEVICES_MAX = 100_000; // one collector polls that many in half an hour

    public DiscoveryPlan {
        seeds = List.copyOf(seeds);
        Map<String, List<Prefix>> copy = new LinkedHashMap<>();
        sites.forEach((site, ranges) -> copy.put(site, List.copyOf(ranges)));
        sites = java.util.Collections.unmodifiableMap(copy);
        excludes = List.copyOf(excludes);
        doNotPoll = List.copyOf(doNotPoll);
        hints = List.copyOf(hints);
        if (port < 1 || port > 65_535) {
            throw new IllegalArgumentException("port " + port + ": want 1..65535");
        }
        if (devicesMax < 1) {
            throw new IllegalArgumentException("devicesMax " + devicesMax + ": want at least 1");
        }
    }

    public static Builder builder() {
        return new Builder();
    }

    /// Collects a plan piece by piece.
    public static final class Builder {
        private final List<IpAddress> seeds = new ArrayList<>();
        private final Map<String, List<Prefix>> sites = new LinkedHashMap<>();
        private final List<Prefix> excludes = new ArrayList<>();
        private final List<Prefix> doNotPoll = new ArrayList<>();
        private final List<IpAddress> hints = new ArrayList<>();
        private int port = SNMP_PORT;
        private Sweep sweep = Sweep.NONE;
        private int devicesMax = DEVICES_MAX;

        private Builder() {}

        public Builder seed(IpAddress seed) {
            seeds.add(seed);
            return this;
        }

        public Builder range(String site, Prefix range) {
            sites.computeIfAbsent(site, _ -> new ArrayList<>()).add(range);
            return this;
        }

        public Builder exclude(Prefix prefix) {
            excludes.add(prefix);
            return this;
        }

        public Builder doNotPoll(Prefix prefix) {
            doNotPoll.add(prefix);
            return this;
        }

        public Builder hints(List<IpAddress> addresses) {
            hints.addAll(addresses);
            return this;
        }

        public Builder port(int agents) {
            port = agents;
            return this;
        }

        public Builder sweep(Sweep choice) {
            sweep = choice;
            return this;
        }

        public Builder devicesMax(int polls) {
            devicesMax = polls;
            return this;
        }

        public DiscoveryPlan build() {
            return new DiscoveryPlan(
                    seeds, sites, excludes, doNotPoll, hints, port, sweep, devicesMax);
        }
    }
}
