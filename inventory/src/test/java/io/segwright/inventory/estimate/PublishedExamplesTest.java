package io.segwright.inventory.estimate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.segwright.inventory.estimate.LogLinearModel.Spread;
import io.segwright.inventory.estimate.ModelSearch.Candidate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Data and answers that others published.
class PublishedExamplesTest {
    /// Diabetes in Casale Monferrato, four lists (Bruno and others 1994).
    private static final CaptureTable DIABETES =
            published(4, 58, 157, 18, 104, 46, 650, 12, 709, 14, 20, 7, 74, 8, 182, 10);

    /// Experiment R3 of Darroch, Fienberg, Glonek and Junker (1993): a census, a survey and records.
    private static final CaptureTable CENSUS = published(3, 72, 155, 7, 71, 13, 53, 43);

    /// Fatal injuries at work, New Zealand (Cormack, Chang and Smith 2000, tables 3b and 3a).
    private static final CaptureTable INJURIES = published(3, 72, 5, 29, 54, 24, 3, 14);

    private static final CaptureTable INJURIES_4 =
            published(4, 72, 5, 29, 53, 24, 3, 12, 14, 0, 0, 0, 1, 0, 0, 2);

    /// Spina bifida in upstate New York 1969-74: birth certificates, death certificates, rehabilitation files (Hook,
    /// Albright and Cross 1980).
    private static final CaptureTable SPINA_BIFIDA = published(3, 4, 142, 112, 247, 12, 49, 60);

    /// @param counts in the order 111, 110, 101, ... 001, as tables are printed
    private static CaptureTable published(int lists, long... counts) {
        long[] cells = new long[1 << lists];
        for (int row = 0; row < counts.length; row++) {
            int printed = (1 << lists) - 1 - row;
            cells[Integer.reverse(printed) >>> (32 - lists)] = counts[row];
        }
        List<String> names = List.of("A", "B", "C", "D").subList(0, lists);
        return CaptureTable.ofCounts(names, cells);
    }

    private static Candidate fit(CaptureTable table, String pairs, Spread spread) {
        LogLinearModel model = LogLinearModel.independent(table.lists().size()).with(spread);
        for (String pair : pairs.isEmpty() ? new String[0] : pairs.split(" ", -1)) {
            model = model.with((1 << (pair.charAt(0) - 'A')) | (1 << (pair.charAt(1) - 'A')));
        }
        double[][] design = new double[table.cells() - 1][];
        for (int history = 1; history < table.cells(); history++) {
            design[history - 1] = model.row(history);
        }
        return new Candidate(
                model, PoissonFit.of(design, ModelSearch.observed(table)).orElseThrow(), 0);
    }

    private static double population(CaptureTable table, Candidate candidate) {
        return table.listed() + Math.exp(candidate.fit().coefficients()[0]);
    }

    @ParameterizedTest(name = "diabetes, {0}, {1}: {2} patients, deviance {3}")
    @CsvSource(
            textBlock =
                    """
                    AB AC BC BD CD, NONE, 2771, 7.62
                    AC BD CD, NONE, 2472, 21.97
                    AC BD CD, LOWER_BOUND, 2588, 3.13
                    AC BD CD, NORMAL, 2752, 8.32
                    """)
    void fourListsOfDiabetesPatients(String pairs, Spread spread, long patients, double deviance) {
        // Rivest, Int. J. Biostatistics 7(1), 2011; the first is Bruno and others' own model
        Candidate candidate = fit(DIABETES, pairs, spread);
        assertThat(Math.round(population(DIABETES, candidate))).isEqualTo(patients);
        assertThat(candidate.fit().deviance(ModelSearch.observed(DIABETES)))
                .isEqualTo(deviance, within(0.005));
    }

    @ParameterizedTest(name = "census R3, {0}, {1}: {2} people, deviance {3}")
    @CsvSource(
            textBlock =
                    """
                    AB AC BC, NONE, 1240, 0
                    AB BC, NONE, 850, 3.8
                    AB, LOWER_BOUND, 681, 3.45
                    AB, NORMAL, 1182, 0
                    """)
    void threeListsOfACensus(String pairs, Spread spread, long people, double deviance) {
        // Rivest 2011
        Candidate candidate = fit(CENSUS, pairs, spread);
        assertThat(Math.round(population(CENSUS, candidate))).isEqualTo(people);
        if (deviance > 0) {
            assertThat(candidate.fit().deviance(ModelSearch.observed(CENSUS)))
                    .isEqualTo(deviance, within(0.05));
        }
    }

