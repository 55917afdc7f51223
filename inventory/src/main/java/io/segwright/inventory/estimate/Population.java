package io.segwright.inventory.estimate;

import io.segwright.inventory.estimate.UnseenEstimate.Insufficient;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/// The things of several segments (sites), as lists show them: the whole, and each segment where it is large enough.
///
/// A list is blind in a segment where it shows nothing although, at its usual rate, that would happen once in a
/// thousand times at most. A segment with fewer than three lists that work says nothing of its own dark corners: it
/// is left out of the whole and named. What is left is estimated together, not summed over segments: on simulated
/// estates the pairs absorb what differs between sites, and a sum of many small estimates is less honest (see
/// `docs/coverage.md`).
public final class Population {
    private static final double SURPRISE = 1e-3;
    private static final int LISTS_WANTED = 3;
    private static final long ALONE_MIN = 100; // things; below, an interval says nothing
    private static final int ALONE_MAX = 50; // segments, the largest: 5 ms each
    private static final double LEFT_OUT_MAX = 0.05; // of all things, for the whole to be one

    /// One segment.
    ///
    /// @param known its things
    /// @param lists those that work in it
    /// @param inclusion whether it is part of the whole
    /// @param estimate of it alone
    public record Segment(
            String name,
            long known,
            List<String> lists,
            Inclusion inclusion,
            UnseenEstimate estimate) {
        public Segment {
            lists = List.copyOf(lists);
        }
    }

    /// Whether a segment is part of the estimate of the whole.
    public enum Inclusion {
        COUNTED,
        /// Fewer than three lists work there.
        LEFT_OUT
    }

    private final List<String> lists;
    private final NavigableMap<String, CaptureTable> tables = new TreeMap<>();
    private final CaptureTable all;

    private Population(List<String> lists, Map<String, List<Integer>> histories) {
        this.lists = List.copyOf(lists);
        CaptureTable sum = CaptureTable.of(lists, List.of());
        for (Map.Entry<String, List<Integer>> segment : histories.entrySet()) {
            CaptureTable table = CaptureTable.of(lists, segment.getValue());
            tables.put(segment.getKey(), table);
            sum = sum.plus(table);
        }
        this.all = sum;
    }

    /// @param histories of each segment's things, see [CaptureTable]
    public static Population of(List<String> lists, Map<String, List<Integer>> histories) {
        return new Population(lists, histories);
    }

    /// How many things of all segments no list shows.
    public UnseenEstimate total() {
        CaptureTable counted = CaptureTable.of(lists, List.of());
        List<String> leftOut = new ArrayList<>();
        long hidden = 0;
        for (Map.Entry<String, CaptureTable> segment : tables.entrySet()) {
            if (inclusion(segment.getValue()) == Inclusion.COUNTED) {
                counted = counted.plus(segment.getValue());
            } else {
                leftOut.add(segment.getKey());
                hidden += known(segment.getValue());
            }
        }
        return hidden > LEFT_OUT_MAX * known(all)
                ? new Insufficient(
                        hidden
                                + " of "
                                + known(all)
                                + " things are in segments with fewer than three lists: "
                                + leftOut)
                : UnseenEstimator.estimate(counted);
    }

    /// Each segment, by name.
    public List<Segment> segments() {
        List<String> largest =
                tables.entrySet().stream()
                        .filter(e -> known(e.getValue()) >= ALONE_MIN)
                        .sorted(
                                Comparator.comparingLong((Map.Entry<String, CaptureTable> e) ->
                                                -known(e.getValue()))
                                        .thenComparing(Map.Entry::getKey))
                        .limit(ALONE_MAX)
                        .map(Map.Entry::getKey)
                        .toList();
        return tables.entrySet().stream()
                .map(e -> segment(e.getKey(), e.getValue(), largest.contains(e.getKey())))
                .toList();
    }

    private Segment segment(String name, CaptureTable table, boolean large) {
        UnseenEstimate alone =
                large
                        ? UnseenEstimator.estimate(table)
                        : new Insufficient(
                                "only " + known(table) + " things: counted in the whole only");
        return new Segment(
                name,
                known(table),
                working(table, Blindness.SHOWS_NOTHING),
                inclusion(table),
                alone);
    }

    private Inclusion inclusion(CaptureTable table) {
        int usual = all.withoutEmptyLists().lists().size();
        return working(table, Blindness.SURPRISING).size() < Math.min(LISTS_WANTED, usual)
                ? Inclusion.LEFT_OUT
                : Inclusion.COUNTED;
    }

    private enum Blindness {
        SHOWS_NOTHING,
        SURPRISING
    }

    private List<String> working(CaptureTable table, Blindness blindness) {
        List<String> working = new ArrayList<>();
        for (int list = 0; list < lists.size(); list++) {
            double rate = (double) all.shownBy(1 << list) / Math.max(1, all.listed());
            boolean surprising =
                    rate > 0 && table.listed() * Math.log1p(-rate) < Math.log(SURPRISE);
            boolean excused = blindness == Blindness.SURPRISING && rate > 0 && !surprising;
            if (table.shownBy(1 << list) > 0 || excused) {
                working.add(lists.get(list));
            }
        }
        return working;
    }

    private static long known(CaptureTable table) {
        return table.listed() + table.unlisted();
    }
}
