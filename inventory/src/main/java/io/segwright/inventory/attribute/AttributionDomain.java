package io.segwright.inventory.attribute;

import io.segwright.inventory.net.IpAddress;
import io.segwright.inventory.net.IpFamily;
import io.segwright.inventory.net.Prefix;
import io.segwright.inventory.net.Vrf;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The look-ups of one routing domain: whose an address is, or was at any moment. Immutable, free to share between
/// threads.
///
/// A trie takes an address to the ordinal of the deepest prefix that was ever allocated around it; [DomainTable] has
/// what an ordinal stands for, its covering chain and its [Timelines].
///
/// A change does not touch any of that: [PrefixChanges] has the prefixes that changed, and [DirtyOrdinals] those of the
/// table whose answers they have a say in. An answer depends on nothing but the prefixes that cover the address. If one
/// that changed covers it, then the deepest of the table that does either lies in the changed one or is the deepest
/// that covers the changed one: these become dirty. Every other answer is as good as before; a dirty one is put together
/// from both, one step a covering prefix. So a reader is never held up and what it has is a whole, old or new; and a
/// change costs as much in a large table as in a small one.
public final class AttributionDomain {
    private static final long NO_LEVEL = 0;

    private final DomainTable table;
    private final PrefixChanges changes4;
    private final PrefixChanges changes6;
    private final DirtyOrdinals dirty;

    AttributionDomain(DomainTable table) {
        this(table, PrefixChanges.NONE, PrefixChanges.NONE, DirtyOrdinals.none(table.count()));
    }

    private AttributionDomain(
            DomainTable table,
            PrefixChanges changes4,
            PrefixChanges changes6,
            DirtyOrdinals dirty) {
        this.table = table;
        this.changes4 = changes4;
        this.changes6 = changes6;
        this.dirty = dirty;
    }

    /// @param now every version of the prefix; none where it is allocated no more and never was
    AttributionDomain with(Prefix prefix, List<Allocation> now) {
        boolean v4 = prefix.family() == IpFamily.V4;
        int around = table.deepestAround(prefix);
        return new AttributionDomain(
                table,
                v4 ? changes4.with(prefix, now) : changes4,
                v4 ? changes6 : changes6.with(prefix, now),
                dirty.with(table.firstIn(prefix), table.afterLastIn(prefix))
                        .with(around, around + 1));
    }

    /// Prefixes that changed since the table was built.
    int changed() {
        return changes4.size() + changes6.size();
    }

    /// True where another changed prefix would make changes dearer than they may be.
    boolean isFull() {
        return changes4.isFull() || changes6.isFull();
    }

    /// Every version of a prefix, in order of validity.
    List<Allocation> versions(Prefix prefix) {
        PrefixChanges changes = changes(prefix.family());
        int changed = changes.find(prefix);
        if (changed >= 0) {
            return changes.versions(changed).all();
        }
        int ordinal = table.firstIn(prefix);
        return ordinal < table.count() && table.prefix(ordinal).equals(prefix)
                ? table.versions(ordinal).all()
                : List.of();
    }

    /// Every allocation as it is now, changes included.
    List<Allocation> allocations() {
        List<Allocation> all = new ArrayList<>();
        for (Allocation allocation : table.allocations()) {
            if (changes(allocation.prefix().family()).find(allocation.prefix()) < 0) {
                all.add(allocation);
            }
        }
        changes4.addTo(all);
        changes6.addTo(all);
        return all;
    }

    private PrefixChanges changes(IpFamily family) {
        return family == IpFamily.V4 ? changes4 : changes6;
    }

    public Vrf vrf() {
        return table.vrf();
    }

    /// From address to ordinal, one by one or in batches; for [#tags].
    public PrefixTrie trie() {
        return table.trie();
    }

    DomainTable table() {
        return table;
    }

    /// The inherited tags of an address; [Tags#NONE] where nobody has it. Makes no objects.
    public Tags tags(IpAddress address, Instant at) {
        return tags(table.trie().lookup(address), address, EpochNanos.asked(at));
    }

    /// As [#tags], below a host route of the address that was found elsewhere; null for none.
    Tags tags(IpAddress address, Instant at, @Nullable Allocation host) {
        Tags below = tags(address, at);
        return host == null ? below : table.memo().inherit(host.tags(), below);
    }

    /// As [#tags], for many IPv4 addresses at once.
    ///
    /// @param addresses read from 0 to `count`
    /// @param ordinals room for `count`, overwritten
    /// @param tags written from 0 to `count`
    public void tagsAll(int[] addresses, int count, Instant at, int[] ordinals, Tags[] tags) {
        long atNanos = EpochNanos.asked(at);
        table.trie().v4().lookupAll(addresses, 0, count, ordinals);
        for (int i = 0; i < count; i++) {
            tags[i] =
                    dirty.contains(ordinals[i])
                            ? tags(ordinals[i], IpAddress.v4(addresses[i]), atNanos)
                            : table.tags(ordinals[i], atNanos);
        }
    }

