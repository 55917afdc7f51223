package io.segwright.inventory.attribute;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;

/// What was allocated at one prefix over time: which allocation is believed at any moment, by one binary search.
///
/// Time is cut where any of them begins or ends. Between two cuts the same ones hold, and one of them is believed (see
/// [AllocationOrder#BY_BELIEF]); whether another that is as sure disagrees with it on the service or on the owner is
/// kept with it, as the two [#CONTESTED] bits. Immutable.
final class Versions {
    /// In a winner: an allocation as sure as the believed one gives another service.
    static final int SERVICE_CONTESTED = 1 << 31;

    /// In a winner: an allocation as sure as the believed one gives another owner.
    static final int OWNER_CONTESTED = 1 << 30;

    static final int CONTESTED = SERVICE_CONTESTED | OWNER_CONTESTED;

    /// A winner where nothing holds.
    static final int NOBODY = ~CONTESTED;

    /// More that hold at once and are as sure as one another are not asked whether they disagree: a file of nothing but
    /// such would take the square of its length.
    private static final int COMPARED_MAX = 64;

    private static final int[] WINNERS_FOR_EVER = {0};
    private static final int[] WINNERS_FOR_A_TIME = {0, NOBODY};

    private final Allocation[] records; // in order of validity
    private final long[] begins; // where time is cut, ascending
    private final int[]
            winners; // from there on: an index into the records and the contested bits, or NOBODY

    private Versions(Allocation[] records, long[] begins, int[] winners) {
        this.records = records;
        this.begins = begins;
        this.winners = winners;
    }

    /// @param records of one prefix; none for a prefix that is allocated no more
    static Versions of(List<Allocation> records) {
        Allocation[] sorted = records.toArray(Allocation[]::new);
        if (sorted.length == 1) {
            return only(sorted);
        }
        Arrays.sort(sorted, AllocationOrder.BY_VALIDITY);
        long[] cuts = new long[2 * sorted.length];
        for (int i = 0; i < sorted.length; i++) {
            cuts[2 * i] = EpochNanos.of(sorted[i].validFrom());
            cuts[2 * i + 1] = EpochNanos.of(sorted[i].validTo());
        }
        Arrays.sort(cuts);
        return swept(sorted, cuts);
    }

    /// Nearly every prefix has one version.
    private static Versions only(Allocation[] record) {
        long begin = EpochNanos.of(record[0].validFrom());
        long end = EpochNanos.of(record[0].validTo());
        return end == EpochNanos.FOREVER
                ? new Versions(record, new long[] {begin}, WINNERS_FOR_EVER)
                : new Versions(record, new long[] {begin, end}, WINNERS_FOR_A_TIME);
    }

    private static Versions swept(Allocation[] records, long[] cuts) {
        long[] begins = new long[cuts.length];
        int[] winners = new int[cuts.length];
        int count = 0;
        int next = 0; // the first record that has not begun
        NavigableSet<Integer> open = new TreeSet<>(byBelief(records));
        NavigableSet<Integer> byEnd = new TreeSet<>(byEnd(records));
        for (int c = 0; c < cuts.length && cuts[c] != EpochNanos.FOREVER; c++) {
            long at = cuts[c];
            while (!byEnd.isEmpty() && EpochNanos.of(records[byEnd.getFirst()].validTo()) <= at) {
                open.remove(byEnd.pollFirst());
            }
            while (next < records.length && EpochNanos.of(records[next].validFrom()) <= at) {
                open.add(next);
                byEnd.add(next++);
            }
            boolean lastOfItsMoment = c + 1 == cuts.length || cuts[c + 1] != at;
            int winner = winner(records, open);
            if (lastOfItsMoment && winner != (count == 0 ? NOBODY : winners[count - 1])) {
                begins[count] = at;
                winners[count++] = winner;
            }
        }
        return new Versions(records, Arrays.copyOf(begins, count), Arrays.copyOf(winners, count));
    }

    private static Comparator<Integer> byBelief(Allocation[] records) {
        return Comparator.comparing((Integer i) -> records[i], AllocationOrder.BY_BELIEF)
                .thenComparing(Comparator.naturalOrder());
    }

    private static Comparator<Integer> byEnd(Allocation[] records) {
        return Comparator.comparingLong((Integer i) -> EpochNanos.of(records[i].validTo()))
                .thenComparing(Comparator.naturalOrder());
    }

    private static int winner(Allocation[] records, NavigableSet<Integer> open) {
        if (open.isEmpty()) {
            return NOBODY;
        }
        int best = open.getFirst();
        int contested = 0;
        int compared = 0;
        for (int i : open) {
            if (records[i].confidencePercent() != records[best].confidencePercent()
                    || ++compared > COMPARED_MAX) {
                break;
            }
            contested |= disagreement(records[i].tags(), records[best].tags());
        }
        return best | contested;
    }

    private static int disagreement(Tags one, Tags other) {
        return (one.service().equals(other.service()) ? 0 : SERVICE_CONTESTED)
                | (one.owner().equals(other.owner()) ? 0 : OWNER_CONTESTED);
    }

    int cuts() {
        return begins.length;
    }

    long begin(int cut) {
        return begins[cut];
    }

    int winner(int cut) {
        return winners[cut];
    }

    /// @return the believed one's index and the contested bits, or [#NOBODY]
    int winnerAt(long atNanos) {
        int cut = lastAtOrBefore(begins, 0, begins.length, atNanos);
        return cut < 0 ? NOBODY : winners[cut];
    }

    /// The first cut after a moment, or [EpochNanos#FOREVER].
    long nextCut(long afterNanos) {
        int cut = lastAtOrBefore(begins, 0, begins.length, afterNanos) + 1;
        return cut < begins.length ? begins[cut] : EpochNanos.FOREVER;
    }

    /// Adds what else holds at a moment, the more believed first.
    void addOthers(int winner, long atNanos, List<Allocation> others) {
        if (records.length == 1) {
            return;
        }
        List<Allocation> open = new ArrayList<>();
        for (int i = 0; i < records.length; i++) {
            boolean holds =
                    EpochNanos.of(records[i].validFrom()) <= atNanos
                            && EpochNanos.of(records[i].validTo()) > atNanos;
            if (holds && i != (winner & ~CONTESTED)) {
                open.add(records[i]);
            }
        }
        open.sort(AllocationOrder.BY_BELIEF);
        others.addAll(open);
    }

    /// True where one of them had begun by a moment.
    boolean begun(long atNanos) {
        return begins.length > 0 && begins[0] <= atNanos;
    }

    Allocation first() {
        return records[0];
    }

    Allocation record(int winner) {
        return records[winner & ~CONTESTED];
    }

    /// Every version, in order of validity.
    List<Allocation> all() {
        return List.of(records);
    }

    /// @return the place of the last of `begins[from..to)` that is at or before `at`, or -1
    static int lastAtOrBefore(long[] begins, int from, int to, long at) {
        int low = from;
        int high = to; // the first that is known to be after
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (begins[middle] <= at) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low == from ? -1 : low - 1;
    }
}
