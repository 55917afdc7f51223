package io.segwright.inventory.estimate;

import java.util.Optional;

/// How well each number of unlisted things agrees with the counts under one model (Cormack 1992).
///
/// For a supposed number `x` the table is complete: the model is fitted to it with `x` in the missing cell, and the
/// multinomial likelihood of the whole, with N = listed + x things of which x were missed, is
/// ```
/// l(x) = log (N! / x!) + sum over cells of n log(m / N) + x log(m0 / N)
/// ```
/// Its derivative needs no further fit, since the fit is a maximum: psi(N + 1) - psi(x + 1) + log(m0 / N). No `x` is
/// supposed that is below the number of things known to be unlisted.
///
/// Not safe for use by several threads: each fit starts where the last one ended.
final class ProfileLikelihood {
    private static final double THINGS_MAX = 1e9;
    private static final double CLOSE = 1e-3; // relative; the answer is a count of things

    private final double[][] design;
    private final double[] counts;
    private final double listed;
    private double[] start;
    private double summit;
    private double height;
    private double loss;

    private ProfileLikelihood(CaptureTable table, LogLinearModel model, PoissonFit fit) {
        design = new double[table.cells()][];
        counts = new double[table.cells()];
        for (int history = 0; history < counts.length; history++) {
            design[history] = model.row(history);
            counts[history] = table.count(history);
        }
        listed = table.listed();
        start = fit.coefficients();
    }

    /// @param fit of the same model to the observed cells
    /// @return empty where the likelihood has no summit below a thousand million things
    static Optional<ProfileLikelihood> of(
            CaptureTable table, LogLinearModel model, PoissonFit fit) {
        ProfileLikelihood profile = new ProfileLikelihood(table, model, fit);
        return profile.climb((double) table.unlisted()) ? Optional.of(profile) : Optional.empty();
    }

    private boolean climb(double floor) {
        double free = freeSummit();
        if (!(free <= THINGS_MAX)) {
            return false;
        }
        summit = Math.max(free, floor);
        height = value(summit);
        loss = free < floor ? 2 * (value(free) - height) : 0;
        return !Double.isNaN(height) && !Double.isNaN(loss);
    }

    /// NaN where there is none.
    private double freeSummit() {
        if (slope(0) <= 0) {
            return 0;
        }
        double low = 0;
        double high = 1;
        while (slope(high) > 0) {
            low = high;
            high *= 4;
            if (high > THINGS_MAX) {
                return Double.NaN;
            }
        }
        return Bracket.crossing(this::slope, low, high, CLOSE * (1 + low));
    }

    /// The likeliest number of unlisted things.
    double summit() {
        return summit;
    }

    /// The deviance that the known unlisted things add: large where the model leaves no room for them.
    double loss() {
        return loss;
    }

    /// How far `x` lies from the summit in standard deviations of a normal distribution: the root of the deviance,
    /// negative below. 0, which excludes nothing, where the model cannot be fitted.
    double distance(double x) {
        double deviance = 2 * (height - value(x));
        double root = deviance > 0 ? Math.sqrt(deviance) : 0; // NaN is not above 0
        return x < summit ? -root : root;
    }

    private double slope(double x) {
        double all = listed + x;
        return fit(x).map(fit ->
                        SpecialFunctions.digamma(all + 1)
                                - SpecialFunctions.digamma(x + 1)
                                + Math.log(fit.fitted(0) / all))
                .orElse(Double.NaN);
    }

    private double value(double x) {
        double all = listed + x;
        return fit(x).map(fit ->
                        SpecialFunctions.logGamma(all + 1)
                                - SpecialFunctions.logGamma(x + 1)
                                + fit.logShares(counts, all))
                .orElse(Double.NaN);
    }

    private Optional<PoissonFit> fit(double x) {
        counts[0] = x;
        Optional<PoissonFit> fit = PoissonFit.of(design, counts, start);
        fit.ifPresent(found -> start = found.coefficients());
        return fit;
    }
}
