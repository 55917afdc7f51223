package io.segwright.inventory.estimate;

import io.segwright.inventory.estimate.ModelSearch.Candidate;
import io.segwright.inventory.estimate.UnseenEstimate.Estimated;
import io.segwright.inventory.estimate.UnseenEstimate.Insufficient;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Estimates how many things no list shows, from how the lists overlap.
///
/// Three lists or more: log-linear models with the dependence that the counts show ([ModelSearch]), averaged, with an
/// interval from their profile likelihoods ([AveragedProfile]) that is widened where the counts scatter more than the
/// best model says. Two lists: [Chapman]. It refuses where the counts cannot carry an interval.
///
/// Costs about 5 ms for five lists. What hides from every list for the same reason leaves no mark in any count: no
/// method finds it.
public final class UnseenEstimator {
    private static final long THINGS_MIN = 30; // below, a model is a guess about a handful

    private UnseenEstimator() {}

    public static UnseenEstimate estimate(CaptureTable all) {
        CaptureTable table = all.withoutEmptyLists();
        int lists = table.lists().size();
        if (lists < 2) {
            return new Insufficient(
                    lists == 0
                            ? "no list shows anything"
                            : "only one list, " + table.lists().getFirst() + ": want at least two");
        }
        if (table.listed() < THINGS_MIN) {
            return new Insufficient(
                    "only " + table.listed() + " things on the lists: want at least " + THINGS_MIN);
        }
        return lists == 2 ? Chapman.of(table) : logLinear(table);
    }

    private static UnseenEstimate logLinear(CaptureTable table) {
        List<Candidate> candidates = ModelSearch.search(table);
        double dispersion = candidates.isEmpty() ? 1 : dispersion(table, candidates.getFirst());
        Optional<AveragedProfile> profile = AveragedProfile.of(table, candidates, dispersion);
        if (profile.isEmpty()) {
            return new Insufficient(
                    "no model fits how " + table.lists() + " overlap: any number would do");
        }
        double lower = profile.get().lower();
        double upper = profile.get().upper();
        long known = table.unlisted();
        if (upper - known > table.listed()) {
            return new Insufficient(
                    String.format(
                            Locale.ROOT,
                            "%s overlap too little: anything from %.0f to %.0f more would do",
                            table.lists(),
                            Math.floor(lower - known),
                            Math.ceil(upper - known)));
        }
        return new Estimated(
                UnseenEstimate.Method.LOG_LINEAR,
                Math.max(0, profile.get().mean() - known),
                Interval.around(lower - known, upper - known),
                table,
                profile.get().models(),
                dispersion);
    }

    /// Deviance a degree of freedom, where the best model leaves any: things of one kind or site come and go
    /// together.
    private static double dispersion(CaptureTable table, Candidate best) {
        double[] counts = ModelSearch.observed(table);
        int freedom = counts.length - best.model().parameters();
        return freedom <= 0 ? 1 : Math.max(1, best.fit().deviance(counts) / freedom);
    }
}
