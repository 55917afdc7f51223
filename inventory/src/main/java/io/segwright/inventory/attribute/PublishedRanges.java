package io.segwright.inventory.attribute;

import io.segwright.inventory.net.IpAddress;
import io.segwright.inventory.net.IpFamily;
import io.segwright.inventory.net.Prefix;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeSet;

/// Which providers publish an address as theirs, now or at an earlier moment.
///
/// Immutable. A look-up tries each prefix length that is published: some microseconds, which is right for a list of
/// addresses and too slow for flows.
public final class PublishedRanges {
    private final Map<Prefix, List<PublishedRange>> byPrefix = new HashMap<>();
    private final Map<IpFamily, NavigableSet<Integer>> lengths = new EnumMap<>(IpFamily.class);
    private final Map<String, Integer> sizes = new HashMap<>();

    private PublishedRanges() {}

    public static PublishedRanges of(List<PublishedRange> ranges) {
        PublishedRanges all = new PublishedRanges();
        for (PublishedRange range : ranges) {
            all.byPrefix.computeIfAbsent(range.prefix(), _ -> new ArrayList<>(1)).add(range);
            all.lengths
                    .computeIfAbsent(range.prefix().family(), _ -> new TreeSet<>())
                    .add(range.prefix().length());
            all.sizes.merge(range.label(), 1, Integer::sum);
        }
        return all;
    }

    /// The ranges around an address, the deepest prefix first; of one prefix the label that fewest ranges carry
    /// first: a provider lists a range under its service and under everything that it has.
    ///
    /// @param at when it was so
    /// @param asOf what was known then
    public List<PublishedRange> lookup(IpAddress address, Instant at, Instant asOf) {
        List<PublishedRange> found = new ArrayList<>();
        NavigableSet<Integer> published =
                lengths.getOrDefault(address.family(), new TreeSet<>()).descendingSet();
        for (int length : published) {
            byPrefix.getOrDefault(Prefix.covering(address, length), List.of()).stream()
                    .filter(range -> isKnown(range, at, asOf))
                    .sorted(
                            Comparator.comparing((PublishedRange r) -> sizes.get(r.label()))
                                    .thenComparing(PublishedRange::label))
                    .forEach(found::add);
        }
        return List.copyOf(found);
    }

    /// A range is learnt and lost at imports, so that its validity is also the time of its belief.
    private static boolean isKnown(PublishedRange range, Instant at, Instant asOf) {
        boolean begun = !range.from().isAfter(at) && !range.from().isAfter(asOf);
        return begun && (range.to().isAfter(at) || range.to().isAfter(asOf));
    }
}