    private Tags tags(int ordinal, IpAddress address, long at) {
        if (!dirty.contains(ordinal)) {
            return table.tags(ordinal, at);
        }
        Tags tags = Tags.NONE;
        PrefixChanges changes = changes(address.family());
        for (long level = first(ordinal, address, changes);
                level != NO_LEVEL;
                level = outer(level, changes)) {
            Versions versions = versions(level, changes);
            int winner = versions.winnerAt(at);
            if (winner != Versions.NOBODY) {
                tags = table.memo().inherit(tags, versions.record(winner).tags());
            }
        }
        return tags;
    }

    /// The deepest allocation in force; null where nobody has the address. Makes no objects.
    @Nullable Allocation deepest(IpAddress address, Instant at) {
        int ordinal = table.trie().lookup(address);
        long atNanos = EpochNanos.asked(at);
        if (!dirty.contains(ordinal)) {
            return table.timelines().deepest(ordinal, atNanos);
        }
        PrefixChanges changes = changes(address.family());
        for (long level = first(ordinal, address, changes);
                level != NO_LEVEL;
                level = outer(level, changes)) {
            Versions versions = versions(level, changes);
            int winner = versions.winnerAt(atNanos);
            if (winner != Versions.NOBODY) {
                return versions.record(winner);
            }
        }
        return null;
    }

    /// Whether the address is attributed, and if not, why not. Makes no objects.
    public AttributionStatus status(IpAddress address, Instant at) {
        return status(address, at, null);
    }

    /// As [#status], below a host route of the address that was found elsewhere; null for none.
    AttributionStatus status(IpAddress address, Instant at, @Nullable Allocation host) {
        int ordinal = table.trie().lookup(address);
        long atNanos = EpochNanos.asked(at);
        if (host == null && !dirty.contains(ordinal)) {
            return table.status(ordinal, atNanos);
        }
        PrefixChanges changes = changes(address.family());
        Tags tags = host == null ? Tags.NONE : host.tags();
        int contested = 0;
        boolean covered = host != null;
        boolean begun = covered;
        for (long level = first(ordinal, address, changes);
                level != NO_LEVEL;
                level = outer(level, changes)) {
            Versions versions = versions(level, changes);
            int winner = versions.winnerAt(atNanos);
            begun |= versions.begun(atNanos);
            if (winner != Versions.NOBODY) {
                covered = true;
                Tags own = versions.record(winner).tags();
                contested |= Timelines.contestedHere(tags, own, winner);
                tags = table.memo().inherit(tags, own);
            }
        }
        return AttributionStatus.of(covered, begun, tags, contested != 0);
    }

    /// The whole answer, for a person or for evidence.
    public Attribution lookup(IpAddress address, Instant at) {
        List<Allocation> chain = new ArrayList<>(4);
        List<Allocation> others = new ArrayList<>(0);
        long atNanos = EpochNanos.asked(at);
        int ordinal = table.trie().lookup(address);
        PrefixChanges changes = changes(address.family());
        for (long level = first(ordinal, address, changes);
                level != NO_LEVEL;
                level = outer(level, changes)) {
            Versions versions = versions(level, changes);
            int winner = versions.winnerAt(atNanos);
            if (winner != Versions.NOBODY) {
                chain.add(versions.record(winner));
                versions.addOthers(winner, atNanos, others);
            }
        }
        return new Attribution(
                vrf(),
                address,
                at,
                status(address, at),
                chain,
                others,
                tags(ordinal, address, atNanos));
    }

    // The covering prefixes of table and changes, deepest first. A level is one long: the table's
    // ordinal above, one more
    // than the place among the changes below; whichever is deeper is its prefix.

    private long first(int ordinal, IpAddress address, PrefixChanges changes) {
        boolean v4 = address.family() == IpFamily.V4;
        long high = v4 ? address.low() << 32 : address.high();
        return level(ordinal, changes.deepest(high, v4 ? 0 : address.low()));
    }

    private static long level(int ordinal, int changed) {
        return ((long) ordinal << 32) | (changed + 1);
    }

    private Versions versions(long level, PrefixChanges changes) {
        int ordinal = (int) (level >>> 32);
        int changed = (int) level - 1;
        return changed >= 0 && changes.length(changed) >= length(ordinal)
                ? changes.versions(changed)
                : table.versions(ordinal);
    }

    private long outer(long level, PrefixChanges changes) {
        int ordinal = (int) (level >>> 32);
        int changed = (int) level - 1;
        int changedLength = changed < 0 ? -1 : changes.length(changed);
        int length = length(ordinal);
        return level(
                length >= changedLength ? table.parent(ordinal) : ordinal,
                changedLength >= length ? changes.parent(changed) : changed);
    }

    /// -1 for no prefix.
    private int length(int ordinal) {
        return ordinal == PrefixTrie.NONE ? -1 : table.prefix(ordinal).length();
    }
}
