package io.segwright.acl.compile;

import io.segwright.acl.compile.AddressSet.Range;
import io.segwright.acl.policy.Finding;
import io.segwright.acl.policy.Policy;
import io.segwright.acl.policy.Segment;
import io.segwright.acl.policy.Selector;
import io.segwright.inventory.attribute.Allocation;
import io.segwright.inventory.attribute.Tags;
import io.segwright.inventory.net.IpAddress;
import io.segwright.inventory.net.Prefix;
import io.segwright.inventory.net.Vrf;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/// Which addresses each segment is.
///
/// Sorted prefixes put an enclosing one before what it encloses, so one pass with a stack finds every parent; an
/// allocation's own addresses are the gaps between its children. A sort, then linear in allocations and segments.
final class Membership {
    private final Map<Segment, AddressSet> segments = new HashMap<>();
    private final List<Finding> findings = new ArrayList<>();

    /// An allocation in its place.
    ///
    /// @param effective its tags with the inherited ones
    /// @param children the allocations directly inside, in order
    private record Placed(Prefix prefix, Tags effective, List<Prefix> children) {}

    Membership(Policy policy, List<Allocation> allocations, Instant now) {
        List<Placed> tree = place(declared(allocations, now));
        for (Segment segment : policy.segments()) {
            AddressSet set =
                    switch (segment) {
                        case Segment.ByPrefixes(var _, List<Prefix> prefixes, var _) ->
                                AddressSet.of(prefixes);
                        case Segment.ByTags(var _, Selector selector, var _) ->
                                selected(tree, selector);
                    };
            segments.put(segment, set);
            report(segment, set);
        }
    }

    AddressSet of(List<Segment> union) {
        AddressSet all = AddressSet.EMPTY;
        for (Segment segment : union) {
            all = all.union(segments.getOrDefault(segment, AddressSet.EMPTY));
        }
        return all;
    }

    List<Finding> findings() {
        return List.copyOf(findings);
    }

    /// The tags that each prefix was declared with; disagreeing ones become none at all, with a finding.
    private NavigableMap<Prefix, List<Allocation>> declared(
            List<Allocation> allocations, Instant now) {
        NavigableMap<Prefix, List<Allocation>> declared = new TreeMap<>();
        for (Allocation allocation : allocations) {
            if (allocation.vrf().equals(Vrf.DEFAULT) && allocation.validAt(now)) {
                declared.computeIfAbsent(allocation.prefix(), _ -> new ArrayList<>())
                        .add(allocation);
            }
        }
        return declared;
    }

    private List<Placed> place(NavigableMap<Prefix, List<Allocation>> declared) {
        List<Placed> tree = new ArrayList<>();
        Deque<Placed> open = new ArrayDeque<>();
        declared.forEach((prefix, same) -> {
            while (!open.isEmpty() && !open.peek().prefix.contains(prefix)) {
                open.pop();
            }
            Placed parent = open.peek();
            Tags outer = Tags.NONE;
            if (parent != null) {
                parent.children.add(prefix);
                outer = parent.effective;
            }
            Placed placed = new Placed(prefix, effective(same, outer), new ArrayList<>());
            tree.add(placed);
            open.push(placed);
        });
        return tree;
    }

    private Tags effective(List<Allocation> same, Tags outer) {
        Allocation first = same.getFirst();
        for (Allocation other : same) {
            if (!other.tags().equals(first.tags())) {
                findings.add(
                        Finding.warning(
                                other.source(),
                                "allocation "
                                        + first.prefix()
                                        + " has other tags in "
                                        + first.source()
                                        + ": nobody's until one of the two is removed"));
                return Tags.NONE;
            }
        }
        return first.tags().inheriting(outer);
    }

    private static AddressSet selected(List<Placed> tree, Selector selector) {
        List<Range> ranges = new ArrayList<>();
        if (selector.vrf().equals(Vrf.DEFAULT)) {
            for (Placed placed : tree) {
                if (selector.accepts(placed.effective)) {
                    addGaps(placed, ranges);
                }
            }
        }
        return AddressSet.ofRanges(ranges);
    }

    private static void addGaps(Placed placed, List<Range> into) {
        IpAddress next = placed.prefix.network();
        for (Prefix child : placed.children) {
            if (next.compareTo(child.network()) < 0) {
                into.add(new Range(next, AddressSet.predecessor(child.network())));
            }
            if (child.last().equals(placed.prefix.last())) {
                return;
            }
            next = AddressSet.successor(child.last());
        }
        into.add(new Range(next, placed.prefix.last()));
    }

    private void report(Segment segment, AddressSet set) {
        if (!set.isEmpty()) {
            return;
        }
        String start = "segment '" + segment.name() + "' is empty: ";
        String reason =
                switch (segment) {
                    case Segment.ByTags(var _, Selector selector, var _) ->
                            selector.vrf().equals(Vrf.DEFAULT)
                                    ? "no allocation has these tags"
                                    : "VRF "
                                            + selector.vrf()
                                            + " is not compiled yet, only "
                                            + Vrf.DEFAULT
                                            + " is";
                    case Segment.ByPrefixes _ -> "it lists no prefix";
                };
        findings.add(
                Finding.warning(
                        segment.at().toString(),
                        start + reason + "; rules that name it permit nothing for it"));
    }
}
