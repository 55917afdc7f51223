package io.segwright.inventory.estimate;

/// The three functions that the JDK lacks, to about ten digits (Abramowitz and Stegun 1964: 6.1.41, 6.3.18) and, for
/// the normal distribution, to seven (26.2.17).
final class SpecialFunctions {
    private static final double SHIFT = 9; // the series are good to 1e-11 from here on
    private static final double HALF_LOG_TWO_PI = 0.9189385332046727;

    private SpecialFunctions() {}

    /// The logarithm of the gamma function, for x > 0.
    static double logGamma(double x) {
        double shifted = x;
        double product = 1;
        while (shifted < SHIFT) {
            product *= shifted;
            shifted++;
        }
        double inverse = 1 / shifted;
        double square = inverse * inverse;
        double series = inverse * (1.0 / 12 - square * (1.0 / 360 - square * (1.0 / 1260)));
        return (shifted - 0.5) * Math.log(shifted)
                - shifted
                + HALF_LOG_TWO_PI
                + series
                - Math.log(product);
    }

    /// Its derivative, for x > 0.
    static double digamma(double x) {
        double shifted = x;
        double sum = 0;
        while (shifted < SHIFT) {
            sum -= 1 / shifted;
            shifted++;
        }
        double square = 1 / (shifted * shifted);
        return sum
                + Math.log(shifted)
                - 0.5 / shifted
                - square * (1.0 / 12 - square * (1.0 / 120 - square * (1.0 / 252)));
    }

    /// The share of a normal distribution that lies below z.
    static double normalBelow(double z) {
        double t = 1 / (1 + 0.2316419 * Math.abs(z));
        double tail =
                Math.exp(-z * z / 2)
                        / Math.sqrt(2 * Math.PI)
                        * t
                        * (0.319381530
                                + t
                                        * (-0.356563782
                                                + t
                                                        * (1.781477937
                                                                + t
                                                                        * (-1.821255978
                                                                                + t
                                                                                        * 1.330274429))));
        return z > 0 ? 1 - tail : tail;
    }
}
