package io.segwright.inventory.attribute;

import io.segwright.inventory.net.IpFamily;
import io.segwright.inventory.net.Prefix;
import io.segwright.inventory.net.Vrf;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// A routing domain as it was when its index was built: every prefix ever allocated in it has an *ordinal*, 1 and up in
/// sorted order, IPv4 first; 0 stands for no prefix. Immutable.
final class DomainTable {
    private final Vrf vrf;
    private final long atNanos; // the index's own moment
    private final PrefixTrie trie;
    private final Versions[] versions; // by ordinal
    private final int[] parents; // by ordinal, the prefix that covers it most closely
    private final Timelines timelines;
    private final TagMemo memo = new TagMemo();
    private final Tags[] currentTags; // by ordinal, at the index's own moment
    private final AttributionStatus[] currentStatus;

    /// @param allocations of this domain, in any order
    DomainTable(Vrf vrf, List<Allocation> allocations, long atNanos) {
        this.vrf = vrf;
        this.atNanos = atNanos;
        PrefixColumns all4 = columns(allocations, IpFamily.V4);
        PrefixColumns all6 = columns(allocations, IpFamily.V6);
        PrefixColumns each4 = distinct(all4, 1);
        PrefixColumns each6 = distinct(all6, 1 + each4.size());
        int count = 1 + each4.size() + each6.size();
        versions = new Versions[count];
        versions[PrefixTrie.NONE] = Versions.of(List.of());
        group(allocations, all4, 1);
        group(allocations, all6, 1 + each4.size());
        parents = new int[count];
        findParents(each4, 1);
        findParents(each6, 1 + each4.size());
        trie = new PrefixTrie(new V4Trie(each4), new V6Trie(each6));
        timelines = Timelines.of(versions, parents, memo);
        currentTags = new Tags[count];
        currentStatus = new AttributionStatus[count];
        for (int ordinal = 0; ordinal < count; ordinal++) {
            currentTags[ordinal] = timelines.tags(ordinal, atNanos);
            currentStatus[ordinal] = statusAt(ordinal, atNanos);
        }
    }

    private static PrefixColumns columns(List<Allocation> allocations, IpFamily family) {
        PrefixColumns columns = new PrefixColumns(16);
        int index = 0;
        for (Allocation allocation : allocations) {
            Prefix prefix = allocation.prefix();
            if (prefix.family() == family) {
                columns.add(
                        PrefixColumns.high(prefix),
                        PrefixColumns.low(prefix),
                        prefix.length(),
                        index);
            }
            index++;
        }
        columns.sort();
        return columns;
    }

    /// @param sorted where a prefix may be several times
    private static PrefixColumns distinct(PrefixColumns sorted, int firstOrdinal) {
        PrefixColumns distinct = new PrefixColumns(sorted.size());
        for (int i = 0; i < sorted.size(); i++) {
            if (i == 0 || !sorted.isSamePrefix(i, i - 1)) {
                int ordinal = firstOrdinal + distinct.size();
                distinct.add(sorted.high(i), sorted.low(i), sorted.length(i), ordinal);
            }
        }
        return distinct;
    }

    private void group(List<Allocation> allocations, PrefixColumns sorted, int firstOrdinal) {
        List<Allocation> same = new ArrayList<>();
        int ordinal = firstOrdinal;
        for (int i = 0; i < sorted.size(); i++) {
            same.add(allocations.get(sorted.value(i)));
            if (i + 1 == sorted.size() || !sorted.isSamePrefix(i, i + 1)) {
                versions[ordinal++] = Versions.of(same);
                same.clear();
            }
        }
    }

    /// Sorted order puts a covering prefix before what it covers: the parent is the prefix before this one, or one of
    /// that one's parents.
    private void findParents(PrefixColumns sorted, int firstOrdinal) {
        for (int i = 1; i < sorted.size(); i++) {
            int parent = i - 1;
            while (parent >= 0 && !sorted.contains(parent, i)) {
                parent = parents[firstOrdinal + parent] - firstOrdinal;
            }
            parents[firstOrdinal + i] = parent < 0 ? PrefixTrie.NONE : firstOrdinal + parent;
        }
    }

    Vrf vrf() {
        return vrf;
    }

    PrefixTrie trie() {
        return trie;
    }

    TagMemo memo() {
        return memo;
    }

    Timelines timelines() {
        return timelines;
    }

    /// Ordinals, 0 included.
    int count() {
        return versions.length;
    }

    Versions versions(int ordinal) {
        return versions[ordinal];
    }

    int parent(int ordinal) {
        return parents[ordinal];
    }

    /// Of an ordinal above 0.
    Prefix prefix(int ordinal) {
        return versions[ordinal].first().prefix();
    }

    Tags tags(int ordinal, long at) {
        return at == atNanos ? currentTags[ordinal] : timelines.tags(ordinal, at);
    }

    AttributionStatus status(int ordinal, long at) {
        return at == atNanos ? currentStatus[ordinal] : statusAt(ordinal, at);
    }

    private AttributionStatus statusAt(int ordinal, long at) {
        boolean covered = timelines.deepest(ordinal, at) != null;
        return AttributionStatus.of(
                covered,
                covered || hasBegun(ordinal, at),
                timelines.tags(ordinal, at),
                timelines.contested(ordinal, at) != 0);
    }

    private boolean hasBegun(int ordinal, long at) {
        for (int o = ordinal; o != PrefixTrie.NONE; o = parents[o]) {
            if (versions[o].begun(at)) {
                return true;
            }
        }
        return false;
    }

    /// The ordinals of the prefixes in `prefix`, itself included: from the first...
    int firstIn(Prefix prefix) {
        return search(prefix, 0);
    }

    /// ... to the one after the last.
    int afterLastIn(Prefix prefix) {
        return search(prefix.last().asPrefix(), 1);
    }

    /// @return the first ordinal whose prefix is not before `prefix`; with `orSame` 1 the first that is after it
    private int search(Prefix prefix, int orSame) {
        int from = 1;
        int to = versions.length;
        while (from < to) {
            int middle = (from + to) >>> 1;
            if (prefix(middle).compareTo(prefix) < orSame) {
                from = middle + 1;
            } else {
                to = middle;
            }
        }
        return from;
    }

    /// The deepest that covers a whole prefix, or 0.
    int deepestAround(Prefix prefix) {
        int ordinal = search(prefix, 1) - 1;
        while (ordinal != PrefixTrie.NONE && !prefix(ordinal).contains(prefix)) {
            ordinal = parents[ordinal];
        }
        return ordinal;
    }

    /// Every allocation, in sorted order of the prefixes.
    List<Allocation> allocations() {
        List<Allocation> all = new ArrayList<>(versions.length);
        Arrays.stream(versions).forEach(v -> all.addAll(v.all()));
        return all;
    }
}
