package io.segwright.inventory.coverage;

import io.segwright.inventory.estimate.Interval;
import io.segwright.inventory.estimate.UnseenEstimate;

/// A part of all things that must exist, in percent, rounded down: 100 means that nothing is missing.
public sealed interface Share {
    double percent();

    /// Of the known things and of those that no list shows.
    ///
    /// @param lower and `upper`: the ends of the interval at [UnseenEstimate#LEVEL]
    record Estimated(double percent, double lower, double upper) implements Share {}

    /// Of the known things only, since how many more there are cannot be said: the truth is this or less.
    record AtMost(double percent) implements Share {}

    /// @param part of the known things
    static Share of(long part, long known, UnseenEstimate unseen) {
        return switch (unseen) {
            case UnseenEstimate.Estimated(_, double guess, Interval interval, _, _, _) ->
                    new Estimated(
                            percent(part, known + guess),
                            percent(part, (double) known + interval.upper()),
                            percent(part, (double) known + interval.lower()));
            case UnseenEstimate.Insufficient _ -> new AtMost(percent(part, (double) known));
        };
    }

    private static double percent(long part, double all) {
        return all <= 0 ? 0 : Math.floor(part * 10_000.0 / all + 1e-9) / 100;
    }
}
