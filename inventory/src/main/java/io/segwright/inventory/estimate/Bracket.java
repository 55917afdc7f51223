package io.segwright.inventory.estimate;

import java.util.function.DoubleUnaryOperator;

/// Finds where a function crosses zero between two points, by false position with the Illinois rule (Dowell and
/// Jarratt 1971): as safe as bisection, and about six steps here instead of fifteen, each of which is a model fit.
final class Bracket {
    private static final int STEPS_MAX = 60;

    private enum Side {
        NONE,
        LEFT,
        RIGHT
    }

    private Bracket() {}

    /// @param function positive at `low`, not positive at `high`
    /// @param close how near to the crossing is near enough
    static double crossing(DoubleUnaryOperator function, double low, double high, double close) {
        double left = low;
        double right = high;
        double atLeft = function.applyAsDouble(low);
        double atRight = function.applyAsDouble(high);
        double before = low;
        Side moved = Side.NONE;
        for (int step = 0; step < STEPS_MAX && right - left > close; step++) {
            double share = Math.clamp(atLeft / (atLeft - atRight), 0.01, 0.99);
            double x = left + share * (right - left);
            if (Math.abs(x - before) < close / 4) {
                return x;
            }
            double at = function.applyAsDouble(x);
            before = x;
            if (at > 0) {
                left = x;
                atLeft = at;
                atRight = moved == Side.LEFT ? atRight / 2 : atRight;
                moved = Side.LEFT;
            } else {
                right = x;
                atRight = at;
                atLeft = moved == Side.RIGHT ? atLeft / 2 : atLeft;
                moved = Side.RIGHT;
            }
        }
        return (left + right) / 2;
    }
}
