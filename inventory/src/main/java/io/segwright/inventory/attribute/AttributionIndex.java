package io.segwright.inventory.attribute;

import io.segwright.inventory.net.IpAddress;
import io.segwright.inventory.net.Prefix;
import io.segwright.inventory.net.Vrf;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Whom an address belongs to, now or at any other instant: the longest-prefix look-up over the allocations.
///
/// Immutable, free to share between threads; built anew when allocations change and swapped by one reference.
/// Each routing domain has its own [PrefixTrie] over every prefix that was ever allocated in it; below the trie
/// hangs, for each prefix, the chain of its versions in time, and its parent prefix. So the answer for an instant
/// is one trie look-up and a walk to the root that takes at each step the version valid then: the cost is the
/// look-up plus the depth of nesting. An address in a domain without allocations belongs to nobody: domains are
/// never guessed.
///
/// Hot paths ask [#domain] once, look up ordinals in batches (see [Domain#trie]) and resolve those with
/// [Domain#tags]; for the index's own instant that is one array access.
public final class AttributionIndex {
    private final Instant at;
    private final Map<Vrf, Domain> domains;

    private AttributionIndex(Instant at, Map<Vrf, Domain> domains) {
        this.at = at;
        this.domains = domains;
    }

    /// @param allocations every version that is known, in any order; two that hold at the same time for the same
    ///     prefix are for a person to settle, meanwhile the one that began later answers
    /// @param at the instant that questions without one are about
    public static AttributionIndex build(List<Allocation> allocations, Instant at) {
        Map<Vrf, TreeMap<Prefix, List<Allocation>>> byDomain = new HashMap<>();
        for (Allocation allocation : allocations) {
            byDomain.computeIfAbsent(allocation.vrf(), _ -> new TreeMap<>())
                    .computeIfAbsent(allocation.prefix(), _ -> new ArrayList<>(1))
                    .add(allocation);
        }
        Map<Vrf, Domain> domains = new HashMap<>();
        Map<Tags, Tags> interned = new HashMap<>();
        byDomain.forEach((vrf, byPrefix) -> domains.put(vrf, new Domain(byPrefix, at, interned)));
        return new AttributionIndex(at, Map.copyOf(domains));
    }

    /// The instant that questions without one are about.
    public Instant at() {
        return at;
    }

    /// Whose `address` is at the index's own instant.
    public Attribution lookup(Vrf vrf, IpAddress address) {
        return lookup(vrf, address, at);
    }

    /// Whose `address` was at `instant`: a flow that arrives late gets the owner of then.
    public Attribution lookup(Vrf vrf, IpAddress address, Instant instant) {
        Domain domain = domain(vrf);
        return domain.attribution(domain.trie().lookup(address), address, instant);
    }

    /// As [#lookup], for callers that need the tags alone; allocates nothing when `instant` is the index's own.
    public Tags tags(Vrf vrf, IpAddress address, Instant instant) {
        Domain domain = domain(vrf);
        return domain.tags(domain.trie().lookup(address), instant);
    }

    /// The look-ups of one routing domain; an empty one where nothing is allocated in it.
    public Domain domain(Vrf vrf) {
        Domain domain = domains.get(vrf);
        return domain != null ? domain : Domain.EMPTY;
    }

    /// One routing domain: a trie to ordinals, and what an ordinal stands for. Ordinals are 1 and up, in the sorted
    /// order of the prefixes; they mean something in this domain of this index only.
    public static final class Domain {
        private static final Domain EMPTY = new Domain(new TreeMap<>(), Instant.EPOCH, Map.of());

        private final Instant at;
        private final PrefixTrie trie;
        private final Allocation[][] versions; // by ordinal, each in order of validFrom
        private final int[] parents; // the ordinal of the covering prefix, or NONE
        private final Tags[] current; // the inherited tags at the index's own instant

        private Domain(
                NavigableMap<Prefix, List<Allocation>> byPrefix,
                Instant at,
                Map<Tags, Tags> interned) {
            this.at = at;
            versions = new Allocation[byPrefix.size() + 1][];
            parents = new int[byPrefix.size() + 1];
            current = new Tags[byPrefix.size() + 1];
            Map<Prefix, Integer> ordinals = new HashMap<>();
            versions[PrefixTrie.NONE] = new Allocation[0];
            current[PrefixTrie.NONE] = Tags.NONE;
            for (Map.Entry<Prefix, List<Allocation>> entry : byPrefix.entrySet()) {
                int ordinal = ordinals.size() + 1;
                Prefix prefix = entry.getKey();
                ordinals.put(prefix, ordinal);
                versions[ordinal] =
                        entry.getValue().stream()
                                .sorted(AllocationOrder.BY_VALIDITY)
                                .toArray(Allocation[]::new);
                // Sorted order puts a covering prefix before what it covers: the parent is the
                // prefix before this
                // one, or one of that one's parents.
                int parent = ordinal - 1;
                while (parent != PrefixTrie.NONE
                        && !versions[parent][0].prefix().contains(prefix)) {
                    parent = parents[parent];
                }
                parents[ordinal] = parent;
                Allocation version = versionAt(ordinal, at);
                Tags tags =
                        version == null
                                ? current[parent]
                                : version.tags().inheriting(current[parent]);
                current[ordinal] = intern(interned, tags);
            }
            trie = PrefixTrie.of(ordinals);
        }

        private static Tags intern(Map<Tags, Tags> interned, Tags tags) {
            Tags known = interned.putIfAbsent(tags, tags);
            return known != null ? known : tags;
        }

        /// From address to ordinal, one by one or in batches.
        public PrefixTrie trie() {
            return trie;
        }

        /// The inherited tags behind `ordinal` at `instant`; [Tags#NONE] for [PrefixTrie#NONE].
        public Tags tags(int ordinal, Instant instant) {
            if (instant.equals(at)) {
                return current[ordinal];
            }
            Tags tags = Tags.NONE;
            for (int o = ordinal; o != PrefixTrie.NONE; o = parents[o]) {
                Allocation version = versionAt(o, instant);
                if (version != null) {
                    tags = tags.inheriting(version.tags());
                }
            }
            return tags;
        }

        /// What `ordinal` says of `address` at `instant`.
        public Attribution attribution(int ordinal, IpAddress address, Instant instant) {
            List<Allocation> chain = new ArrayList<>(4);
            for (int o = ordinal; o != PrefixTrie.NONE; o = parents[o]) {
                Allocation version = versionAt(o, instant);
                if (version != null) {
                    chain.add(version);
                }
            }
            return new Attribution(address, chain, tags(ordinal, instant));
        }

        /// Null where the prefix belonged to nobody at that instant.
        private @Nullable Allocation versionAt(int ordinal, Instant instant) {
            Allocation[] ofPrefix = versions[ordinal];
            for (int i = ofPrefix.length - 1; i >= 0; i--) {
                if (ofPrefix[i].validAt(instant)) {
                    return ofPrefix[i];
                }
            }
            return null;
        }
    }
}
