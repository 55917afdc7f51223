package io.segwright.inventory.estimate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// How many things show which combination of lists: the incomplete 2^k table whose missing cell is the question.
///
/// A history is a bit mask, bit `i` set where list `i` shows the thing. Cell 0 counts the things that are known to
/// exist although no list shows them; it is a lower bound of what belongs there.
public final class CaptureTable {
    /// Each list doubles the cells to fit, and no network tells of its devices in more independent ways.
    public static final int LISTS_MAX = 8;

    private final List<String> lists;
    private final long[] counts;

    private CaptureTable(List<String> lists, long[] counts) {
        this.lists = List.copyOf(lists);
        this.counts = counts;
        if (lists.size() > LISTS_MAX) {
            throw new IllegalArgumentException(
                    lists.size() + " lists: want at most " + LISTS_MAX + "; join some");
        }
    }

    /// @param histories one for each thing, 0 where no list shows it
    public static CaptureTable of(List<String> lists, Iterable<Integer> histories) {
        long[] counts = new long[1 << Math.min(lists.size(), LISTS_MAX)];
        for (int history : histories) {
            if (history < 0 || history >= counts.length) {
                throw new IllegalArgumentException(
                        "history " + history + ": want 0.." + (counts.length - 1));
            }
            counts[history]++;
        }
        return new CaptureTable(lists, counts);
    }

    /// The same cells, counted elsewhere.
    ///
    /// @param counts by history, from 0
    public static CaptureTable ofCounts(List<String> lists, long... counts) {
        if (counts.length != 1 << lists.size()) {
            throw new IllegalArgumentException(
                    counts.length + " cells: want " + (1 << lists.size()));
        }
        return new CaptureTable(lists, counts.clone());
    }

    public List<String> lists() {
        return lists;
    }

    int cells() {
        return counts.length;
    }

    long count(int history) {
        return counts[history];
    }

    /// Things that at least one list shows.
    public long listed() {
        return Arrays.stream(counts).skip(1).sum();
    }

    /// Things that exist although no list shows them.
    public long unlisted() {
        return counts[0];
    }

    /// Things that all these lists show together.
    ///
    /// @param mask bit `i` for list `i`
    public long shownBy(int mask) {
        long sum = 0;
        for (int history = 1; history < counts.length; history++) {
            sum += (history & mask) == mask ? counts[history] : 0;
        }
        return sum;
    }

    /// Without the lists that show nothing.
    CaptureTable withoutEmptyLists() {
        int keep = 0;
        for (int list = 0; list < lists.size(); list++) {
            keep |= shownBy(1 << list) > 0 ? 1 << list : 0;
        }
        return onto(keep);
    }

    /// With these lists only: what the others alone show becomes unlisted.
    CaptureTable onto(int keep) {
        List<String> names = new ArrayList<>();
        for (int list = 0; list < lists.size(); list++) {
            if (((keep >>> list) & 1) == 1) {
                names.add(lists.get(list));
            }
        }
        long[] kept = new long[1 << names.size()];
        for (int history = 0; history < counts.length; history++) {
            kept[Integer.compress(history, keep)] += counts[history];
        }
        return new CaptureTable(names, kept);
    }

    /// The things of both. The lists must be the same.
    CaptureTable plus(CaptureTable other) {
        if (!lists.equals(other.lists)) {
            throw new IllegalArgumentException(lists + " and " + other.lists + ": want the same");
        }
        long[] sum = counts.clone();
        for (int history = 0; history < sum.length; history++) {
            sum[history] += other.counts[history];
        }
        return new CaptureTable(lists, sum);
    }
}
