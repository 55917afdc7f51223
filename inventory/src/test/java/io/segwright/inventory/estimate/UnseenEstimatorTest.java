package io.segwright.inventory.estimate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.segwright.inventory.estimate.Population.Inclusion;
import io.segwright.inventory.estimate.Population.Segment;
import io.segwright.inventory.estimate.UnseenEstimate.Estimated;
import io.segwright.inventory.estimate.UnseenEstimate.Insufficient;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/// What the estimator refuses, and what it does with what it is told.
class UnseenEstimatorTest {
    private static final List<String> THREE = List.of("a", "b", "c");

    private static UnseenEstimate of(long... counts) {
        return UnseenEstimator.estimate(CaptureTable.ofCounts(THREE, counts));
    }

    private static Estimated estimated(long... counts) {
        UnseenEstimate estimate = of(counts);
        assertThat(estimate).isInstanceOf(Estimated.class);
        return (Estimated) estimate;
    }

    @Test
    void countsThatCannotCarryAnIntervalAreRefusedWithTheReason() {
        assertThat(of(9, 0, 0, 0, 0, 0, 0, 0)).isEqualTo(refused("no list shows anything"));
        assertThat(of(0, 80, 0, 0, 0, 0, 0, 0))
                .isEqualTo(refused("only one list, a: want at least two"));
        assertThat(of(0, 5, 2, 3, 4, 3, 3, 8))
                .isEqualTo(refused("only 28 things on the lists: want at least 30"));
        assertThat(of(0, 60, 60, 6, 0, 0, 0, 0))
                .isEqualTo(refused("only 6 things on both of [a, b]: want at least 7"));
        assertThat(of(0, 200, 200, 0, 200, 0, 0, 0)).isInstanceOf(Insufficient.class);
        assertThat(of(0, 200, 200, 2, 200, 1, 2, 0))
                .isInstanceOfSatisfying(
                        Insufficient.class,
                        no -> assertThat(no.reason()).startsWith("[a, b, c] overlap too little: "));
    }

    private static Insufficient refused(String reason) {
        return new Insufficient(reason);
    }

    @Test
    void thingsKnownToBeUnlistedAreNotUnseenAndBoundTheEstimate() {
        Estimated none = estimated(0, 20, 40, 180, 60, 270, 540, 2_400);
        Estimated some = estimated(3, 20, 40, 180, 60, 270, 540, 2_400);
        assertThat(none.interval().contains(7)).as("%s", none).isTrue();
        assertThat(some.unseen()).isLessThan(none.unseen());
        assertThat(some.interval().upper()).isLessThanOrEqualTo(none.interval().upper());
        Estimated many = estimated(200, 20, 40, 180, 60, 270, 540, 2_400);
        assertThat(many.interval().lower()).isZero();
    }

    @Test
    void theOrderOfTheListsDoesNotMatter() {
        Estimated one = estimated(0, 20, 40, 180, 60, 270, 540, 2_400);
        Estimated other = estimated(0, 60, 40, 540, 20, 270, 180, 2_400);
        assertThat(other.interval()).isEqualTo(one.interval());
        assertThat(other.unseen())
                .isCloseTo(one.unseen(), org.assertj.core.data.Offset.offset(0.01));
    }

    @Test
    void aSegmentWithFewerThanThreeWorkingListsIsNamedAndLeftOut() {
        Map<String, List<Integer>> histories = new TreeMap<>();
        histories.put("east", things(20, 40, 180, 60, 270, 540, 2_400));
        histories.put("dark", things(20, 0, 0, 100, 0, 0, 0));
        histories.put("tiny", things(0, 0, 0, 0, 0, 0, 1));
        Population population = Population.of(THREE, histories);
        assertThat(population.segments())
                .extracting(Segment::name, Segment::known, Segment::lists, Segment::inclusion)
                .containsExactly(
                        row("dark", 120L, List.of("a", "c"), Inclusion.LEFT_OUT),
                        row("east", 3_510L, THREE, Inclusion.COUNTED),
                        row("tiny", 1L, THREE, Inclusion.COUNTED));
        assertThat(population.total())
                .isInstanceOfSatisfying(
                        Estimated.class,
                        total -> assertThat(total.table().listed()).isEqualTo(3_511));

        histories.put("dark", things(200, 0, 0, 1_000, 0, 0, 0));
        assertThat(Population.of(THREE, histories).total())
                .isEqualTo(
                        refused(
                                "1200 of 4711 things are in segments with fewer than three lists: [dark]"));
    }

    @Test
    void aTableThatMakesNoSenseIsRefused() {
        assertThatThrownBy(() -> CaptureTable.of(THREE, List.of(8)))
                .hasMessage("history 8: want 0..7");
        assertThatThrownBy(() -> CaptureTable.ofCounts(THREE, 1, 2)).hasMessage("2 cells: want 8");
        assertThatThrownBy(() ->
                        CaptureTable.of(
                                List.of("1", "2", "3", "4", "5", "6", "7", "8", "9"), List.of()))
                .hasMessage("9 lists: want at most 8; join some");
    }

    /// @param counts by history, from 1
    private static List<Integer> things(int... counts) {
        List<Integer> things = new ArrayList<>();
        for (int history = 1; history <= counts.length; history++) {
            for (int i = 0; i < counts[history - 1]; i++) {
                things.add(history);
            }
        }
        return things;
    }

    private static org.assertj.core.groups.Tuple row(Object... values) {
        return org.assertj.core.groups.Tuple.tuple(values);
    }
}
