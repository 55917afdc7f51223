package io.segwright.bench;

import java.util.Arrays;
import java.util.List;
import java.util.function.IntToLongFunction;

/// Times several subjects in alternating short slices of one process, and takes each one's 10th percentile.
///
/// The machine is shared: a mean of wall time varies two- to tenfold. Neighbouring slices meet the same neighbours,
/// so the ratio of two subjects is steady.
final class Slices {
    private static final int ROUNDS = 120;
    private static final int WARM_UP = ROUNDS / 4; // compiled by then
    private static final double PERCENTILE = 0.10;

    /// One thing to time.
    ///
    /// @param operations in one slice
    /// @param slice does slice number n of the work; returns something that depends on all of it
    record Subject(String name, int operations, IntToLongFunction slice) {}

    private Slices() {}

    /// @return nanoseconds an operation, in the order of the subjects
    static double[] nanosPerOperation(List<Subject> subjects) {
        long checksum = 0; // of what the subjects computed, so that it must be computed
        double[][] nanos = new double[subjects.size()][ROUNDS];
        for (int round = 0; round < ROUNDS; round++) {
            for (int turn = 0; turn < subjects.size(); turn++) {
                int s =
                        (turn + round)
                                % subjects.size(); // the first pays for what the last evicted
                Subject subject = subjects.get(s);
                long start = System.nanoTime();
                checksum += subject.slice().applyAsLong(round);
                nanos[s][round] = (System.nanoTime() - start) / (double) subject.operations();
            }
        }
        if (checksum == Long.MIN_VALUE) {
            System.err.println("an unlikely checksum: " + checksum);
        }
        double[] result = new double[subjects.size()];
        for (int s = 0; s < result.length; s++) {
            double[] kept = Arrays.copyOfRange(nanos[s], WARM_UP, ROUNDS);
            Arrays.sort(kept);
            result[s] = kept[(int) (kept.length * PERCENTILE)];
        }
        return result;
    }
}
