package io.segwright.inventory.estimate;

import static org.assertj.core.api.Assertions.assertThat;

import io.segwright.inventory.estimate.SimulatedLists.Regime;
import io.segwright.inventory.estimate.UnseenEstimate.Estimated;
import io.segwright.inventory.estimate.UnseenEstimate.Insufficient;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/// A thousand estates of known size, most of them with lists that depend on each other.
class IntervalTrialsTest {
    private static final int TRIALS = 100; // of each of ten regimes
    private static final Set<Regime> PROMISED =
            EnumSet.complementOf(EnumSet.of(Regime.EXTREME_SPREAD, Regime.HIDDEN_CLASS));

    /// @param widthPercent of the estate; infinite where no interval was given
    private record Outcome(boolean covered, double widthPercent) {}

    private static Outcome outcome(Regime regime, long seed) {
        SimulatedLists estate = new SimulatedLists(regime, seed);
        return switch (Population.of(SimulatedLists.NAMES, estate.histories()).total()) {
            case Estimated found ->
                    new Outcome(
                            found.interval().contains(estate.unseen()),
                            100.0 * found.interval().width() / estate.size());
            case Insufficient _ -> new Outcome(false, Double.POSITIVE_INFINITY);
        };
    }

    private static List<Outcome> outcomes(Regime regime, int trials) {
        List<Outcome> outcomes =
                LongStream.range(0, trials)
                        .parallel()
                        .mapToObj(seed -> outcome(regime, seed))
                        .toList();
        System.out.printf(
                Locale.ROOT,
                "%-18s %5.1f %% of %d intervals cover the truth, median width %.3f %%%n",
                regime,
                100 * covered(outcomes),
                trials,
                medianWidth(outcomes));
        return outcomes;
    }

    private static double covered(List<Outcome> outcomes) {
        return (double) outcomes.stream().filter(Outcome::covered).count() / outcomes.size();
    }

    private static double medianWidth(List<Outcome> outcomes) {
        return outcomes.stream()
                .mapToDouble(Outcome::widthPercent)
                .sorted()
                .skip(outcomes.size() / 2)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void theIntervalCoversTheTruthInNinetyFivePercentOfAThousandTrials() {
        List<Outcome> all = new ArrayList<>();
        for (Regime regime : PROMISED) {
            List<Outcome> outcomes = outcomes(regime, TRIALS);
            assertThat(covered(outcomes)).as("%s", regime).isGreaterThanOrEqualTo(0.92);
            all.addAll(outcomes);
        }
        System.out.printf(
                Locale.ROOT,
                "all %d: %.1f %% cover, median width %.3f %%%n",
                all.size(),
                100 * covered(all),
                medianWidth(all));
        assertThat(all).hasSize(1_000);
        assertThat(covered(all)).isGreaterThanOrEqualTo(0.95);
        assertThat(medianWidth(all)).isLessThanOrEqualTo(0.5);
    }

    @Test
    void whatHidesFromEveryListAtOnceIsInNoIntervalAsTheDocumentationSays() {
        List<Outcome> outcomes = outcomes(Regime.HIDDEN_CLASS, 20);
        assertThat(covered(outcomes)).isZero(); // or docs/coverage.md promises too little
    }
}
