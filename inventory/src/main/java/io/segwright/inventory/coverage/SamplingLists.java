package io.segwright.inventory.coverage;

import io.segwright.inventory.observe.Witness;
import java.util.List;
import java.util.Set;

/// The lists from whose overlap the number of things on none of them is estimated; why these is said in
/// `docs/coverage.md`.
///
/// A poll is no such list: it goes where seeds, neighbours, ARP and routes lead, so that hardly anything is known by
/// polls alone. What is nevertheless (a seed, a swept address) is a known part of what no list shows.
///
/// ARP, neighbour discovery and bridges are one list: a MAC that a bridge learned counts for a thing only once ARP or
/// LLDP has named that MAC, so that the two are no two samples.
final class SamplingLists {
    /// @param any of these puts a thing on the list
    private record SamplingList(String name, Set<Witness> any) {}

    private static final List<SamplingList> ALL =
            List.of(
                    new SamplingList("link", Set.of(Witness.ARP, Witness.FDB)),
                    new SamplingList("neighbor", Set.of(Witness.NEIGHBOR)),
                    new SamplingList("telemetry", Set.of(Witness.TELEMETRY)),
                    new SamplingList("next hop", Set.of(Witness.NEXT_HOP)),
                    new SamplingList("import", Set.of(Witness.IMPORT)));

    private SamplingLists() {}

    /// For people, in the order of the bits of [#history].
    static List<String> names() {
        return ALL.stream().map(SamplingList::name).toList();
    }

    /// Which of them show a thing, by name.
    static List<String> showing(Set<Witness> witnesses) {
        return ALL.stream()
                .filter(list -> list.any.stream().anyMatch(witnesses::contains))
                .map(SamplingList::name)
                .toList();
    }

    /// Bit `i` for the list with name `i`.
    static int history(List<String> showing) {
        int history = 0;
        for (int list = 0; list < ALL.size(); list++) {
            if (showing.contains(ALL.get(list).name)) {
                history |= 1 << list;
            }
        }
        return history;
    }
}
