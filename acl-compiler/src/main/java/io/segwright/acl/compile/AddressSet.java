package io.segwright.acl.compile;

import io.segwright.inventory.net.IpAddress;
import io.segwright.inventory.net.IpFamily;
import io.segwright.inventory.net.Prefix;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/// A set of addresses of both families as sorted, disjoint, non-adjacent ranges.
///
/// Not for sharing between threads. Building costs a sort, the operations are linear in the ranges of both sides. [#prefixes] gives the fewest
/// prefixes that are the set exactly: greedy from the left, the largest aligned block that fits, which is optimal for
/// one range, and ranges do not touch.
final class AddressSet {
    static final AddressSet EMPTY = new AddressSet(List.of());
    static final AddressSet EVERYTHING = of(List.of(Prefix.of("0.0.0.0/0"), Prefix.of("::/0")));

    private final List<Range> ranges;
    private List<Prefix> prefixes = List.of(); // computed when first asked for; always the same

    private AddressSet(List<Range> ranges) {
        this.ranges = List.copyOf(ranges);
    }

    /// Closed, of one family.
    record Range(IpAddress first, IpAddress last) {
        static Range of(Prefix prefix) {
            return new Range(prefix.network(), prefix.last());
        }
    }

    static AddressSet of(Collection<Prefix> prefixes) {
        return ofRanges(prefixes.stream().map(Range::of).toList());
    }

    static AddressSet ofRanges(Collection<Range> unordered) {
        List<Range> sorted = new ArrayList<>(unordered);
        sorted.sort(Comparator.comparing(Range::first));
        List<Range> merged = new ArrayList<>();
        for (Range range : sorted) {
            Range before = merged.isEmpty() ? null : merged.getLast();
            if (before != null && touches(before, range)) {
                IpAddress last = max(before.last, range.last);
                merged.set(merged.size() - 1, new Range(before.first, last));
            } else {
                merged.add(range);
            }
        }
        return new AddressSet(merged);
    }

    private static boolean touches(Range before, Range range) {
        if (before.last.family() != range.first.family()) {
            return false;
        }
        return range.first.compareTo(before.last) <= 0
                || (!isHighest(before.last) && successor(before.last).equals(range.first));
    }

    boolean isEmpty() {
        return ranges.isEmpty();
    }

    AddressSet family(IpFamily family) {
        boolean whole =
                !ranges.isEmpty()
                        && ranges.getFirst().first.family() == family
                        && ranges.getLast().first.family() == family;
        if (whole) {
            return this; // IPv4 sorts before IPv6, so the ends tell
        }
        return new AddressSet(ranges.stream().filter(r -> r.first.family() == family).toList());
    }

    AddressSet union(AddressSet other) {
        List<Range> all = new ArrayList<>(ranges);
        all.addAll(other.ranges);
        return ofRanges(all);
    }

    AddressSet intersect(AddressSet other) {
        if (other.ranges.equals(EVERYTHING.ranges)) {
            return this;
        }
        List<Range> common = new ArrayList<>();
        int i = 0;
        int j = 0;
        while (i < ranges.size() && j < other.ranges.size()) {
            Range a = ranges.get(i);
            Range b = other.ranges.get(j);
            IpAddress first = max(a.first, b.first);
            IpAddress last = min(a.last, b.last);
            if (first.compareTo(last) <= 0) {
                common.add(new Range(first, last));
            }
            if (a.last.compareTo(b.last) < 0) {
                i++;
            } else {
                j++;
            }
        }
        return new AddressSet(common);
    }

    List<Prefix> prefixes() {
        if (prefixes.isEmpty()) {
            prefixes = computedPrefixes();
        }
        return prefixes;
    }

    private List<Prefix> computedPrefixes() {
        List<Prefix> computed = new ArrayList<>();
        for (Range range : ranges) {
            IpAddress next = range.first;
            while (true) {
                Prefix block = largestBlock(next, range.last);
                computed.add(block);
                if (block.last().equals(range.last)) {
                    break;
                }
                next = successor(block.last());
            }
        }
        return List.copyOf(computed);
    }

    private static Prefix largestBlock(IpAddress first, IpAddress limit) {
        int length = first.family().bits();
        while (length > 0) {
            Prefix wider = Prefix.covering(first, length - 1);
            if (!wider.network().equals(first) || wider.last().compareTo(limit) > 0) {
                break;
            }
            length--;
        }
        return Prefix.covering(first, length);
    }

    static boolean isHighest(IpAddress address) {
        return address.family() == IpFamily.V4
                ? address.low() == 0xffffffffL
                : address.high() == -1L && address.low() == -1L;
    }

    /// The next address; the highest one has none.
    static IpAddress successor(IpAddress address) {
        if (isHighest(address)) {
            throw new IllegalArgumentException(address + " is the highest address");
        }
        long low = address.low() + 1;
        long carry = address.family() == IpFamily.V6 && low == 0 ? 1 : 0;
        return new IpAddress(address.family(), address.high() + carry, low);
    }

    /// The address before; `0.0.0.0` and `::` have none.
    static IpAddress predecessor(IpAddress address) {
        if (address.isUnspecified()) {
            throw new IllegalArgumentException(address + " is the lowest address");
        }
        long borrow = address.low() == 0 ? 1 : 0;
        return new IpAddress(address.family(), address.high() - borrow, address.low() - 1);
    }

    private static IpAddress max(IpAddress a, IpAddress b) {
        return a.compareTo(b) >= 0 ? a : b;
    }

    private static IpAddress min(IpAddress a, IpAddress b) {
        return a.compareTo(b) <= 0 ? a : b;
    }
}