    @Test
    void injuriesWithTheirProfileIntervals() {
        Candidate independent = fit(INJURIES, "", Spread.NONE);
        assertThat(Math.round(population(INJURIES, independent))).isEqualTo(209);
        assertThat(independent.fit().deviance(ModelSearch.observed(INJURIES)))
                .isEqualTo(75.1, within(0.05));
        AveragedProfile profile =
                AveragedProfile.of(INJURIES, List.of(independent), 1).orElseThrow();
        assertThat(Math.round(INJURIES.listed() + profile.lower())).isEqualTo(203);
        assertThat(Math.round(INJURIES.listed() + profile.upper())).isEqualTo(217);

        Candidate joint = fit(INJURIES, "AC BC", Spread.NONE);
        assertThat(Math.round(population(INJURIES, joint))).isEqualTo(233);
        AveragedProfile wide = AveragedProfile.of(INJURIES, List.of(joint), 1).orElseThrow();
        assertThat(Math.round(INJURIES.listed() + wide.lower())).isEqualTo(204);

        Candidate four = fit(INJURIES_4, "", Spread.NONE);
        assertThat(Math.round(population(INJURIES_4, four))).isEqualTo(215);
        assertThat(four.fit().deviance(ModelSearch.observed(INJURIES_4)))
                .isEqualTo(87.1, within(0.05));
    }

    @Test
    void spinaBifidaWithTheDependenceThatItsAuthorsFound() {
        // They found the files of death and rehabilitation to exclude each other, and birth
        // certificates to list 68 %
        Candidate candidate = fit(SPINA_BIFIDA, "BC", Spread.NONE);
        double cases = population(SPINA_BIFIDA, candidate);
        double closedForm = 505.0 * 379 / 258; // births against the other two as one list
        assertThat(cases).isEqualTo(closedForm, within(0.01));
        assertThat(505 / cases).isEqualTo(0.68, within(0.005));
        assertThat(188 / cases).isEqualTo(0.25, within(0.005));
        double[] counts = ModelSearch.observed(SPINA_BIFIDA);
        for (String other : List.of("", "AB", "AC")) {
            assertThat(fit(SPINA_BIFIDA, other, Spread.NONE).fit().deviance(counts))
                    .as("deviance with pair '%s'", other)
                    .isGreaterThan(2 * candidate.fit().deviance(counts));
        }
    }

    @Test
    void goldenShinersByChapman() {
        // Ricker 1975: 109 marked, 177 caught later, 57 of those marked
        CaptureTable shiners = CaptureTable.ofCounts(List.of("marked", "caught"), 0, 52, 120, 57);
        UnseenEstimate estimate = UnseenEstimator.estimate(shiners);
        assertThat(estimate)
                .isInstanceOfSatisfying(
                        UnseenEstimate.Estimated.class,
                        found ->
                                assertThat(shiners.listed() + found.unseen())
                                        .isEqualTo(336.6, within(0.05)));
    }

    @ParameterizedTest(name = "x = {0}: log gamma {1}, digamma {2}")
    @CsvSource(
            textBlock =
                    """
                    0.5, 0.5723649429247, -1.9635100260214
                    1, 0, -0.5772156649015
                    10, 12.8018274800815, 2.2517525890667
                    1000, 5905.2204232091812, 6.9072551956488
                    """)
    void theSpecialFunctions(double x, double logGamma, double digamma) {
        // Abramowitz and Stegun 1964, tables 6.1 and 6.3
        assertThat(SpecialFunctions.logGamma(x)).isEqualTo(logGamma, within(1e-8));
        assertThat(SpecialFunctions.digamma(x)).isEqualTo(digamma, within(1e-9));
        assertThat(SpecialFunctions.normalBelow(1.959964)).isEqualTo(0.975, within(1e-6));
        assertThat(SpecialFunctions.normalBelow(-1.959964)).isEqualTo(0.025, within(1e-6));
    }
}
