package io.segwright.inventory.reconcile;

import io.segwright.inventory.attribute.DeclaredRanges;
import io.segwright.inventory.net.IpAddress;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// Folds evidence of one thing into one trace: what shares an address, a MAC or a chassis id is one thing.
final class TraceFold {
    private static final int ADDRESSES_MAX =
            64; // a silent proxy-ARP router answers for a whole subnet
    private static final int LINES_MAX = 8; // of each kind: more does not convince more

    private TraceFold() {}

    /// @param sorted in a stable order
    /// @param silences what happened at an address when it was asked
    static List<Trace> fold(
            Collection<TraceEvidence> sorted,
            Map<IpAddress, String> silences,
            DeclaredRanges ranges) {
        List<TraceEvidence> evidence = List.copyOf(sorted);
        int[] parents = new int[evidence.size()];
        Map<String, Integer> firstWith = new HashMap<>();
        for (int i = 0; i < parents.length; i++) {
            parents[i] = i;
            for (String token : tokens(evidence.get(i))) {
                Integer other = firstWith.putIfAbsent(token, i);
                if (other != null) {
                    int left = root(parents, other);
                    int right = root(parents, i);
                    parents[Math.max(left, right)] = Math.min(left, right);
                }
            }
        }
        Map<Integer, List<TraceEvidence>> groups = new TreeMap<>();
        for (int i = 0; i < parents.length; i++) {
            groups.computeIfAbsent(root(parents, i), _ -> new ArrayList<>()).add(evidence.get(i));
        }
        return groups.values().stream()
                .filter(group -> group.stream().anyMatch(e -> e.kind() != TraceEvidence.Kind.FDB))
                .map(group -> trace(group, silences, ranges))
                .sorted(Comparator.comparing(Trace::subject))
                .toList();
    }

    private static List<String> tokens(TraceEvidence evidence) {
        List<String> tokens = new ArrayList<>();
        if (!evidence.chassis().isEmpty()) {
            tokens.add("chassis " + evidence.chassis());
        }
        evidence.addresses().forEach(a -> tokens.add("address " + a));
        if (evidence.note().startsWith(TraceEvidence.CALLS_ITSELF)) { // LLDP and CDP of one box
            tokens.add("end " + evidence.observer() + evidence.place() + evidence.note());
        }
        return tokens;
    }

    private static int root(int[] parents, int item) {
        int root = item;
        while (parents[root] != root) {
            root = parents[root];
        }
        return root;
    }

    private static Trace trace(
            List<TraceEvidence> group, Map<IpAddress, String> silences, DeclaredRanges ranges) {
        TreeSet<IpAddress> all = new TreeSet<>();
        group.forEach(e -> all.addAll(e.addresses()));
        List<IpAddress> addresses = all.stream().limit(ADDRESSES_MAX).toList();
        String chassis =
                group.stream()
                        .map(TraceEvidence::chassis)
                        .filter(c -> !c.isEmpty())
                        .findFirst()
                        .orElse("unknown");
        return new Trace(
                addresses.isEmpty() ? chassis : addresses.getFirst().toString(),
                name(group),
                addresses.stream().flatMap(a -> ranges.siteOf(a).stream()).findFirst().orElse(""),
                addresses,
                lines(group),
                place(group),
                addresses.stream()
                        .map(a -> silences.getOrDefault(a, ""))
                        .filter(silence -> !silence.isEmpty())
                        .findFirst()
                        .orElse(""),
                group.stream()
                        .flatMap(e -> e.kind().witness().stream())
                        .collect(Collectors.toUnmodifiableSet()));
    }

    /// The most telling kind's first; of several bridges' ports the one with the fewest MACs.
    private static String place(List<TraceEvidence> group) {
        return group.stream()
                .filter(e -> !e.place().isEmpty())
                .min(
                        Comparator.comparing(TraceEvidence::kind)
                                .thenComparingInt(TraceEvidence::crowd)
                                .thenComparing(TraceEvidence::text))
                .map(TraceEvidence::place)
                .orElse("");
    }

    private static String name(List<TraceEvidence> group) {
        return group.stream()
                .filter(e -> e.kind() == TraceEvidence.Kind.LLDP)
                .map(TraceEvidence::note)
                .filter(note -> note.startsWith(TraceEvidence.CALLS_ITSELF))
                .map(note -> note.substring(TraceEvidence.CALLS_ITSELF.length()))
                .findFirst()
                .orElse("");
    }

    private static List<String> lines(List<TraceEvidence> group) {
        List<String> lines = new ArrayList<>();
        for (TraceEvidence.Kind kind : TraceEvidence.Kind.values()) {
            group.stream()
                    .filter(e -> e.kind() == kind)
                    .limit(LINES_MAX)
                    .forEach(e -> lines.add(e.text()));
        }
        return lines;
    }
}
