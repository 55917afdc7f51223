package io.segwright.inventory.attribute;

import io.segwright.inventory.net.IpAddress;
import io.segwright.inventory.net.Prefix;
import io.segwright.inventory.net.Vrf;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Whom an address belongs to, now or at any other instant: the longest-prefix look-up over the allocations.
///
/// Immutable, free to share between threads; who owns it swaps it by one volatile reference ([LiveAttribution] does).
/// A change ([#with]) shares all but some kilobytes with the index before it. Each routing domain is by itself: an
/// address in a domain without allocations belongs to nobody, and domains are never guessed; [#candidates] lists those
/// in which somebody has the address.
///
/// Times before 1677 and after 2262 count as "since ever" and "for ever". An IPv4-mapped IPv6 address is the IPv4
/// address, see [IpAddress#parse].
///
/// Figures: `bench/results/lpm.jsonl` and `bench/results/attribute.jsonl`.
public final class AttributionIndex {
    private final Instant at;
    private final Map<Vrf, AttributionDomain> domains;

    private AttributionIndex(Instant at, Map<Vrf, AttributionDomain> domains) {
        this.at = at;
        this.domains = domains;
    }

    /// @param allocations every version that is known, in any order; of two that hold at the same time for the same
    ///     prefix the surer answers, then the one that began later; if they are as sure as one another and disagree on
    ///     service or owner, the address is not attributed
    /// @param at the instant that questions without one are about
    public static AttributionIndex build(List<Allocation> allocations, Instant at) {
        Map<Vrf, List<Allocation>> byDomain = new HashMap<>();
        for (Allocation allocation : allocations) {
            byDomain.computeIfAbsent(allocation.vrf(), _ -> new ArrayList<>()).add(allocation);
        }
        Map<Vrf, AttributionDomain> domains = new HashMap<>();
        byDomain.forEach((vrf, own) -> domains.put(vrf, domain(vrf, own, at)));
        domains.computeIfAbsent(Vrf.DEFAULT, vrf -> domain(vrf, List.of(), at));
        return new AttributionIndex(at, Map.copyOf(domains));
    }

    private static AttributionDomain domain(Vrf vrf, List<Allocation> allocations, Instant at) {
        return new AttributionDomain(new DomainTable(vrf, allocations, EpochNanos.asked(at)));
    }

    /// The instant that questions without one are about.
    public Instant at() {
        return at;
    }

    /// The same with the versions of one prefix replaced: at most 50 us, whatever the size of the table, unless
    /// [#isFull] is true before: then the domain is built anew, at about a microsecond an allocation.
    ///
    /// @param versions every version of the prefix from now on; none to forget it
    /// @throws IllegalArgumentException for a version of another prefix or domain
    public AttributionIndex with(Vrf vrf, Prefix prefix, List<Allocation> versions) {
        for (Allocation version : versions) {
            if (!version.vrf().equals(vrf) || !version.prefix().equals(prefix)) {
                throw new IllegalArgumentException(
                        version.prefix()
                                + " in "
                                + version.vrf()
                                + " given as a version of "
                                + prefix
                                + " in "
                                + vrf
                                + ": want versions of that one");
            }
        }
        AttributionDomain old = domains.get(vrf);
        AttributionDomain known = old != null ? old : domain(vrf, List.of(), at);
        AttributionDomain roomy = known.isFull() ? domain(vrf, known.allocations(), at) : known;
        Map<Vrf, AttributionDomain> next = new HashMap<>(domains);
        next.put(vrf, roomy.with(prefix, versions));
        return new AttributionIndex(at, next);
    }

    /// True where the next change in a domain builds it anew.
    public boolean isFull(Vrf vrf) {
        AttributionDomain domain = domains.get(vrf);
        return domain != null && domain.isFull();
    }

    /// Prefixes that changed since their domains were built.
    public int changed() {
        return domains.values().stream().mapToInt(AttributionDomain::changed).sum();
    }

    /// The same answers, built anew for questions about `instant`: what [#with] left aside is in the tables again.
    public AttributionIndex rebuilt(Instant instant) {
        return build(allocations(), instant);
    }

    /// Every version of a prefix, in order of validity.
    public List<Allocation> versions(Vrf vrf, Prefix prefix) {
        AttributionDomain domain = domains.get(vrf);
        return domain == null ? List.of() : domain.versions(prefix);
    }

    /// The routing domains that anything is allocated in, and the default one.
    public NavigableSet<Vrf> vrfs() {
        return new TreeSet<>(domains.keySet());
    }

    /// Whose `address` is at the index's own instant.
    public Attribution lookup(Vrf vrf, IpAddress address) {
        return lookup(vrf, address, at);
    }

    /// Whose `address` was at `instant`: a flow that arrives late gets the owner of then.
    public Attribution lookup(Vrf vrf, IpAddress address, Instant instant) {
        AttributionDomain domain = domains.get(vrf);
        return domain != null
                ? domain.lookup(address, instant)
                : new Attribution(
                        vrf,
                        address,
                        instant,
                        AttributionStatus.UNKNOWN_VRF,
                        List.of(),
                        List.of(),
                        Tags.NONE);
    }

    /// As [#lookup], for callers that need the tags alone; makes no objects.
    public Tags tags(Vrf vrf, IpAddress address, Instant instant) {
        AttributionDomain domain = domains.get(vrf);
        return domain == null ? Tags.NONE : domain.tags(address, instant);
    }

    /// As [#lookup], for callers that need to know whether it is attributed alone; makes no objects.
    public AttributionStatus status(Vrf vrf, IpAddress address, Instant instant) {
        AttributionDomain domain = domains.get(vrf);
        return domain == null ? AttributionStatus.UNKNOWN_VRF : domain.status(address, instant);
    }

    /// The look-ups of one routing domain; empty where nothing is allocated in it.
    public Optional<AttributionDomain> domain(Vrf vrf) {
        return Optional.ofNullable(domains.get(vrf));
    }

    /// Null where nothing is allocated in it.
    @Nullable AttributionDomain domainOrNull(Vrf vrf) {
        return domains.get(vrf);
    }

    /// Every allocation of every domain, changes included.
    public List<Allocation> allocations() {
        List<Allocation> all = new ArrayList<>();
        domains.values().forEach(domain -> all.addAll(domain.allocations()));
        return all;
    }

    /// Where the routing domain is not known: whose the address is in each in which somebody has it, those with the
    /// longest prefix first. That several have it is usual: private addresses are used again and again.
    public List<Attribution> candidates(IpAddress address, Instant instant) {
        return domains.values().stream()
                .map(domain -> domain.lookup(address, instant))
                .filter(answer -> !answer.chain().isEmpty())
                .sorted(
                        Comparator.comparingInt(
                                        (Attribution a) -> -a.chain().getFirst().prefix().length())
                                .thenComparing(Attribution::vrf))
                .toList();
    }
}
