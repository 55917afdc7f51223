package io.segwright.inventory.kpi;

import java.math.BigInteger;

/// What a [Kpi] came to.
public sealed interface KpiValue {
    /// A part of a whole, both counted.
    record Counted(long numerator, long denominator) implements KpiValue {
        public Counted {
            if (numerator < 0 || numerator > denominator || denominator == 0) {
                throw new IllegalArgumentException(
                        numerator + " of " + denominator + ": want 0 <= part <= whole, whole > 0");
            }
        }

        /// In hundredths of a percent, rounded down: 10,000 means that nothing is missing.
        @Override
        public long floor() {
            return scaled(numerator).divide(BigInteger.valueOf(denominator)).longValueExact();
        }

        /// How many more it would take, at least.
        ///
        /// @param wanted in hundredths of a percent
        public long missing(long wanted) {
            BigInteger[] parts =
                    BigInteger.valueOf(denominator)
                            .multiply(BigInteger.valueOf(wanted))
                            .divideAndRemainder(BigInteger.valueOf(WHOLE));
            long needed = parts[0].longValueExact() + (parts[1].signum() > 0 ? 1 : 0);
            return Math.max(0, needed - numerator);
        }

        private static BigInteger scaled(long part) {
            return BigInteger.valueOf(part).multiply(BigInteger.valueOf(WHOLE));
        }
    }

    /// A part of a whole of which some was never seen: with the interval at 95 %.
    ///
    /// @param known of the whole
    /// @param percent the best guess; `lower` and `upper` likewise in percent, two decimals, rounded down
    record Estimated(long numerator, long known, double percent, double lower, double upper)
            implements KpiValue {
        @Override
        public long floor() {
            return Math.round(lower * 100);
        }
    }

    /// Nothing was there to count, or nobody looked.
    record NotMeasured(String reason) implements KpiValue {
        @Override
        public long floor() {
            return 0;
        }
    }

    /// All, in hundredths of a percent.
    long WHOLE = 10_000;

    /// What can be vouched for, in hundredths of a percent: the lower end of an interval.
    long floor();
}
