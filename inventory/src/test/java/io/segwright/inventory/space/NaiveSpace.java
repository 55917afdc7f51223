package io.segwright.inventory.space;

import io.segwright.inventory.net.Prefix;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// What [SpaceTree] means, written out over a list: the later of two items with one prefix is inside.
final class NaiveSpace {
    record Item(Prefix prefix, int id, int order) {}

    private final List<Item> items = new ArrayList<>();
    private int order;

    void add(Prefix prefix, int id) {
        items.add(new Item(prefix, id, order++));
    }

    void remove(Item item) {
        items.remove(item);
    }

    List<Item> items() {
        return items;
    }

    private static boolean holds(Item outer, Item inner) {
        return outer.prefix().contains(inner.prefix())
                && (outer.prefix().length() < inner.prefix().length()
                        || outer.order() < inner.order());
    }

    List<Item> children(Item container) {
        return items.stream()
                .filter(i -> holds(container, i))
                .filter(i -> items.stream().noneMatch(m -> holds(container, m) && holds(m, i)))
                .sorted(Comparator.comparing(Item::prefix))
                .toList();
    }

    boolean isFree(Item container, Prefix prefix) {
        return container.prefix().contains(prefix)
                && children(container).stream().noneMatch(c -> c.prefix().overlaps(prefix));
    }

    Optional<Prefix> lowestFree(Item container, int length, BigInteger from) {
        BigInteger step = BigInteger.ONE.shiftLeft(container.prefix().family().bits() - length);
        BigInteger at = new BigInteger(1, container.prefix().network().bytes());
        BigInteger end = new BigInteger(1, container.prefix().last().bytes());
        for (; at.compareTo(end) <= 0; at = at.add(step)) {
            Prefix candidate = new Prefix(Addresses.of(container.prefix().family(), at), length);
            if (at.compareTo(from) >= 0 && isFree(container, candidate)) {
                return Optional.of(candidate);
            }
        }
        return Optional.empty();
    }

    List<Item> covering(Prefix prefix) {
        return items.stream()
                .filter(i -> i.prefix().contains(prefix))
                .sorted(
                        Comparator.comparingInt((Item i) -> i.prefix().length())
                                .thenComparingInt(Item::order))
                .toList();
    }

    /// All within a prefix, in the order of pages.
    List<Item> within(Prefix prefix) {
        return items.stream()
                .filter(i -> prefix.contains(i.prefix()))
                .sorted(Comparator.comparing(Item::prefix).thenComparingInt(Item::order))
                .toList();
    }
}
