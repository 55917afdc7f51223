package io.segwright.inventory.reconcile;

import io.segwright.inventory.device.Device;
import io.segwright.inventory.device.DeviceInterface;
import io.segwright.inventory.net.IpAddress;
import io.segwright.inventory.observe.AddressFact;
import io.segwright.inventory.observe.IdentityKey;
import io.segwright.inventory.observe.Observation.DevicePolled;
import io.segwright.inventory.reconcile.IdentityRules.Verdict;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Groups known devices and polls into devices, by [IdentityRules].
///
/// The ideal compares every pair, again after each union, until nothing changes. What we do instead: only pairs that
/// share a key or an address at which one was polled are compared (no other pair can be one device), the strongest evidence first, in
/// rounds, each on what the unions before it show. The outcome depends on the set of observations and not on their
/// order, since everything is sorted first.
final class Clusters {
    private static final int ROUNDS_MAX = 8; // two settle all but chains of partial evidence
    private static final int COMPARED_MAX =
            64; // claimants of one key that each other one is compared with

    private final List<Device> known;
    private final List<DevicePolled> polls;
    private final int[] parents;
    private final @Nullable Claimant[] claimants;
    private final Set<IdentityKey> constants = new HashSet<>();

    private Clusters(List<Device> known, List<DevicePolled> polls) {
        this.known = known;
        this.polls = polls;
        int size = known.size() + polls.size();
        parents = new int[size];
        for (int i = 0; i < size; i++) {
            parents[i] = i;
        }
        claimants = new Claimant[size];
    }

    /// One device: what was known of it, and the polls of this run; at least one poll or it is not listed.
    record Cluster(List<Device> known, List<DevicePolled> polls) {
        Claimant shown() {
            return polls.stream().map(Claimant::of).reduce(Claimant::and).orElseThrow();
        }
    }

    /// @param clusters those with a poll, in the order of their first member
    /// @param constants keys that too many devices show
    record Outcome(List<Cluster> clusters, Set<IdentityKey> constants) {}

    /// @param known sorted by id
    /// @param polls in a stable order
    static Outcome of(List<Device> known, List<DevicePolled> polls) {
        Clusters clusters = new Clusters(known, polls);
        clusters.findConstants();
        int round = 0;
        while (clusters.unite() && round < ROUNDS_MAX) {
            round++;
        }
        return new Outcome(clusters.collect(), Set.copyOf(clusters.constants));
    }

    private void findConstants() {
        keyIndex()
                .forEach((key, claims) -> {
                    if (claims.size() <= IdentityRules.CLAIMANTS_MAX) {
                        return;
                    }
                    List<Claimant> different = new ArrayList<>();
                    for (int item : claims) {
                        Claimant claimant = claimant(item);
                        if (different.stream()
                                .allMatch(d -> IdentityRules.evidentlyDifferent(d, claimant))) {
                            different.add(claimant);
                        }
                        if (different.size() > IdentityRules.CLAIMANTS_MAX) {
                            constants.add(key);
                            return;
                        }
                    }
                });
    }

    /// One round; true where anything was united.
    private boolean unite() {
        List<Edge> edges = new ArrayList<>();
        Set<Long> seen = new HashSet<>();
        keyIndex()
                .forEach((key, claims) -> {
                    if (!constants.contains(key)) {
                        addEdges(claims, edges, seen);
                    }
                });
        addressIndex().values().forEach(claims -> addEdges(claims, edges, seen));
        edges.sort(
                Comparator.comparingInt((Edge e) -> -e.weight)
                        .thenComparingInt(Edge::left)
                        .thenComparingInt(Edge::right));
        boolean united = false;
        for (Edge edge : edges) {
            int left = root(edge.left);
            int right = root(edge.right);
            if (left == right) {
                continue;
            }
            boolean unchanged = left == edge.left && right == edge.right;
            if (unchanged || compare(left, right) instanceof Verdict.Same) {
                int first = Math.min(left, right);
                int second = Math.max(left, right);
                Claimant both = claimant(first).and(claimant(second));
                parents[second] = first;
                claimants[first] = both;
                united = true;
            }
        }
        return united;
    }

