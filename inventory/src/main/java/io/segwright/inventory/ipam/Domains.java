package io.segwright.inventory.ipam;

import io.segwright.inventory.net.IpFamily;
import io.segwright.inventory.net.Prefix;
import io.segwright.inventory.net.Vrf;
import io.segwright.inventory.space.Block;
import io.segwright.inventory.space.SpaceTree;
import io.segwright.inventory.space.SpaceTree.Placed;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// The trees: one for each routing domain and family.
final class Domains {
    private final Map<Vrf, Map<IpFamily, SpaceTree>> trees = new TreeMap<>();

    SpaceTree tree(Vrf vrf, IpFamily family) {
        return trees.computeIfAbsent(vrf, _ -> new EnumMap<>(IpFamily.class))
                .computeIfAbsent(family, SpaceTree::new);
    }

    SpaceTree tree(Place place) {
        return tree(place.vrf(), place.block().family());
    }

    void add(Place place, int id) {
        SpaceTree tree = tree(place);
        place.block().prefixes().forEach(prefix -> tree.add(prefix, id));
    }

    void remove(Place place, int id) {
        SpaceTree tree = tree(place);
        place.block().prefixes().forEach(prefix -> tree.remove(prefix, id));
    }

    /// What holds the block, outermost first, and what has a part of it at its ends.
    List<Placed> covering(Vrf vrf, Block block) {
        SpaceTree tree = tree(vrf, block.family());
        return block.asPrefix()
                .map(tree::covering)
                .orElseGet(() -> tree.covering(block.first().asPrefix()));
    }

    /// Where an occupant is, as its tree knows it; of a range its first part.
    static Placed placed(Occupant occupant) {
        Prefix prefix = occupant.place().block().prefixes().getFirst();
        return new Placed(prefix, occupant.id());
    }

    List<Vrf> vrfs() {
        return List.copyOf(trees.keySet());
    }

    long visits() {
        return trees.values().stream()
                .flatMap(byFamily -> byFamily.values().stream())
                .mapToLong(SpaceTree::visits)
                .sum();
    }
}
