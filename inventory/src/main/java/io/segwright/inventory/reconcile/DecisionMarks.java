package io.segwright.inventory.reconcile;

import io.segwright.inventory.device.DeviceId;
import io.segwright.inventory.net.IpAddress;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// How the decisions of persons weigh on the claimants of a run.
///
/// SAME unites the two sides before anything is compared, so what resembles either belongs to the one. DIFFERENT
/// marks each side; what is united takes the marks of both, and opposite marks never meet. A poll takes a side's mark
/// where it answered at an address that only this side had and shows nothing that neither side had: two that were
/// one by mistake often share every key, and the address is all that tells them apart.
final class DecisionMarks {
    private final Map<Integer, Set<Integer>> marks =
            new HashMap<>(); // 2 n and 2 n + 1 are opposite
    private final List<Pair> united = new ArrayList<>();
    private final Set<Integer> decided = new HashSet<>();
    private final List<String> reasons = new ArrayList<>();

    private DecisionMarks() {}

    /// Two that are one by decision.
    record Pair(int left, int right) {}

    /// @param claimants takes the sides that are no devices any more
    static DecisionMarks of(Claimants claimants, List<IdentityDecision> decisions) {
        DecisionMarks marks = new DecisionMarks();
        for (IdentityDecision decision : decisions) {
            int first = claimants.number(decision.first());
            int second = claimants.number(decision.second());
            switch (decision.verdict()) {
                case SAME -> {
                    marks.united.add(new Pair(first, second));
                    marks.decided.add(first);
                    marks.decided.add(second);
                }
                case DIFFERENT -> marks.part(claimants, decision, first, second);
            }
        }
        return marks;
    }

    private void part(Claimants claimants, IdentityDecision decision, int first, int second) {
        int mark = 2 * reasons.size();
        reasons.add(decision.text());
        mark(first, mark);
        mark(second, mark + 1);
        Claimant one = Claimant.of(decision.first());
        Claimant other = Claimant.of(decision.second());
        for (int i = claimants.firstPoll(); i < claimants.firstPoll() + claimants.polls(); i++) {
            IpAddress at = claimants.poll(i).provenance().exporter();
            Claimant poll = claimants.get(i);
            boolean oneHadIt = one.polledAt().contains(at);
            if (oneHadIt != other.polledAt().contains(at)
                    && (resembles(poll, one) || resembles(poll, other))
                    && !showsKeyOf(poll, oneHadIt ? other : one, oneHadIt ? one : other)) {
                mark(i, oneHadIt ? mark : mark + 1);
            }
        }
    }

    /// False for a third device that took over the address.
    private static boolean resembles(Claimant poll, Claimant then) {
        return !Collections.disjoint(poll.keys(), then.keys())
                || !Collections.disjoint(poll.macs(), then.macs())
                || (poll.keys().isEmpty() && !Collections.disjoint(poll.names(), then.names()));
    }

    /// True where it shows a key that only this one had: the address has moved.
    private static boolean showsKeyOf(Claimant poll, Claimant only, Claimant other) {
        return poll.keys().stream()
                .anyMatch(key -> only.keys().contains(key) && !other.keys().contains(key));
    }

    private void mark(int number, int mark) {
        marks.computeIfAbsent(number, _ -> new HashSet<>()).add(mark);
    }

    /// Those that are one by decision.
    List<Pair> united() {
        return united;
    }

    void unite(int into, int from) {
        Set<Integer> more = marks.getOrDefault(from, Set.of());
        more.forEach(mark -> mark(into, mark));
        if (decided.contains(from)) {
            decided.add(into);
        }
    }

    /// True where a decision made one of them: what contradicts it was known to the person.
    boolean areDecided(int left, int right) {
        return decided.contains(left) || decided.contains(right);
    }

    /// The decision that keeps the two apart, or empty.
    String forbids(int left, int right) {
        for (int mark : marks.getOrDefault(left, Set.of())) {
            if (marks.getOrDefault(right, Set.of()).contains(mark ^ 1)) {
                return reasons.get(mark / 2);
            }
        }
        return "";
    }

    /// True where both are on one side of a decision.
    boolean joins(int left, int right) {
        return !Collections.disjoint(
                marks.getOrDefault(left, Set.of()), marks.getOrDefault(right, Set.of()));
    }

    /// True where a person decided that the two are different.
    static boolean keepApart(List<IdentityDecision> decisions, DeviceId one, DeviceId other) {
        return decisions.stream()
                .anyMatch(d ->
                        d.verdict() == IdentityDecision.Verdict.DIFFERENT && d.isOn(one, other));
    }
}
