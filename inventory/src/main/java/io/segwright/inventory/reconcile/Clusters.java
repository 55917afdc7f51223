package io.segwright.inventory.reconcile;

import io.segwright.inventory.device.Device;
import io.segwright.inventory.net.IpAddress;
import io.segwright.inventory.observe.IdentityKey;
import io.segwright.inventory.observe.Observation.DevicePolled;
import io.segwright.inventory.reconcile.IdentityRules.Verdict;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Groups known devices and polls into devices, by [IdentityRules] and by what a person decided.
///
/// The ideal compares every pair, again after each union, until nothing changes. What we do instead: only pairs that
/// share a key, the lowest of their MACs or an address at which one was polled are compared (no other pair can be
/// one device), the strongest evidence first, in rounds, each on what the unions before it show. The outcome depends
/// on the set of observations and not on their order, since everything is sorted first.
///
/// What was known of a device may be out of date: a stack that was parted still knows the box that left. So no two
/// polls of one run are one device that contradict each other, however much of both is known of it; nor are two known
/// devices that were told apart by their addresses, however alike a poll is to both.
final class Clusters {
    private static final int ROUNDS_MAX = 8; // two settle all but chains of partial evidence
    private static final int COMPARED_MAX =
            64; // claimants of one key that each other one is compared with

    private final Claimants all;
    private final Commonness commonness;
    private final DecisionMarks marks;
    private final int[] parents;
    private final Claimant[] united;
    private final @Nullable Claimant[] polled; // by the polls alone; null where there is none
    private final @Nullable Claimant[]
            known; // by the known devices alone; null where there is none
    private final Map<IdentityKey, List<Integer>> byKey;
    private final Map<IpAddress, List<Integer>> byAddress;
    private final List<List<Integer>> candidates = new ArrayList<>();

    private Clusters(Claimants all, DecisionMarks marks) {
        this.all = all;
        this.marks = marks;
        this.commonness = ConstantFinder.find(all);
        int size = all.size();
        parents = new int[size];
        united = new Claimant[size];
        polled = new Claimant[size];
        known = new Claimant[size];
        for (int i = 0; i < size; i++) {
            parents[i] = i;
            united[i] = all.get(i);
            polled[i] = all.isPoll(i) ? united[i] : null;
            known[i] = all.isKnown(i) ? united[i] : null;
        }
        byKey = all.byKey();
        byKey.keySet().removeAll(commonness.many().keys());
        byAddress = all.byAddress();
        byKey.values().forEach(this::addCandidates);
        byAddress.values().forEach(this::addCandidates);
        all.byLowestMac(commonness.many()).values().forEach(this::addCandidates);
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

    /// A poll that was read in part, and what it may be of.
    record Undecided(DevicePolled poll, List<String> candidates) {}

    /// @param clusters those with a poll, in the order of their first member
    /// @param undecided polls that are put aside: a device that is known may have answered, or another one
    /// @param commonness what different devices show alike
    record Outcome(List<Cluster> clusters, List<Undecided> undecided, Commonness commonness) {}

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
        List<Undecided> undecided = new ArrayList<>();
        List<Cluster> decided = clusters.collect(undecided);
        return new Outcome(decided, undecided, clusters.commonness);
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
            polled[first] = both(polled[first], polled[second]);
            known[first] = both(known[first], known[second]);
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
        if (forbidden.isEmpty() && !marks.areDecided(left, right)) {
            forbidden = atOnce(polled[left], polled[right]) + atOnce(known[left], known[right]);
        }
        if (!forbidden.isEmpty()) {
            return new Verdict.Forbidden(forbidden);
        }
        Verdict verdict = IdentityRules.compare(united[left], united[right], commonness);
        boolean bothKnown = known[left] != null && known[right] != null;
        if (bothKnown
                && verdict instanceof Verdict.Same(int weight, _)
                && weight < IdentityRules.ENOUGH) {
            return new Verdict.NotEnough(weight);
        }
        return verdict instanceof Verdict.NotEnough && marks.joins(left, right)
                ? new Verdict.Same(IdentityRules.ENOUGH, List.of("answered where it was decided"))
                : verdict;
    }

    private String atOnce(@Nullable Claimant left, @Nullable Claimant right) {
        return left == null || right == null ? "" : Contradictions.atOnce(left, right, commonness);
    }

    private int root(int item) {
        int root = item;
        while (parents[root] != root) {
            root = parents[root];
        }
        return root;
    }

    private List<Cluster> collect(List<Undecided> undecided) {
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
        List<Cluster> clusters = new ArrayList<>();
        byRoot.forEach((root, cluster) -> {
            if (cluster.polls().isEmpty()) {
                return;
            }
            List<String> candidates = maybe(root, cluster);
            if (candidates.isEmpty()) {
                clusters.add(cluster);
            } else {
                cluster.polls().forEach(poll -> undecided.add(new Undecided(poll, candidates)));
            }
        });
        return clusters;
    }

    /// What polls read in part may be of: it shares a key or an address with them and contradicts nothing. A device
    /// that is new for want of a table would be a second one of the same box, until the table is read.
    private List<String> maybe(int root, Cluster cluster) {
        if (!cluster.known().isEmpty() || !isInPart(cluster.polls())) {
            return List.of();
        }
        Set<Integer> near = new TreeSet<>();
        united[root].keys().forEach(key -> near.addAll(byKey.getOrDefault(key, List.of())));
        cluster.polls()
                .forEach(poll ->
                        near.addAll(
                                byAddress.getOrDefault(poll.provenance().exporter(), List.of())));
        return near.stream()
                .filter(i -> root(i) != root)
                .filter(i -> all.isKnown(i) || (all.isPoll(i) && !isInPart(List.of(all.poll(i)))))
                .filter(i -> Contradictions.between(all.get(i), united[root], commonness).isEmpty())
                .map(i ->
                        all.isKnown(i)
                                ? all.device(i).id().text()
                                : "what answers at " + all.poll(i).provenance().exporter())
                .toList();
    }

    private static boolean isInPart(List<DevicePolled> polls) {
        return polls.stream().noneMatch(poll -> poll.incomplete().isEmpty());
    }
}
