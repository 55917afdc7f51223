package io.segwright.inventory.estimate;

import java.util.Optional;

/// A Poisson regression with a log link, fitted by iteratively reweighted least squares (McCullagh and Nelder 1989,
/// sec. 2.5), which for this canonical link is Newton's method on the likelihood.
///
/// Cells are few (2^8 at most) and so are parameters (below 40): dense arrays, a Cholesky factor a step. A step that
/// does not raise the likelihood is halved. Where a margin is empty a coefficient wanders off to minus infinity; its
/// predictor is held at a bound, which leaves the other cells as they are.
final class PoissonFit {
    private static final int STEPS_MAX = 60; // quadratic convergence: about 6 are usual
    private static final int HALVINGS_MAX = 12;
    private static final double ENOUGH = 1e-10; // relative change of the likelihood
    private static final double PREDICTOR_MAX = 30; // 1e13 things; e^-30 is none at all
    private static final double RIDGE = 1e-9; // keeps an inestimable direction at rest

    private final double[][] design;
    private final double[] coefficients;
    private final double[] fitted;
    private double likelihood;

    private PoissonFit(double[][] design, double[] start) {
        this.design = design;
        this.coefficients = start.clone();
        this.fitted = new double[design.length];
    }

    /// @param design one row a cell
    /// @param counts one a cell
    /// @return empty where the design cannot be solved
    static Optional<PoissonFit> of(double[][] design, double[] counts) {
        return of(design, counts, start(design, counts));
    }

    /// @param start coefficients of a similar fit
    static Optional<PoissonFit> of(double[][] design, double[] counts, double[] start) {
        PoissonFit fit = new PoissonFit(design, start);
        fit.likelihood = fit.predict(fit.coefficients, counts);
        for (int step = 0; step < STEPS_MAX; step++) {
            double before = fit.likelihood;
            if (!fit.step(counts)) {
                return Optional.empty();
            }
            if (fit.likelihood - before <= ENOUGH * (Math.abs(before) + 1)) {
                return Optional.of(fit);
            }
        }
        return Optional.of(
                fit); // still creeping towards infinity: no cell changes by a thing any more
    }

    /// One weighted least-squares step from the logarithms of the counts.
    private static double[] start(double[][] design, double[] counts) {
        int parameters = design[0].length;
        double[][] normal = new double[parameters][parameters];
        double[] right = new double[parameters];
        for (int cell = 0; cell < counts.length; cell++) {
            double weight = counts[cell] + 0.1;
            addRow(normal, right, design[cell], weight, weight * Math.log(weight));
        }
        return solve(normal, right) ? right : new double[parameters];
    }

    private boolean step(double[] counts) {
        int parameters = coefficients.length;
        double[][] normal = new double[parameters][parameters];
        double[] right = new double[parameters];
        for (int cell = 0; cell < counts.length; cell++) {
            addRow(normal, right, design[cell], fitted[cell], counts[cell] - fitted[cell]);
        }
        if (!solve(normal, right)) {
            return false;
        }
        double[] next = new double[parameters];
        double share = 1;
        for (int halving = 0; halving < HALVINGS_MAX; halving++, share /= 2) {
            for (int i = 0; i < parameters; i++) {
                next[i] = coefficients[i] + share * right[i];
            }
            double better = predict(next, counts);
            if (better >= likelihood - ENOUGH * (Math.abs(likelihood) + 1)) {
                System.arraycopy(next, 0, coefficients, 0, parameters);
                likelihood = better;
                return true;
            }
        }
        predict(coefficients, counts); // nothing better is near: this is the summit
        return true;
    }

    private static void addRow(
            double[][] normal, double[] right, double[] row, double weight, double value) {
        for (int i = 0; i < row.length; i++) {
            if (row[i] == 0) {
                continue;
            }
            double left = row[i] * weight;
            for (int j = 0; j <= i; j++) {
                normal[i][j] += left * row[j];
            }
            right[i] += row[i] * value;
        }
    }

    /// Fills in the fitted counts.
    ///
    /// @return the likelihood's logarithm, without the part that no parameter changes
    private double predict(double[] at, double[] counts) {
        double sum = 0;
        for (int cell = 0; cell < counts.length; cell++) {
            double predictor = 0;
            for (int i = 0; i < at.length; i++) {
                predictor += design[cell][i] * at[i];
            }
            predictor = Math.clamp(predictor, -PREDICTOR_MAX, PREDICTOR_MAX);
            fitted[cell] = Math.exp(predictor);
            sum += counts[cell] * predictor - fitted[cell];
        }
        return sum;
    }

    /// Solves in place by Cholesky; `right` becomes the solution.
    ///
    /// @param normal its lower triangle is used and overwritten
    private static boolean solve(double[][] normal, double[] right) {
        int size = right.length;
        for (int i = 0; i < size; i++) {
            normal[i][i] += RIDGE * (1 + normal[i][i]);
            for (int j = 0; j <= i; j++) {
                double sum = normal[i][j];
                for (int k = 0; k < j; k++) {
                    sum -= normal[i][k] * normal[j][k];
                }
                if (i > j) {
                    normal[i][j] = sum / normal[j][j];
                } else if (sum > 0) {
                    normal[i][i] = Math.sqrt(sum);
                } else {
                    return false;
                }
            }
        }
        for (int i = 0; i < size; i++) {
            for (int k = 0; k < i; k++) {
                right[i] -= normal[i][k] * right[k];
            }
            right[i] /= normal[i][i];
        }
        for (int i = size - 1; i >= 0; i--) {
            for (int k = i + 1; k < size; k++) {
                right[i] -= normal[k][i] * right[k];
            }
            right[i] /= normal[i][i];
        }
        return true;
    }

    double[] coefficients() {
        return coefficients.clone();
    }

    double fitted(int cell) {
        return fitted[cell];
    }

    /// The likelihood's logarithm but for a constant of the counts.
    double likelihood() {
        return likelihood;
    }

    /// Twice what a model with a parameter for each cell would gain (G²).
    double deviance(double[] counts) {
        double sum = 0;
        for (int cell = 0; cell < counts.length; cell++) {
            double gain =
                    counts[cell] == 0 ? 0 : counts[cell] * Math.log(counts[cell] / fitted[cell]);
            sum += gain - counts[cell] + fitted[cell];
        }
        return 2 * sum;
    }

    /// The sum over cells of count times the logarithm of the fitted share of `all`.
    double logShares(double[] counts, double all) {
        double sum = 0;
        for (int cell = 0; cell < counts.length; cell++) {
            sum += counts[cell] == 0 ? 0 : counts[cell] * Math.log(fitted[cell] / all);
        }
        return sum;
    }
}
