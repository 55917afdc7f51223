package io.segwright.inventory.ipam;

import io.segwright.inventory.net.Prefix;
import io.segwright.inventory.net.Vrf;
import io.segwright.inventory.space.Block;
import io.segwright.inventory.space.Depth;
import io.segwright.inventory.space.SpaceTree;
import io.segwright.inventory.space.SpaceTree.Placed;
import io.segwright.inventory.space.Usage;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// What is whose, and the rules by which it is given out.
///
/// ```java
/// Decision decision = allocator.decide(new Command.Allocate(wish, "NET-7"), setting);
/// journal.write(decision.changes());      // whoever keeps them can build the same state again
/// allocator.apply(decision.changes());
/// ```
///
/// One thread at a time. Cost of a decision: a few descents of a [SpaceTree], whatever is allocated already. Memory:
/// the encoded request (200 bytes), two nodes, and a place in a table: about 350 bytes an allocation.
public final class Allocator {
    static final int REQUESTS_MAX = 8_000_000; // about 3 GB; another directory for another estate
    static final int SPACES_MAX = 200_000; // pools, aggregates, reservations are made by people
    static final int CLOSED_MAX = 200_000; // keys of older requests may be used anew

    private final Domains domains = new Domains();
    private final Store requests = new Store();
    private final Map<Integer, Space> spaces = new HashMap<>();
    private final NavigableMap<String, Space.Pool> pools = new TreeMap<>();
    private final NavigableSet<Integer> pending = new TreeSet<>();
    private final Deque<Integer> closed = new ArrayDeque<>(); // in the order of their closing
    private final DueQueue due = new DueQueue();
    private long revision;
    private int lastId;

    /// An occupant in a listing.
    ///
    /// @param usage of what lies inside of it; of a range that of its first part
    public record Row(Placed placed, Occupant occupant, Usage usage) {}

    /// What to do, and what alters by it. Alters nothing itself.
    public Decision decide(Command command, Setting setting) {
        if (requests.size() >= REQUESTS_MAX && command instanceof Command.Allocate) {
            return Decision.refused(
                    Refusal.Code.LIMIT,
                    requests.size()
                            + " requests: want fewer than "
                            + REQUESTS_MAX
                            + "; give another estate a data directory of its own");
        }
        if (command.reason().isBlank()) {
            return Decision.refused(Refusal.Code.POLICY, "no reason: want why, e.g. a ticket");
        }
        return switch (command) {
            case Command.AddAggregate add -> new SpaceRules(this, setting).aggregate(add);
            case Command.AddPool add -> new SpaceRules(this, setting).pool(add);
            case Command.Delegate delegate -> new SpaceRules(this, setting).delegate(delegate);
            case Command.Reserve reserve -> new SpaceRules(this, setting).reserve(reserve);
            case Command.RemoveSpace remove -> new SpaceRules(this, setting).remove(remove);
            case Command.Allocate allocate -> new GrantRules(this, setting).allocate(allocate);
            case Command.Approve approve -> new GrantRules(this, setting).approve(approve);
            case Command.Move move -> new GrantRules(this, setting).move(move);
            case Command.Refuse refuse -> new KeepRules(this, setting).refuse(refuse);
            case Command.Release release -> new KeepRules(this, setting).release(release);
            case Command.Renew renew -> new KeepRules(this, setting).renew(renew);
            case Command.Split split -> new SplitRules(this, setting).split(split);
            case Command.Merge merge -> new SplitRules(this, setting).merge(merge);
            case Command.Tidy _ -> new Decision(new Answer.Done(), List.of());
        };
    }

    /// What ends by itself: leases and rests that are over, closed requests that are too many. To be applied before the
    /// next decision.
    ///
    /// @param max how many at most, so that no command waits for all
    public List<Change> overdue(Setting setting, int max) {
        return new KeepRules(this, setting).overdue(due.until(setting.now(), max), closed, max);
    }

    /// Makes changes so. They are one revision.
    ///
    /// @return the changes, encoded: for whoever keeps them
    public List<byte[]> apply(List<Change> changes) {
        List<byte[]> encoded = new ArrayList<>(changes.size());
        revision++;
        for (Change change : changes) {
            byte[] bytes = ChangeCodec.encode(change);
            encoded.add(bytes);
            apply(change, bytes);
        }
        return encoded;
    }

    /// Makes encoded changes so again. They are one revision.
    public void replay(List<byte[]> encoded) throws ChangeCodec.FormatException {
        revision++;
        for (byte[] bytes : encoded) {
            apply(ChangeCodec.decode(bytes), bytes);
        }
    }

    /// As [#replay], at a revision that is told: what a snapshot says.
    ///
    /// @param encoded belongs to the allocator from now on
    public void restore(byte[] encoded, long atRevision) throws ChangeCodec.FormatException {
        revision = Math.max(revision, atRevision);
        apply(ChangeCodec.decode(encoded), encoded);
    }

    private void apply(Change change, byte[] encoded) {
        switch (change) {
            case Change.RequestPut(Request request) -> put(request, encoded);
            case Change.RequestForgotten(int id) -> {
                requests.forget(id);
                closed.remove(id);
            }
            case Change.SpacePut(Space space) -> {
                lastId = Math.max(lastId, space.id());
                spaces.put(space.id(), space);
                if (space instanceof Space.Pool pool) {
                    pools.put(pool.name(), pool);
                }
                domains.add(space.place(), space.id());
            }
            case Change.SpaceGone(int id) -> {
                Space space = spaces.remove(id);
                if (space == null) {
                    throw new IllegalArgumentException("space " + id + " is not there");
                }
                if (space instanceof Space.Pool pool) {
                    pools.remove(pool.name());
                }
                domains.remove(space.place(), id);
            }
        }
    }

