package io.segwright.inventory.attribute;

import io.segwright.inventory.net.IpAddress;
import io.segwright.inventory.net.Prefix;
import io.segwright.inventory.net.Vrf;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Attribution that is kept up to date while it is asked: an index behind one volatile reference, and the host routes of
/// short-lived VMs in front of it.
///
/// Readers never wait for anything, and make no objects where they ask for tags or status alone. Changes come one at a
/// time; each takes at most 50 us, as long as somebody calls [#rebuild] when [#wantsRebuild] says so. That builds a new
/// index beside the old one, on the caller's thread, while changes and questions go on.
public final class LiveAttribution {
    /// Changed prefixes of one domain at which a rebuild is due: half of what there is room for.
    private static final int REBUILD_AT = PrefixChanges.PREFIXES_MAX / 2;

    private record Place(Vrf vrf, Prefix prefix) {}

    private final HostRoutes hosts;
    private volatile AttributionIndex index;
    private @Nullable Set<Place> changedMeanwhile; // null: no rebuild is going on; under the lock

    public LiveAttribution(AttributionIndex index, HostRoutes hosts) {
        this.index = index;
        this.hosts = hosts;
    }

    /// What is asked now. One that is kept goes on to answer as it does.
    public AttributionIndex index() {
        return index;
    }

    public HostRoutes hosts() {
        return hosts;
    }

    /// As [AttributionIndex#tags], the host routes before all.
    public Tags tags(Vrf vrf, IpAddress address, Instant at) {
        Allocation host = hosts.find(vrf, address, at);
        AttributionDomain domain = index.domainOrNull(vrf);
        if (domain == null) {
            return host == null ? Tags.NONE : host.tags();
        }
        return domain.tags(address, at, host);
    }

    /// As [AttributionIndex#status], the host routes before all.
    public AttributionStatus status(Vrf vrf, IpAddress address, Instant at) {
        Allocation host = hosts.find(vrf, address, at);
        AttributionDomain domain = index.domainOrNull(vrf);
        if (domain == null) {
            return host == null
                    ? AttributionStatus.UNKNOWN_VRF
                    : AttributionStatus.of(true, true, host.tags(), false);
        }
        return domain.status(address, at, host);
    }

    /// As [AttributionIndex#lookup], the host routes before all.
    public Attribution lookup(Vrf vrf, IpAddress address, Instant at) {
        Allocation host = hosts.find(vrf, address, at);
        AttributionIndex asked = index;
        Attribution below = asked.lookup(vrf, address, at);
        if (host == null) {
            return below;
        }
        AttributionDomain domain = asked.domainOrNull(vrf);
        List<Allocation> chain = new ArrayList<>(below.chain().size() + 1);
        chain.add(host);
        chain.addAll(below.chain());
        return new Attribution(
                vrf,
                address,
                at,
                domain == null
                        ? AttributionStatus.of(true, true, host.tags(), false)
                        : domain.status(address, at, host),
                chain,
                below.others(),
                host.tags().inheriting(below.tags()));
    }

    /// Replaces the versions of one prefix.
    ///
    /// @param versions every version from now on; none to forget the prefix
    public synchronized void change(Vrf vrf, Prefix prefix, List<Allocation> versions) {
        if (changedMeanwhile != null) {
            changedMeanwhile.add(new Place(vrf, prefix));
        }
        index = index.with(vrf, prefix, versions);
    }

    /// True when so much has changed that the next changes would soon become dear.
    public boolean wantsRebuild() {
        return index.changed() >= REBUILD_AT;
    }

    /// Builds the index anew for questions about `now`, with the host routes that have ended by then in it.
    ///
    /// @return false where another rebuild is going on
    public boolean rebuild(Instant now) {
        AttributionIndex before;
        synchronized (this) {
            if (changedMeanwhile != null) {
                return false;
            }
            changedMeanwhile = new LinkedHashSet<>();
            before = index;
        }
        try {
            List<Allocation> ended = hosts.ended(now);
            List<Allocation> all = new ArrayList<>(before.allocations());
            all.addAll(ended);
            publish(AttributionIndex.build(all, now), ended);
            hosts.forget(ended);
            return true;
        } finally {
            giveUp(); // nothing to give up where it went well
        }
    }

    private synchronized void giveUp() {
        changedMeanwhile = null;
    }

    /// What was changed meanwhile is changed again in the new one.
    private synchronized void publish(AttributionIndex fresh, List<Allocation> ended) {
        Map<Place, List<Allocation>> endedAt =
                ended.stream().collect(Collectors.groupingBy(a -> new Place(a.vrf(), a.prefix())));
        AttributionIndex next = fresh;
        for (Place place : changedMeanwhile == null ? Set.<Place>of() : changedMeanwhile) {
            List<Allocation> versions = new ArrayList<>(index.versions(place.vrf, place.prefix));
            versions.addAll(endedAt.getOrDefault(place, List.of()));
            next = next.with(place.vrf, place.prefix, versions);
        }
        index = next;
        changedMeanwhile = null;
    }
}
