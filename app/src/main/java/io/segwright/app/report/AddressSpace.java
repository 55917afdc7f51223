package io.segwright.app.report;

import io.segwright.app.config.ConfigException;
import io.segwright.app.config.DataDirectory;
import io.segwright.app.stage.Allocating;
import io.segwright.graph.store.StoreUnavailableException;
import io.segwright.inventory.attribute.Allocation;
import io.segwright.inventory.attribute.Tags;
import io.segwright.inventory.ipam.Allocator;
import io.segwright.inventory.ipam.Space;
import io.segwright.inventory.net.IpFamily;
import io.segwright.inventory.net.Prefix;
import io.segwright.inventory.net.Vrf;
import io.segwright.inventory.space.SpaceTree;
import io.segwright.inventory.space.SpaceTree.Placed;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// What is taken of one routing domain's space at a moment: allocations of every source, and, for now, the aggregates,
/// pools and reservations from which they are given.
public final class AddressSpace {
    private final List<Item> items;

    /// Something that takes space.
    ///
    /// @param what `allocation`, `pool`, `aggregate` or `reserved`
    /// @param name for people; empty where it has none
    public record Item(Prefix prefix, String what, String name, Tags tags) {}

    /// Whether pools and their like belong in.
    public enum Containers {
        TODAYS,
        /// They have no history: a past moment is shown without.
        LEFT_OUT
    }

    private AddressSpace(List<Item> items) {
        this.items = items;
    }

    /// @param at when it was true
    /// @param asOf what we believed then
    public static AddressSpace read(
            DataDirectory data,
            Vrf vrf,
            Instant at,
            Instant asOf,
            Containers containers,
            PrintWriter err)
            throws StoreUnavailableException, ConfigException, IOException {
        List<Item> items = new ArrayList<>();
        boolean given = Files.isDirectory(data.files().allocations());
        if (given && containers == Containers.TODAYS) {
            try (Allocating all = Allocating.open(data, err)) {
                all.ask(Allocator::spaces).stream()
                        .filter(space -> space.place().vrf().equals(vrf))
                        .sorted(Comparator.comparingLong(space -> space.place().placed()))
                        .forEach(space -> add(items, space));
            }
        }
        for (Allocation one : data.graph().allocations(asOf)) {
            if (one.vrf().equals(vrf) && one.validAt(at)) {
                items.add(new Item(one.prefix(), "allocation", name(one.tags()), one.tags()));
            }
        }
        return new AddressSpace(items);
    }

    private static void add(List<Item> items, Space space) {
        for (Prefix prefix : space.place().block().prefixes()) {
            items.add(
                    switch (space) {
                        case Space.Aggregate _ -> new Item(prefix, "aggregate", "", Tags.NONE);
                        case Space.Pool pool -> new Item(prefix, "pool", pool.name(), pool.tags());
                        case Space.Reservation reservation ->
                                new Item(
                                        prefix, "reserved", reservation.made().reason(), Tags.NONE);
                    });
        }
    }

    private static String name(Tags tags) {
        return tags.workload().isEmpty() ? tags.service() : tags.service() + "/" + tags.workload();
    }

    public List<Item> items() {
        return List.copyOf(items);
    }

    /// Those that lie in a prefix, or have it.
    public List<Item> within(Prefix prefix) {
        return items.stream().filter(item -> prefix.contains(item.prefix())).toList();
    }

    /// What lies in a prefix as a tree below it.
    public Tree tree(Prefix prefix) {
        List<Item> inside = within(prefix);
        SpaceTree tree = new SpaceTree(prefix.family());
        Placed root = new Placed(prefix, inside.size() + 1);
        tree.add(prefix, root.item());
        for (int i = 0; i < inside.size(); i++) {
            tree.add(inside.get(i).prefix(), i + 1);
        }
        return new Tree(tree, root, inside);
    }

    /// @param items item `i` of the tree is the one at `i - 1`
    /// @param root the prefix that was asked about
    public record Tree(SpaceTree tree, Placed root, List<Item> items) {
        public Tree {
            items = List.copyOf(items);
        }
    }

    /// Both families' whole spaces.
    public static List<Prefix> everything() {
        return List.of(IpFamily.values()).stream()
                .map(family -> family == IpFamily.V4 ? Prefix.of("0.0.0.0/0") : Prefix.of("::/0"))
                .toList();
    }
}
