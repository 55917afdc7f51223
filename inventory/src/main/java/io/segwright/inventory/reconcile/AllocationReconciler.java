package io.segwright.inventory.reconcile;

import io.segwright.inventory.attribute.Allocation;
import io.segwright.inventory.attribute.AllocationOrder;
import io.segwright.inventory.net.Prefix;
import io.segwright.inventory.net.Vrf;
import io.segwright.inventory.observe.Provenance;
import io.segwright.inventory.reconcile.InventoryChange.AllocationAdded;
import io.segwright.inventory.reconcile.InventoryChange.AllocationChanged;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Lays an import over the allocations that are known.
///
/// An import never takes away what it did not bring. One that repeats what is known changes nothing, also when its
/// lines moved or its validity lies inside the known one. One that gives a prefix new tags from a later moment on
/// closes the old version then, so that the past keeps its owner; from the same moment or an earlier one it corrects
/// the version. Two lines of one import that disagree about the same prefix at the same time are a conflict, and
/// neither is taken.
final class AllocationReconciler {
    private final Provenance provenance;
    private final Map<Key, List<Allocation>> known = new TreeMap<>();
    private final List<InventoryChange> changes = new ArrayList<>();
    private final List<Conflict> conflicts = new ArrayList<>();

    private record Key(Vrf vrf, Prefix prefix) implements Comparable<Key> {
        @Override
        public int compareTo(Key other) {
            int byVrf = vrf.compareTo(other.vrf);
            return byVrf != 0 ? byVrf : prefix.compareTo(other.prefix);
        }
    }

    private AllocationReconciler(Provenance provenance) {
        this.provenance = provenance;
    }

    static Reconciliation reconcile(
            InventorySnapshot current, List<Allocation> imported, Provenance provenance) {
        AllocationReconciler reconciler = new AllocationReconciler(provenance);
        current.allocations()
                .forEach(a ->
                        reconciler.known.computeIfAbsent(key(a), _ -> new ArrayList<>()).add(a));
        Map<Key, List<Allocation>> fresh = new TreeMap<>();
        imported.stream()
                .distinct()
                .sorted(AllocationOrder.BY_PREFIX)
                .forEach(a -> fresh.computeIfAbsent(key(a), _ -> new ArrayList<>()).add(a));
        fresh.forEach(reconciler::take);
        List<Allocation> next =
                reconciler.known.values().stream()
                        .flatMap(List::stream)
                        .sorted(AllocationOrder.BY_PREFIX)
                        .toList();
        return new Reconciliation(
                reconciler.changes, reconciler.conflicts, current.withAllocations(next));
    }

    private static Key key(Allocation allocation) {
        return new Key(allocation.vrf(), allocation.prefix());
    }

    private void take(Key key, List<Allocation> fresh) {
        for (Allocation allocation : fresh) {
            Optional<Allocation> rival =
                    fresh.stream()
                            .filter(o -> overlap(o, allocation) && !saysTheSame(o, allocation))
                            .findFirst();
            if (rival.isPresent()) {
                conflicts.add(
                        new Conflict(
                                key.prefix() + " in " + key.vrf(),
                                "whose is it? two lines of one import disagree; keep one",
                                List.of(side(allocation), side(rival.get()))));
                return;
            }
        }
        fresh.forEach(
                allocation -> take(allocation, known.computeIfAbsent(key, _ -> new ArrayList<>())));
    }

    private void take(Allocation fresh, List<Allocation> versions) {
        List<Allocation> overlapping = versions.stream().filter(v -> overlap(v, fresh)).toList();
        if (overlapping.stream().anyMatch(v -> saysTheSame(v, fresh) && holds(v, fresh))) {
            return;
        }
        if (overlapping.isEmpty()) {
            versions.add(fresh);
            changes.add(new AllocationAdded(fresh, provenance));
            return;
        }
        if (overlapping.size() > 1) {
            List<String> sides = new ArrayList<>(List.of(side(fresh)));
            overlapping.forEach(v -> sides.add(side(v)));
            conflicts.add(
                    new Conflict(
                            fresh.prefix() + " in " + fresh.vrf(),
                            "which versions does the import replace? give it a validity that meets one",
                            sides));
            return;
        }
        replace(overlapping.getFirst(), fresh, versions);
    }

    private void replace(Allocation old, Allocation fresh, List<Allocation> versions) {
        versions.remove(old);
        versions.add(fresh);
        boolean fromLaterOn =
                old.validFrom().isBefore(fresh.validFrom()) && !saysTheSame(old, fresh);
        if (fromLaterOn) {
            Allocation closed = validTo(old, fresh.validFrom());
            versions.add(closed);
            changes.add(new AllocationChanged(old, closed, provenance));
            changes.add(new AllocationAdded(fresh, provenance));
        } else {
            changes.add(new AllocationChanged(old, fresh, provenance));
        }
    }

    private static Allocation validTo(Allocation allocation, Instant validTo) {
        return new Allocation(
                allocation.vrf(),
                allocation.prefix(),
                allocation.tags(),
                allocation.validFrom(),
                validTo,
                allocation.polling(),
                allocation.source());
    }

    private static boolean overlap(Allocation left, Allocation right) {
        return left.validFrom().isBefore(right.validTo())
                && right.validFrom().isBefore(left.validTo());
    }

    private static boolean holds(Allocation outer, Allocation inner) {
        return !inner.validFrom().isBefore(outer.validFrom())
                && !inner.validTo().isAfter(outer.validTo());
    }

    private static boolean saysTheSame(Allocation left, Allocation right) {
        return left.tags().equals(right.tags()) && left.polling() == right.polling();
    }

    private static String side(Allocation allocation) {
        return allocation.source()
                + ": service '"
                + allocation.tags().service()
                + "', owner '"
                + allocation.tags().owner()
                + "', valid from "
                + allocation.validFrom()
                + " to "
                + allocation.validTo();
    }
}
