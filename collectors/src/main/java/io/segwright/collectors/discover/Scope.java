package io.segwright.collectors.discover;

import io.segwright.inventory.net.IpAddress;
import io.segwright.inventory.net.IpFamily;
import io.segwright.inventory.net.Prefix;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Decides for each address whether it may be contacted, and of which site it is.
///
/// Grows with what devices tell of their connected prefixes and shared addresses: the network and broadcast address of
/// a prefix that is known, and virtual routers' addresses, are refused from then on. One thread only.
final class Scope {
    private static final int CONNECTED_MAX =
            200_000; // prefixes: 100,000 devices share most of theirs
    private static final int HOSTS_APART =
            2; // a /31, /127 and longer has no network or broadcast address

    private static final int VIRTUAL_MAX =
            200_000; // addresses: two for each subnet of a large estate

    private final DiscoveryPlan plan;
    private final Map<IpAddress, Prefix> edges = new HashMap<>();
    private final Set<IpAddress> virtual = new HashSet<>();

    Scope(DiscoveryPlan plan) {
        this.plan = plan;
        plan.sites().values().forEach(ranges -> ranges.forEach(this::connected));
    }

    /// Remembers the network and broadcast address of a prefix that is in use. A declared range has them too where
    /// it is one subnet; where it is a summary, they are its first and last subnet's.
    void connected(Prefix prefix) {
        boolean hasEdges = prefix.length() <= prefix.family().bits() - HOSTS_APART;
        if (hasEdges && edges.size() < 2 * CONNECTED_MAX) {
            edges.put(
                    prefix.network(),
                    prefix); // IPv6: the subnet-router anycast address (RFC 4291 sec. 2.6.1)
            if (prefix.family() == IpFamily.V4) {
                edges.put(prefix.last(), prefix);
            }
        }
    }

    /// Remembers an address that several devices answer at in turn: asking it finds one of them at random.
    void shared(IpAddress address) {
        if (virtual.size() < VIRTUAL_MAX) {
            virtual.add(address);
        }
    }

    Verdict judge(IpAddress address) {
        Optional<String> unusable = unusable(address);
        if (unusable.isPresent()) {
            return new Verdict.Refused(unusable.get());
        }
        for (Prefix exclude : plan.excludes()) {
            if (exclude.contains(address)) {
                return new Verdict.Refused("is excluded by " + exclude);
            }
        }
        for (Prefix forbidden : plan.doNotPoll()) {
            if (forbidden.contains(address)) {
                return new Verdict.Refused("is in " + forbidden + ", which is tagged do-not-poll");
            }
        }
        Prefix best = null;
        String site = "";
        for (Map.Entry<String, List<Prefix>> entry : plan.sites().entrySet()) {
            for (Prefix range : entry.getValue()) {
                if (range.contains(address) && (best == null || range.length() > best.length())) {
                    best = range;
                    site = entry.getKey();
                }
            }
        }
        return best == null
                ? new Verdict.Refused("is outside the declared ranges")
                : new Verdict.Admitted(site);
    }

    private Optional<String> unusable(IpAddress address) {
        if (address.isUnspecified()) {
            return Optional.of("is the unspecified address");
        }
        if (address.isMulticast()) {
            return Optional.of("is a multicast address");
        }
        if (address.isLinkLocal()) {
            return Optional.of("is link-local");
        }
        boolean limitedBroadcast = address.family() == IpFamily.V4 && address.low() == 0xffff_ffffL;
        if (limitedBroadcast) {
            return Optional.of("is the broadcast address");
        }
        if (virtual.contains(address)) {
            return Optional.of("is a virtual address that several devices share");
        }
        Prefix prefix = edges.get(address);
        return prefix == null
                ? Optional.empty()
                : Optional.of("is the network or broadcast address of " + prefix);
    }
}
