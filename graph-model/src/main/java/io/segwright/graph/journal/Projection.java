package io.segwright.graph.journal;

import io.segwright.graph.InventoryGraph;
import io.segwright.graph.store.StoreUnavailableException;
import io.segwright.inventory.attribute.Allocation;
import io.segwright.inventory.ipam.Allocator;
import io.segwright.inventory.net.IpAddress;
import io.segwright.inventory.observe.Provenance;
import io.segwright.inventory.reconcile.InventoryChange;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/// Tells the graph what the journal acknowledged.
///
/// The journal is the truth, the graph follows it: what is acknowledged is gathered here in order and written to the
/// graph by [#flush], or by whoever calls that now and then. A file says up to which revision the graph is told. Where
/// that is behind (the process was killed in between, or more was gathered than fits), the graph's allocations are laid
/// beside the journal's and the difference is written, which cannot write anything twice.
///
/// Safe for use by many threads.
public final class Projection implements Consumer<List<Transition>> {
    private static final int GATHERED_MAX =
            100_000; // about 100 MB; beyond it the difference is cheaper
    private static final int CHANGES_PER_APPLY = 5_000;
    private static final IpAddress HERE =
            IpAddress.of("127.0.0.1"); // a journal has no other exporter

    private final InventoryGraph graph;
    private final Path cursor;
    private final InstantSource clock;
    private final List<Transition> gathered = new ArrayList<>(); // guarded by itself
    private boolean overflowed; // guarded by gathered

    /// @param cursor the file that says up to which revision the graph is told
    public Projection(InventoryGraph graph, Path cursor, InstantSource clock) {
        this.graph = graph;
        this.cursor = cursor;
        this.clock = clock;
    }

    /// Whether an allocation of the graph came from a journal.
    public static boolean isOwn(Allocation allocation) {
        return allocation.source().startsWith(AllocationFacts.SOURCE);
    }

    @Override
    public void accept(List<Transition> transitions) {
        synchronized (gathered) {
            if (gathered.size() + transitions.size() > GATHERED_MAX) {
                overflowed = true;
                gathered.clear();
            }
            if (!overflowed) {
                gathered.addAll(transitions);
            }
        }
    }

    /// Brings the graph up to what the journal says now.
    ///
    /// @return how many changes were written
    public synchronized int catchUp(AllocationJournal journal)
            throws StoreUnavailableException, IOException {
        long revision = journal.ask(Allocator::revision);
        if (revision == told()) {
            return 0;
        }
        synchronized (gathered) {
            gathered.clear(); // the difference holds them
            overflowed = false;
        }
        List<Allocation> wanted = new ArrayList<>();
        long upTo =
                journal.ask(allocator -> {
                    allocator
                            .spaces()
                            .forEach(s -> wanted.addAll(AllocationFacts.of(s, Instant.MAX)));
                    allocator.forEachRequest(r -> wanted.addAll(AllocationFacts.of(r)));
                    return allocator.revision();
                });
        List<InventoryChange> changes = difference(wanted);
        write(changes);
        tell(upTo);
        return changes.size();
    }

    private List<InventoryChange> difference(List<Allocation> wanted)
            throws StoreUnavailableException {
        record Key(String source, io.segwright.inventory.net.Prefix prefix, Instant from) {}
        Map<Key, Allocation> known = new HashMap<>();
        for (Allocation allocation : graph.snapshot().allocations()) {
            if (isOwn(allocation)) {
                known.put(
                        new Key(allocation.source(), allocation.prefix(), allocation.validFrom()),
                        allocation);
            }
        }
        List<InventoryChange> changes = new ArrayList<>();
        Set<Key> seen = new HashSet<>();
        for (Allocation allocation : wanted) {
            Key key = new Key(allocation.source(), allocation.prefix(), allocation.validFrom());
            seen.add(key);
            Allocation before = known.get(key);
            if (before == null) {
                changes.add(new InventoryChange.AllocationAdded(allocation, provenance()));
            } else if (!before.equals(allocation)) {
                changes.add(
                        new InventoryChange.AllocationChanged(before, allocation, provenance()));
            }
        }
        known.forEach(
                (key, allocation) -> { // a pool that is gone; a request that is forgotten has ended
                    if (!seen.contains(key) && allocation.validTo().equals(Instant.MAX)) {
                        Instant end = clock.instant();
                        changes.add(
                                new InventoryChange.AllocationChanged(
                                        allocation, until(allocation, end), provenance()));
                    }
                });
        return changes;
    }

    private static Allocation until(Allocation allocation, Instant end) {
        return new Allocation(
                allocation.vrf(),
                allocation.prefix(),
                allocation.tags(),
                allocation.validFrom(),
                end.isAfter(allocation.validFrom()) ? end : allocation.validFrom().plusMillis(1),
                allocation.polling(),
                allocation.source());
    }

    /// Writes what was gathered.
    ///
    /// @param journal whose transitions these are
    /// @return how many changes were written
    public synchronized int flush(AllocationJournal journal)
            throws StoreUnavailableException, IOException {
        List<Transition> next;
        synchronized (gathered) {
            if (overflowed) {
                next = List.of();
            } else {
                next = List.copyOf(gathered);
                gathered.clear();
            }
        }
        if (next.isEmpty()) {
            return catchUp(journal);
        }
        List<InventoryChange> changes = new ArrayList<>();
        next.forEach(transition -> add(transition, changes));
        write(changes);
        tell(next.getLast().revision());
        return changes.size();
    }

    private void add(Transition transition, List<InventoryChange> changes) {
        switch (transition) {
            case Transition.RequestBecame(long _, var before, var after) ->
                    replace(
                            before == null ? List.of() : AllocationFacts.of(before),
                            AllocationFacts.of(after),
                            changes);
            case Transition.SpaceAdded(long _, var space) ->
                    replace(List.of(), AllocationFacts.of(space, Instant.MAX), changes);
            case Transition.SpaceRemoved(long _, var space, Instant at) ->
                    replace(
                            AllocationFacts.of(space, Instant.MAX),
                            AllocationFacts.of(space, at),
                            changes);
        }
    }

    private void replace(
            List<Allocation> before, List<Allocation> after, List<InventoryChange> changes) {
        for (int i = 0; i < after.size(); i++) {
            if (before.isEmpty()) {
                changes.add(new InventoryChange.AllocationAdded(after.get(i), provenance()));
            } else if (!before.get(i).equals(after.get(i))) { // a request never changes its block
                changes.add(
                        new InventoryChange.AllocationChanged(
                                before.get(i), after.get(i), provenance()));
            }
        }
    }

    private Provenance provenance() {
        return new Provenance("segwright allocate", HERE, clock.instant());
    }

    private void write(List<InventoryChange> changes) throws StoreUnavailableException {
        for (int i = 0; i < changes.size(); i += CHANGES_PER_APPLY) {
            graph.apply(changes.subList(i, Math.min(changes.size(), i + CHANGES_PER_APPLY)));
        }
    }

    /// Up to which revision the graph is told; 0 where that is not known.
    private long told() throws IOException {
        if (!Files.exists(cursor)) {
            return 0;
        }
        String text = Files.readString(cursor).strip();
        boolean right =
                text.length() <= 18
                        && !text.isEmpty()
                        && text.chars().allMatch(c -> c >= '0' && c <= '9');
        return right ? Long.parseLong(text) : 0;
    }

    private void tell(long revision) throws IOException {
        Path fresh = cursor.resolveSibling(cursor.getFileName() + ".new");
        Files.writeString(fresh, revision + "\n");
        Files.move(
                fresh, cursor, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
