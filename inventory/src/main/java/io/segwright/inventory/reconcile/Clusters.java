package io.segwright.inventory.reconcile;

import io.segwright.inventory.device.Device;
import io.segwright.inventory.observe.Observation.DevicePolled;
import io.segwright.inventory.reconcile.IdentityRules.Verdict;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Groups known devices and polls into devices, by [IdentityRules] and by what a person decided.
///
/// The ideal compares every pair, again after each union, until nothing changes. What we do instead: only pairs that
/// share a key, the lowest of their MACs or an address at which one was polled are compared (no other pair can be
/// one device), the strongest evidence first, in rounds, each on what the unions before it show. The outcome depends
/// on the set of observations and not on their order, since everything is sorted first.
///
/// What was known of a device may be out of date: a stack that was parted still knows the box that left. So no two
/// polls of one run are one device that contradict each other, however much of both is known of it.
final class Clusters {
    private static final int ROUNDS_MAX = 8; // two settle all but chains of partial evidence
    private static final int COMPARED_MAX =
            64; // claimants of one key that each other one is compared with

    private final Claimants all;
    private final Constants constants;
    private final DecisionMarks marks;
    private final int[] parents;
    private final Claimant[] united;
    private final @Nullable Claimant[] shown; // by the polls alone; null where there is none
    private final List<List<Integer>> candidates = new ArrayList<>();

    private Clusters(Claimants all, DecisionMarks marks) {
        this.all = all;
        this.marks = marks;
        this.constants = ConstantFinder.find(all);
        int size = all.size();
        parents = new int[size];
        united = new Claimant[size];
        shown = new Claimant[size];
        for (int i = 0; i < size; i++) {
            parents[i] = i;
            united[i] = all.get(i);
            shown[i] = all.isPoll(i) ? united[i] : null;
        }
        all.byKey()
                .forEach((key, claims) -> {
                    if (!constants.keys().contains(key)) {
                        addCandidates(claims);
                    }
                });
        all.byLowestMac().values().forEach(this::addCandidates);
        all.byAddress().values().forEach(this::addCandidates);
    }

    private void addCandidates(List<Integer> claims) {
        if (claims.size() > 1) {
            candidates.add(claims);
        }
    }

    /// One device: what was known of it, and the polls of this run; at least one poll or it is not listed.
    record Cluster(List<Device> known, List<DevicePolled> polls) {
        Claimant shown() {
            return polls.stream().map(Claimant::of).reduce(Claimant::and).orElseThrow();
        }
    }

    /// @param clusters those with a poll, in the order of their first member
    /// @param constants what too many devices show
    record Outcome(List<Cluster> clusters, Constants constants) {}

    /// @param known sorted by id
    /// @param polls in a stable order
    static Outcome of(
            List<Device> known, List<DevicePolled> polls, List<IdentityDecision> decisions) {
        Claimants all = new Claimants(known, polls);
        DecisionMarks marks = DecisionMarks.of(all, decisions); // may add to them
        Clusters clusters = new Clusters(all, marks);
        marks.united().forEach(pair -> clusters.unite(pair.left(), pair.right()));
        BitSet changed = new BitSet();
        changed.set(0, all.size());
        for (int round = 0; round < ROUNDS_MAX && !changed.isEmpty(); round++) {
            changed = clusters.unite(changed);
        }
        return new Outcome(clusters.collect(), clusters.constants);
    }

    /// One round.
    ///
    /// @param changed whom the last round made say more
    /// @return whom this one did
    private BitSet unite(BitSet changed) {
        List<Edge> edges = new ArrayList<>();
        Set<Long> seen = new HashSet<>();
        for (List<Integer> claims : candidates) {
            addEdges(claims, changed, edges, seen);
        }
        edges.sort(
                Comparator.comparingInt((Edge e) -> -e.weight)
                        .thenComparingInt(Edge::left)
                        .thenComparingInt(Edge::right));
        BitSet now = new BitSet();
        for (Edge edge : edges) {
            int left = root(edge.left);
            int right = root(edge.right);
            if (left == right) {
                continue;
            }
            boolean unchanged =
                    left == edge.left && right == edge.right && !now.get(left) && !now.get(right);
            if (unchanged || compare(left, right) instanceof Verdict.Same) {
                now.set(unite(left, right));
            }
        }
        return now;
    }

    private int unite(int one, int other) {
        int left = root(one);
        int right = root(other);
        int first = Math.min(left, right);
        int second = Math.max(left, right);
        if (first != second) {
            parents[second] = first;
            united[first] = united[first].and(united[second]);
            shown[first] = both(shown[first], shown[second]);
            marks.unite(first, second);
        }
        return first;
    }

    private static @Nullable Claimant both(@Nullable Claimant left, @Nullable Claimant right) {
        return left == null ? right : right == null ? left : left.and(right);
    }

    private record Edge(int left, int right, int weight) {}

    private void addEdges(List<Integer> claims, BitSet changed, List<Edge> edges, Set<Long> seen) {
        List<Integer> roots = claims.stream().map(this::root).distinct().sorted().toList();
        for (int i = 0; i < Math.min(roots.size(), COMPARED_MAX); i++) {
            for (int j = i + 1; j < roots.size(); j++) {
                int left = roots.get(i);
                int right = roots.get(j);
                if ((changed.get(left) || changed.get(right))
                        && seen.add(((long) left << 32) | right)
                        && compare(left, right) instanceof Verdict.Same(int weight, _)) {
                    edges.add(new Edge(left, right, weight));
                }
            }
        }
    }

    private Verdict compare(int left, int right) {
        String forbidden = marks.forbids(left, right);
        Claimant polledLeft = shown[left];
        Claimant polledRight = shown[right];
        if (forbidden.isEmpty()
                && polledLeft != null
                && polledRight != null
                && !marks.areDecided(left, right)) {
            forbidden = Contradictions.between(polledLeft, polledRight, constants);
        }
        if (!forbidden.isEmpty()) {
            return new Verdict.Forbidden(forbidden);
        }
        Verdict verdict = IdentityRules.compare(united[left], united[right], constants);
        return verdict instanceof Verdict.NotEnough && marks.joins(left, right)
                ? new Verdict.Same(IdentityRules.ENOUGH, List.of("answered where it was decided"))
                : verdict;
    }

    private int root(int item) {
        int root = item;
        while (parents[root] != root) {
            root = parents[root];
        }
        return root;
    }

    private List<Cluster> collect() {
        Map<Integer, Cluster> byRoot = new TreeMap<>();
        for (int i = 0; i < parents.length; i++) {
            Cluster cluster =
                    byRoot.computeIfAbsent(
                            root(i), _ -> new Cluster(new ArrayList<>(), new ArrayList<>()));
            if (all.isKnown(i)) {
                cluster.known().add(all.device(i));
            } else if (all.isPoll(i)) {
                cluster.polls().add(all.poll(i));
            }
        }
        Collection<Cluster> clusters = byRoot.values();
        return clusters.stream().filter(c -> !c.polls().isEmpty()).toList();
    }
}
