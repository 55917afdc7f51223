package io.segwright.inventory.attribute;

import io.segwright.inventory.net.IpAddress;
import io.segwright.inventory.net.IpFamily;
import io.segwright.inventory.net.Prefix;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Where devices are expected, and what is left alone: `exclude` and do-not-poll beat every range.
///
/// Immutable. A question is one or two trie look-ups.
public final class DeclaredRanges {
    public static final DeclaredRanges NONE = of(List.of(), List.of(), List.of());

    private final List<SiteRange> sites;
    private final PrefixTrie siteTrie;
    private final PrefixTrie leftAlone;
    private final List<Prefix> prefixes;

    private DeclaredRanges(List<SiteRange> sites, PrefixTrie siteTrie, PrefixTrie leftAlone) {
        this.sites = sites;
        this.siteTrie = siteTrie;
        this.leftAlone = leftAlone;
        this.prefixes = sites.stream().map(SiteRange::prefix).distinct().sorted().toList();
    }

    /// @param sites where devices are expected; where two hold an address, the longer prefix names its site, and of
    ///     two sites with the same prefix the first by name
    /// @param excludes never expected, never a gap
    /// @param doNotPoll as `excludes`; kept apart by the caller for what it tells people
    public static DeclaredRanges of(
            List<SiteRange> sites, List<Prefix> excludes, List<Prefix> doNotPoll) {
        List<SiteRange> distinct =
                sites.stream()
                        .distinct()
                        .sorted(
                                Comparator.comparing(SiteRange::prefix)
                                        .thenComparing(SiteRange::site))
                        .toList();
        Map<Prefix, Integer> ordinals = new HashMap<>();
        for (int i = 0; i < distinct.size(); i++) {
            ordinals.putIfAbsent(distinct.get(i).prefix(), i + 1);
        }
        Map<Prefix, Integer> left = new HashMap<>();
        excludes.forEach(p -> left.put(p, 1));
        doNotPoll.forEach(p -> left.put(p, 1));
        return new DeclaredRanges(distinct, PrefixTrie.of(ordinals), PrefixTrie.of(left));
    }

    /// The site that declares the address; empty where none does, or where it is to be left alone.
    public Optional<String> siteOf(IpAddress address) {
        int ordinal = siteTrie.lookup(address);
        return ordinal == PrefixTrie.NONE || isLeftAlone(address)
                ? Optional.empty()
                : Optional.of(sites.get(ordinal - 1).site());
    }

    /// True for an excluded or do-not-poll address.
    public boolean isLeftAlone(IpAddress address) {
        return leftAlone.lookup(address) != PrefixTrie.NONE;
    }

    /// True where a device may be at the address: declared, not left alone, and an address that one host can have.
    /// The first and last address of a declared IPv4 range count as its network and broadcast address.
    public boolean expectsDeviceAt(IpAddress address) {
        return isUnicast(address) && siteOf(address).isPresent() && !isEdge(address);
    }

    /// True where the prefix lies inside a declared range.
    public boolean declares(Prefix prefix) {
        return prefixes.stream().anyMatch(range -> range.contains(prefix));
    }

    private static boolean isUnicast(IpAddress address) {
        return !address.isUnspecified()
                && !address.isMulticast()
                && !address.isOwnHost()
                && !address.isLinkLocal()
                && !(address.family() == IpFamily.V4 && address.low() == 0xffffffffL);
    }

    private boolean isEdge(IpAddress address) {
        Prefix range = sites.get(siteTrie.lookup(address) - 1).prefix();
        return address.family() == IpFamily.V4
                && range.length() < 31
                && (address.equals(range.network()) || address.equals(range.last()));
    }
}
