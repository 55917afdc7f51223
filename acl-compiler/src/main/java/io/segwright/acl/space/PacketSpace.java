package io.segwright.acl.space;

import io.segwright.acl.list.AclLine;
import io.segwright.acl.list.Action;
import io.segwright.acl.list.ConnectionMatch;
import io.segwright.acl.list.Match;
import io.segwright.acl.list.Transport;
import io.segwright.inventory.net.IpFamily;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;

/// Where the sets of packets of one address family live: makes them, and bounds what they cost together.
///
/// Memory: 20 bytes a node and at most 16 more for the cache, grown by doubling from 40 KiB. Nothing is freed before
/// the space itself, so use one space a list, and [#copyOf] to bring two together. Every operation that may make nodes
/// throws [BudgetExceededException] when the budget is spent. Not for use by two threads.
public final class PacketSpace {
    /// The largest budget that [#standardBudget] gives: 320 MB of nodes and 64 MB of cache. The 10,000-line firewall
    /// lists that we know need up to half of it, a segment list of 1,000 lines a hundredth.
    public static final int NODES_MAX = 16_000_000;

    private static final int NODES_LIMIT = 100_000_000; // 4 ints a node must fit one array
    private static final int BYTES_PER_NODE =
            54; // nodes, buckets, cache, and half of it again while they double
    private static final int HEAP_SHARE = 2; // at most one part in two of the heap

    private final Layout layout;
    private final Diagrams diagrams;
    private final MatchDiagrams matches;

    /// A space with the [#standardBudget].
    public PacketSpace(IpFamily family) {
        this(family, standardBudget());
    }

    /// @param nodesMax most nodes the space may hold, 1..100,000,000
    public PacketSpace(IpFamily family, int nodesMax) {
        if (nodesMax < 1 || nodesMax > NODES_LIMIT) {
            throw new IllegalArgumentException(
                    "node budget " + nodesMax + ": want 1.." + NODES_LIMIT);
        }
        layout = new Layout(family);
        diagrams = new Diagrams(nodesMax);
        matches = new MatchDiagrams(diagrams, layout, Diagrams.FALSE);
    }

    /// [#NODES_MAX], or what fits half of this JVM's heap when that is less, so that a large list ends in
    /// [BudgetExceededException] and never in `OutOfMemoryError`. Whoever proves lists side by side divides it.
    public static int standardBudget() {
        long fits = Runtime.getRuntime().maxMemory() / HEAP_SHARE / BYTES_PER_NODE;
        return Math.clamp(fits, 1, NODES_MAX);
    }

    public IpFamily family() {
        return layout.family();
    }

    /// How many nodes were made so far: the measure of work that does not depend on the machine.
    public int nodesMade() {
        return diagrams.nodeCount();
    }

    public PacketSet nothing() {
        return set(Diagrams.FALSE);
    }

    /// Every possible packet of the family.
    public PacketSet everything() throws BudgetExceededException {
        return of(Match.any(layout.family()));
    }

    /// The packets that `match` matches; none when it is for the other family.
    public PacketSet of(Match match) throws BudgetExceededException {
        return set(matches.of(match, Diagrams.TRUE));
    }

    /// The packets that any of `matches` matches: as the union of [#of] each, but made faster.
    public PacketSet anyOf(List<Match> wanted) throws BudgetExceededException {
        record Service(Transport transport, ConnectionMatch connection) {}
        var byService = new LinkedHashMap<Service, List<Integer>>();
        for (Match match : wanted) {
            if (match.family() == layout.family()) {
                byService
                        .computeIfAbsent(
                                new Service(match.transport(), match.connection()),
                                _ -> new ArrayList<>())
                        .add(matches.addresses(match, Diagrams.TRUE));
            }
        }
        var sets = new ArrayList<Integer>();
        for (var entry : byService.entrySet()) {
            Service service = entry.getKey();
            int addresses = union(entry.getValue());
            sets.add(matches.of(addresses, service.transport(), service.connection()));
        }
        return set(union(sets));
    }

    /// The packets that `lines` permit when the first matching line decides and the end denies.
    ///
    /// Applying lines one by one to a growing set costs the square of their number, so they are joined two by two,
    /// and each is met log(lines) times. A block of lines is a function with three values: permit, deny and, for what
    /// no line of it matches, a variable of its own behind all others. To put one block behind another is to write
    /// the second in place of that variable in the first; one operation instead of the four that sets of permitted
    /// and of denied packets would need.
    public PacketSet permittedBy(List<AclLine> lines) throws BudgetExceededException {
        int undecided = diagrams.node(layout.variables(), Diagrams.FALSE, Diagrams.TRUE);
        MatchDiagrams blocks = new MatchDiagrams(diagrams, layout, undecided);
        List<Integer> decisions = new ArrayList<>();
        for (AclLine line : lines) {
            if (line.match().family() == layout.family()) {
                decisions.add(blocks.of(line.match(), decision(line.action())));
            }
        }
        decisions.add(Diagrams.FALSE); // the implicit deny
        return set(join(decisions, undecided));
    }

    /// The same packets as a set of this space: what it takes to leave all else that `other`'s space holds behind.
    public PacketSet copyOf(PacketSet other) throws BudgetExceededException {
        PacketSpace from = other.space();
        if (from.family() != family()) {
            throw new IllegalArgumentException(
                    "packets of " + from.family() + " in a space of " + family());
        }
        return set(diagrams.copy(from.diagrams, other.ref()));
    }

    private static int decision(Action action) {
        return switch (action) {
            case PERMIT -> Diagrams.TRUE;
            case DENY -> Diagrams.FALSE;
        };
    }

    private int join(List<Integer> decisions, int undecided) throws BudgetExceededException {
        if (decisions.size() == 1) {
            return decisions.getFirst();
        }
        int middle = decisions.size() / 2;
        int first = join(decisions.subList(0, middle), undecided);
        int second = join(decisions.subList(middle, decisions.size()), undecided);
        return diagrams.then(first, second, undecided);
    }

    private int union(List<Integer> refs) throws BudgetExceededException {
        return switch (refs.size()) {
            case 0 -> Diagrams.FALSE;
            case 1 -> refs.getFirst();
            default -> {
                int middle = refs.size() / 2;
                yield diagrams.or(
                        union(refs.subList(0, middle)), union(refs.subList(middle, refs.size())));
            }
        };
    }

    Layout layout() {
        return layout;
    }

    Diagrams diagrams() {
        return diagrams;
    }

    PacketSet set(int ref) {
        return new PacketSet(this, ref);
    }
}
