package io.segwright.inventory.estimate;

import java.util.function.DoubleUnaryOperator;

/// Finds where a function crosses zero between two points, by false position with the Illinois rule (Dowell and
/// Jarratt 1971): as safe as bisection, and about six steps here instead of fifteen, each of which is a model fit.
final class Bracket {
    private static final int STEPS_MAX = 60;

    private Bracket() {}

    /// @param function positive at `low`, not positive at `high`
    /// @param close how near to the crossing is near enough
    static double crossing(DoubleUnaryOperator function, double low, double high, double close) {
        double left = low;
        double right = high;
        double atLeft = function.applyAsDouble(low);
        double atRight = function.applyAsDouble(high);
        double before = low;
        for (int step = 0; step < STEPS_MAX && right - left > close; step++) {
            double share = atLeft / (atLeft - atRight);
            double x = left + Math.clamp(share, 0.01, 0.99) * (right - left);
            double at = function.applyAsDouble(x);
            if (Math.abs(x - before) < close / 4) {
                return x;
            }
            if (at > 0) {
                atRight = before > left && before <= x ? atRight / 2 : atRight;
                left = x;
                atLeft = at;
            } else {
                atLeft = before < right && before >= x ? atLeft / 2 : atLeft;
                right = x;
                atRight = at;
            }
            before = x;
        }
        return (left + right) / 2;
    }
}
