package io.segwright.inventory.estimate;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The logarithm of a cell's expected count as a sum: an intercept, one term a list, one for each pair of lists that
/// depend on each other, and perhaps one for things that all lists find easier than others (Fienberg 1972; Cormack
/// 1989). The intercept is the logarithm of the number of things that no list shows.
///
/// @param lists how many
/// @param pairs which depend on each other, each a mask of two bits, sorted
/// @param spread whether things differ in how easily they are found
record LogLinearModel(int lists, List<Integer> pairs, Spread spread) {
    /// How a thing's ease of being found is spread.
    enum Spread {
        /// All alike, but for what the pairs say.
        NONE,
        /// Some are found easier than others, however that is spread: captures beyond the second tell nothing of
        /// those that were missed. A lower bound (Chao 1987; Rivest 2011).
        LOWER_BOUND,
        /// The odds' logarithms are spread normally among the things that were found (Darroch and others 1993).
        NORMAL;

        private double of(int captures) {
            return switch (this) {
                case NONE -> 0;
                case LOWER_BOUND -> Math.max(captures - 2, 0);
                case NORMAL -> captures * captures / 2.0;
            };
        }
    }

    LogLinearModel {
        pairs = pairs.stream().distinct().sorted().toList();
    }

    /// Lists that know nothing of each other.
    static LogLinearModel independent(int lists) {
        return new LogLinearModel(lists, List.of(), Spread.NONE);
    }

    LogLinearModel with(int pair) {
        return new LogLinearModel(
                lists, Stream.concat(pairs.stream(), Stream.of(pair)).toList(), spread);
    }

    LogLinearModel without(int pair) {
        return new LogLinearModel(
                lists, pairs.stream().filter(other -> other != pair).toList(), spread);
    }

    LogLinearModel with(Spread other) {
        return new LogLinearModel(lists, pairs, other);
    }

    int parameters() {
        return 1 + lists + pairs.size() + (spread == Spread.NONE ? 0 : 1);
    }

    /// A cell's row of the design: one value a parameter.
    double[] row(int history) {
        double[] row = new double[parameters()];
        row[0] = 1;
        for (int list = 0; list < lists; list++) {
            row[1 + list] = (history >>> list) & 1;
        }
        for (int i = 0; i < pairs.size(); i++) {
            int pair = pairs.get(i);
            row[1 + lists + i] = (history & pair) == pair ? 1 : 0;
        }
        if (spread != Spread.NONE) {
            row[row.length - 1] = spread.of(Integer.bitCount(history));
        }
        return row;
    }

    /// For people: `A, B, C, A:B`.
    String text(List<String> names) {
        String text = String.join(", ", names);
        String joint =
                pairs.stream()
                        .map(pair ->
                                names.get(Integer.numberOfTrailingZeros(pair))
                                        + ":"
                                        + names.get(31 - Integer.numberOfLeadingZeros(pair)))
                        .collect(Collectors.joining(", "));
        return text
                + (joint.isEmpty() ? "" : ", " + joint)
                + switch (spread) {
                    case NONE -> "";
                    case LOWER_BOUND -> ", spread (lower bound)";
                    case NORMAL -> ", spread (normal)";
                };
    }
}
