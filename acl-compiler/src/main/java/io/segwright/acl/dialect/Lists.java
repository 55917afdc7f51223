package io.segwright.acl.dialect;

import io.segwright.inventory.net.IpAddress;
import io.segwright.inventory.net.IpFamily;
import io.segwright.inventory.net.Prefix;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// What both dialects ask of the lists that they are to write.
final class Lists {
    private Lists() {}

    static boolean isManagement(List<BoundList> lists) {
        boolean own = lists.stream().anyMatch(l -> l.place() instanceof Place.OwnAddresses);
        if (own && lists.size() > 1) {
            throw new IllegalArgumentException(
                    "want the management plane's list alone in its file, not " + lists.size());
        }
        Set<Object> seen = new HashSet<>();
        for (BoundList bound : lists) {
            if (!seen.add(bound.place()) || !seen.add(bound.list().name())) {
                throw new IllegalArgumentException(
                        bound.list().name() + " at " + bound.place() + " is there twice");
            }
        }
        return own;
    }

    /// The same addresses with no prefix inside another; empty for any, also where a /0 says so.
    static List<Prefix> disjoint(List<Prefix> prefixes) {
        if (prefixes.stream().anyMatch(p -> p.length() == 0)) {
            return List.of();
        }
        List<Prefix> sorted = prefixes.stream().distinct().sorted().toList();
        List<Prefix> outer = new ArrayList<>();
        for (Prefix prefix : sorted) {
            if (outer.isEmpty() || !outer.getLast().contains(prefix)) {
                outer.add(prefix);
            }
        }
        return List.copyOf(outer);
    }

    /// Adds the fewest prefixes inside `prefix` that are the addresses from `first` to `last`.
    static void cover(Prefix prefix, IpAddress first, IpAddress last, List<Prefix> into) {
        if (prefix.last().compareTo(first) < 0 || prefix.network().compareTo(last) > 0) {
            return;
        }
        if (prefix.network().compareTo(first) >= 0 && prefix.last().compareTo(last) <= 0) {
            into.add(prefix);
            return;
        }
        cover(Prefix.covering(prefix.network(), prefix.length() + 1), first, last, into);
        cover(Prefix.covering(prefix.last(), prefix.length() + 1), first, last, into);
    }

    /// @return `text` as one line of printable ASCII without quotes, cut to `charsMax`
    static String comment(String text, int charsMax) {
        String plain = text.replaceAll("[^ -~]", "?").replace('"', '\'').replace('\\', '/');
        return plain.length() <= charsMax ? plain : plain.substring(0, charsMax - 3) + "...";
    }

    static String name(IpFamily family) {
        return family == IpFamily.V4 ? "IPv4" : "IPv6";
    }
}
