package io.segwright.acl.intent;

import io.segwright.acl.policy.Segment;
import io.segwright.inventory.attribute.Allocation;
import io.segwright.inventory.attribute.Tags;
import io.segwright.inventory.net.IpAddress;
import io.segwright.inventory.net.IpFamily;
import io.segwright.inventory.net.Prefix;
import io.segwright.inventory.net.Vrf;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Which prefixes a segment is, read straight from the allocations: the deepest one that covers an address decides.
///
/// Deliberately naive, and sharing nothing with the compiler's way: the enclosing allocation is found by shortening a
/// prefix bit by bit, and a hole is cut by halving. About 128 look-ups an allocation.
///
/// Two allocations of one prefix that disagree on tags make it nobody's: it has no tags and inherits none, since a
/// guess could open a path.
final class AllocationReading {
    static final List<Prefix> EVERYTHING = List.of(Prefix.of("0.0.0.0/0"), Prefix.of("::/0"));

    private final Map<Prefix, Set<Tags>> declared = new HashMap<>();
    private final Map<Prefix, List<Prefix>> children = new HashMap<>();
    private final Map<Prefix, Tags> effective = new HashMap<>();
    private final Map<Segment, List<Prefix>> segments = new HashMap<>();

    AllocationReading(List<Allocation> allocations, Instant now) {
        for (Allocation allocation : allocations) {
            if (allocation.vrf().equals(Vrf.DEFAULT) && allocation.validAt(now)) {
                declared.computeIfAbsent(allocation.prefix(), _ -> new HashSet<>())
                        .add(allocation.tags());
            }
        }
        for (Prefix prefix : declared.keySet()) {
            enclosing(prefix)
                    .ifPresent(outer ->
                            children.computeIfAbsent(outer, _ -> new ArrayList<>()).add(prefix));
        }
    }

    /// Both families; neither minimal nor sorted, but without overlaps for a segment by tags.
    List<Prefix> prefixes(Segment segment) {
        return switch (segment) {
            case Segment.ByPrefixes literal -> literal.prefixes();
            case Segment.ByTags tagged -> segments.computeIfAbsent(segment, _ -> selected(tagged));
        };
    }

    private List<Prefix> selected(Segment.ByTags segment) {
        List<Prefix> selected = new ArrayList<>();
        if (!segment.selector().vrf().equals(Vrf.DEFAULT)) {
            return selected;
        }
        for (Prefix prefix : declared.keySet()) {
            boolean withinAnother =
                    isWhole(prefix, segment)
                            && enclosing(prefix)
                                    .filter(outer -> segment.selector().accepts(effective(outer)))
                                    .isPresent();
            if (segment.selector().accepts(effective(prefix)) && !withinAnother) {
                cut(prefix, holes(prefix, segment), selected);
            }
        }
        return selected;
    }

    private List<Prefix> holes(Prefix prefix, Segment.ByTags segment) {
        return children.getOrDefault(prefix, List.of()).stream()
                .filter(inner -> !isWhole(inner, segment))
                .toList();
    }

    /// True where all that is allocated in `prefix` is of the segment too, so that it leaves no hole.
    private boolean isWhole(Prefix prefix, Segment.ByTags segment) {
        return segment.selector().accepts(effective(prefix)) && holes(prefix, segment).isEmpty();
    }

    private Tags effective(Prefix prefix) {
        Tags known = effective.get(prefix);
        if (known == null) {
            known = inherited(prefix);
            effective.put(prefix, known);
        }
        return known;
    }

    private Tags inherited(Prefix prefix) {
        Set<Tags> own = declared.getOrDefault(prefix, Set.of());
        if (own.size() != 1) {
            return Tags.NONE;
        }
        Tags tags = own.iterator().next();
        return enclosing(prefix).map(outer -> tags.inheriting(effective(outer))).orElse(tags);
    }

    private Optional<Prefix> enclosing(Prefix prefix) {
        for (int length = prefix.length() - 1; length >= 0; length--) {
            Prefix candidate = Prefix.covering(prefix.network(), length);
            if (declared.containsKey(candidate)) {
                return Optional.of(candidate);
            }
        }
        return Optional.empty();
    }

    /// Adds `prefix` without `holes`, halving it until each half is whole or a hole.
    private static void cut(Prefix prefix, List<Prefix> holes, List<Prefix> into) {
        List<Prefix> touching = holes.stream().filter(h -> h.overlaps(prefix)).toList();
        if (touching.isEmpty()) {
            into.add(prefix);
            return;
        }
        if (touching.stream().anyMatch(h -> h.contains(prefix))) {
            return;
        }
        Prefix lower = Prefix.covering(prefix.network(), prefix.length() + 1);
        cut(lower, touching, into);
        cut(Prefix.covering(prefix.last(), prefix.length() + 1), touching, into);
    }

    /// The part of each prefix that lies in one of `scope`.
    static List<Prefix> within(List<Prefix> prefixes, List<Prefix> scope) {
        if (scope.equals(EVERYTHING)) {
            return prefixes;
        }
        List<Prefix> inside = new ArrayList<>();
        for (Prefix prefix : prefixes) {
            for (Prefix limit : scope) {
                if (limit.contains(prefix)) {
                    inside.add(prefix);
                } else if (prefix.contains(limit)) {
                    inside.add(limit);
                }
            }
        }
        return inside;
    }

    static List<Prefix> family(List<Prefix> prefixes, IpFamily family) {
        return prefixes.stream().filter(p -> p.family() == family).toList();
    }

    static List<Prefix> single(List<IpAddress> addresses) {
        return addresses.stream().map(IpAddress::asPrefix).toList();
    }
}