    private void put(Request request, byte[] encoded) {
        Request before = requests.get(request.id());
        boolean wasIn = before != null && before.state().isInTree();
        boolean isIn = request.state().isInTree();
        if (before != null && wasIn) {
            due.remove(before.held().orElseThrow().until(), request.id());
            if (!isIn) {
                domains.remove(before.place(), request.id());
            }
        }
        if (isIn) {
            due.add(request.held().orElseThrow().until(), request.id());
            if (!wasIn) {
                domains.add(request.place(), request.id());
            }
        }
        if (request.state() == Request.State.PENDING) {
            pending.add(request.id());
        } else {
            pending.remove(request.id());
        }
        if (isOver(request) && (before == null || !isOver(before))) {
            closed.add(request.id());
        }
        lastId = Math.max(lastId, request.id());
        requests.put(request.id(), encoded);
    }

    private static boolean isOver(Request request) {
        return request.state() == Request.State.CLOSED || request.state() == Request.State.REFUSED;
    }

    /// How many times something changed.
    public long revision() {
        return revision;
    }

    /// Nodes of trees that were visited so far.
    public long visits() {
        return domains.visits();
    }

    public int requestCount() {
        return requests.size();
    }

    /// What the encoded requests take in memory.
    public long requestBytes() {
        return requests.bytes();
    }

    public Optional<Request> request(int id) {
        return id < 1 ? Optional.empty() : Optional.ofNullable(requests.get(id));
    }

    public Optional<Request> requestByKey(String key) {
        return key.isEmpty() ? Optional.empty() : Optional.ofNullable(requests.byKey(key));
    }

    public Optional<Space> space(int id) {
        return Optional.ofNullable(spaces.get(id));
    }

    public Optional<Space.Pool> pool(String name) {
        return Optional.ofNullable(pools.get(name));
    }

    /// By name.
    public List<Space.Pool> pools() {
        return List.copyOf(pools.values());
    }

    public List<Space> spaces() {
        return List.copyOf(spaces.values());
    }

    public List<Vrf> vrfs() {
        return domains.vrfs();
    }

    /// Those that wait for a person, the oldest first.
    public List<Request> pending(int limit) {
        return pending.stream().limit(limit).flatMap(id -> request(id).stream()).toList();
    }

    /// Every request, by id.
    public void forEachRequest(Consumer<Request> consumer) {
        for (int id = 1; id <= lastId; id++) {
            Request request = requests.get(id);
            if (request != null) {
                consumer.accept(request);
            }
        }
    }

    /// The whole state as changes, encoded, in an order in which [#restore] builds it again: of two with the same block
    /// the outer one first.
    public void forEachChange(Consumer<byte[]> consumer) {
        record Order(long placed, int id) {}
        List<Order> order = new ArrayList<>(requests.size() + spaces.size());
        spaces.values().forEach(s -> order.add(new Order(s.place().placed(), s.id())));
        forEachRequest(r ->
                order.add(new Order(r.held().map(h -> h.place().placed()).orElse(0L), r.id())));
        order.sort(Comparator.comparingLong(Order::placed).thenComparingInt(Order::id));
        for (Order next : order) {
            Space space = spaces.get(next.id());
            byte[] encoded =
                    space != null
                            ? ChangeCodec.encode(new Change.SpacePut(space))
                            : requests.encoded(next.id());
            consumer.accept(Objects.requireNonNull(encoded));
        }
    }

    /// How full a pool, an aggregate or an allocation is.
    public Usage usage(Occupant occupant) {
        return domains.tree(occupant.place()).usage(Domains.placed(occupant));
    }

    /// What holds the block, outermost first.
    public List<Occupant> covering(Vrf vrf, Block block) {
        return domains.covering(vrf, block).stream().map(p -> occupant(p.item())).toList();
    }

    /// The lowest free blocks of a pool.
    public List<Prefix> free(Space.Pool pool, int length, int limit) {
        List<Prefix> free = new ArrayList<>();
        SpaceTree tree = tree(pool.place());
        Placed in = Domains.placed(pool);
        Optional<Prefix> next = tree.lowestFree(in, length, pool.prefix().network());
        while (next.isPresent() && free.size() < limit) {
            free.add(next.get());
            Block whole = Block.of(pool.prefix());
            if (next.get().last().equals(whole.last())) {
                break;
            }
            next = tree.lowestFree(in, length, Blocks.after(next.get().last()));
        }
        return free;
    }

    /// One page of what lies in a prefix, in order of address; a range is one row.
    ///
    /// @param after the last row of the page before; null for the first page
    public List<Row> page(Vrf vrf, Prefix within, @Nullable Placed after, Depth depth, int limit) {
        SpaceTree tree = domains.tree(vrf, within.family());
        List<Row> rows = new ArrayList<>();
        Placed last = after;
        while (rows.size() < limit) {
            int wanted = limit - rows.size();
            List<Placed> page = tree.page(within, last, depth, wanted);
            for (Placed placed : page) {
                Occupant occupant = occupant(placed.item());
                if (occupant.place().block().first().equals(placed.prefix().network())) {
                    rows.add(new Row(placed, occupant, tree.usage(placed)));
                }
            }
            if (page.size() < wanted) {
                break;
            }
            last = page.getLast();
        }
        return rows;
    }

    Occupant occupant(int id) {
        Space space = spaces.get(id);
        if (space != null) {
            return space;
        }
        Request request = requests.get(id);
        if (request == null) {
            throw new IllegalStateException("tree holds " + id + ", which is not there");
        }
        return request;
    }

    SpaceTree tree(Place place) {
        return domains.tree(place);
    }

    Domains domains() {
        return domains;
    }

    int nextId() {
        return lastId + 1;
    }

    int spaceCount() {
        return spaces.size();
    }
}