    private record Edge(int left, int right, int weight) {}

    private void addEdges(List<Integer> claims, List<Edge> edges, Set<Long> seen) {
        List<Integer> roots = claims.stream().map(this::root).distinct().sorted().toList();
        for (int i = 0; i < Math.min(roots.size(), COMPARED_MAX); i++) {
            for (int j = i + 1; j < roots.size(); j++) {
                int left = roots.get(i);
                int right = roots.get(j);
                if (seen.add(((long) left << 32) | right)
                        && compare(left, right) instanceof Verdict.Same(int weight, _)) {
                    edges.add(new Edge(left, right, weight));
                }
            }
        }
    }

    private Verdict compare(int left, int right) {
        return IdentityRules.compare(claimant(left), claimant(right), constants);
    }

    /// Who shows each key that a poll shows; two known devices alone were compared when they were polled.
    private Map<IdentityKey, List<Integer>> keyIndex() {
        Map<IdentityKey, List<Integer>> index = new HashMap<>();
        for (int i = 0; i < polls.size(); i++) {
            for (IdentityKey key : Claimant.usable(polls.get(i).keys())) {
                index.computeIfAbsent(key, _ -> new ArrayList<>()).add(known.size() + i);
            }
        }
        for (int i = 0; i < known.size(); i++) {
            for (IdentityKey key : known.get(i).keys()) {
                List<Integer> claims = index.get(key);
                if (claims != null) {
                    claims.add(i);
                }
            }
        }
        Map<IdentityKey, List<Integer>> sorted =
                new TreeMap<>(Comparator.comparing(IdentityKey::toString));
        index.forEach((key, claims) -> sorted.put(key, claims.stream().sorted().toList()));
        return sorted;
    }

    /// Who has each address at which a poll answered.
    private Map<IpAddress, List<Integer>> addressIndex() {
        Map<IpAddress, NavigableSet<Integer>> index = new HashMap<>();
        for (DevicePolled poll : polls) {
            index.put(poll.provenance().exporter(), new TreeSet<>());
        }
        for (int i = 0; i < known.size(); i++) {
            for (IpAddress address : known.get(i).managementAddresses()) {
                claim(index, address, i);
            }
            for (DeviceInterface on : known.get(i).interfaces()) {
                for (AddressFact fact : on.addresses()) {
                    claim(index, fact.address(), i);
                }
            }
        }
        for (int i = 0; i < polls.size(); i++) {
            claim(index, polls.get(i).provenance().exporter(), known.size() + i);
            for (AddressFact fact : polls.get(i).addresses()) {
                claim(index, fact.address(), known.size() + i);
            }
        }
        Map<IpAddress, List<Integer>> sorted = new TreeMap<>();
        index.forEach((address, claims) -> sorted.put(address, List.copyOf(claims)));
        return sorted;
    }

    private static void claim(
            Map<IpAddress, NavigableSet<Integer>> index, IpAddress address, int item) {
        NavigableSet<Integer> claims = index.get(address);
        if (claims != null) {
            claims.add(item);
        }
    }

    private Claimant claimant(int item) {
        Claimant claimant = claimants[item];
        if (claimant == null) {
            claimant =
                    item < known.size()
                            ? Claimant.of(known.get(item))
                            : Claimant.of(polls.get(item - known.size()));
            claimants[item] = claimant;
        }
        return claimant;
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
            if (i < known.size()) {
                cluster.known().add(known.get(i));
            } else {
                cluster.polls().add(polls.get(i - known.size()));
            }
        }
        Collection<Cluster> all = byRoot.values();
        return all.stream().filter(c -> !c.polls().isEmpty()).toList();
    }
}
