package io.segwright.inventory.estimate;

import io.segwright.inventory.estimate.LogLinearModel.Spread;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Finds the models that the counts speak for, by Akaike's criterion (Akaike 1974).
///
/// The ideal would fit every set of pairs, 2^10 of them for five lists. Instead it walks: from lists that know nothing
/// of each other to the best neighbour (one pair more or less, or another spread) until none is better. Every model
/// met on the way is a candidate; those within a window of the best are kept (Madigan and Raftery 1994). The price is
/// a model that can be reached only through worse ones.
final class ModelSearch {
    private static final int STEPS_MAX = 64; // twice the pairs of eight lists: each may come and go
    private static final int MODELS_MAX =
            8; // the ninth has little to say, and each costs as much as the first
    private static final double WINDOW = 6; // e^-3 = 0.05 of the best one's say

    /// @param criterion lower is better
    record Candidate(LogLinearModel model, PoissonFit fit, double criterion) {}

    private final CaptureTable table;
    private final double[] counts;
    private final List<Integer> pairs = new ArrayList<>();
    private final Map<LogLinearModel, Optional<Candidate>> met = new HashMap<>();

    private ModelSearch(CaptureTable table) {
        this.table = table;
        this.counts = observed(table);
        int lists = table.lists().size();
        for (int low = 0; low < lists; low++) {
            for (int high = low + 1; high < lists; high++) {
                int pair = (1 << low) | (1 << high);
                if (tellsOf(pair)) {
                    pairs.add(pair);
                }
            }
        }
    }

    /// The cells that can be observed: every history but 0.
    static double[] observed(CaptureTable table) {
        double[] counts = new double[table.cells() - 1];
        for (int history = 1; history < table.cells(); history++) {
            counts[history - 1] = table.count(history);
        }
        return counts;
    }

    /// @return the best first; empty where no model can be fitted
    static List<Candidate> search(CaptureTable table) {
        ModelSearch search = new ModelSearch(table);
        search.walk();
        List<Candidate> all =
                search.met.values().stream()
                        .flatMap(Optional::stream)
                        .sorted(
                                Comparator.comparingDouble(Candidate::criterion)
                                        .thenComparing(c -> c.model().toString()))
                        .toList();
        return all.stream()
                .filter(c -> c.criterion() <= all.getFirst().criterion() + WINDOW)
                .limit(MODELS_MAX)
                .toList();
    }

    /// Whether the counts can tell how two lists depend on each other: some thing must be on both, and some on
    /// neither.
    private boolean tellsOf(int pair) {
        long neither = 0;
        for (int history = 1; history < table.cells(); history++) {
            neither += (history & pair) == 0 ? table.count(history) : 0;
        }
        return neither > 0 && table.shownBy(pair) > 0;
    }

    private void walk() {
        LogLinearModel at = LogLinearModel.independent(table.lists().size());
        Set<LogLinearModel> passed = new HashSet<>();
        for (int step = 0; step < STEPS_MAX && passed.add(at); step++) {
            List<LogLinearModel> near = neighbours(at);
            near.add(at);
            Optional<Candidate> best =
                    near.stream()
                            .flatMap(model -> fit(model).stream())
                            .min(Comparator.comparingDouble(Candidate::criterion));
            if (best.isEmpty()) {
                return;
            }
            at = best.get().model();
        }
    }

    private List<LogLinearModel> neighbours(LogLinearModel model) {
        List<LogLinearModel> near = new ArrayList<>();
        for (int pair : pairs) {
            near.add(model.pairs().contains(pair) ? model.without(pair) : model.with(pair));
        }
        for (Spread spread : Spread.values()) {
            if (spread != model.spread()) {
                near.add(model.with(spread));
            }
        }
        return near;
    }

    private Optional<Candidate> fit(LogLinearModel model) {
        return met.computeIfAbsent(
                model,
                _ -> {
                    if (model.parameters() > counts.length) {
                        return Optional.empty();
                    }
                    double[][] design = new double[counts.length][];
                    for (int history = 1; history < table.cells(); history++) {
                        design[history - 1] = model.row(history);
                    }
                    return PoissonFit.of(design, counts)
                            .map(fit ->
                                    new Candidate(
                                            model,
                                            fit,
                                            2 * (model.parameters() - fit.likelihood())));
                });
    }
}
