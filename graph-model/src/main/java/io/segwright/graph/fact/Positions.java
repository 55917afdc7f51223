package io.segwright.graph.fact;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.BiFunction;

/// How the order of a list survives in a graph without touching every element when one is put in the middle.
///
/// A list that is strictly sorted by its natural order needs no positions: all are 0, and reading sorts. Any other
/// list has 1, 2, 3 ...
final class Positions {
    private Positions() {}

    static <T, P> List<P> number(
            List<T> list, Comparator<T> order, BiFunction<T, Integer, P> numbered) {
        boolean sorted = true;
        for (int i = 1; i < list.size(); i++) {
            sorted &= order.compare(list.get(i - 1), list.get(i)) < 0;
        }
        List<P> parts = new ArrayList<>(list.size());
        for (int i = 0; i < list.size(); i++) {
            parts.add(numbered.apply(list.get(i), sorted ? 0 : i + 1));
        }
        return parts;
    }
}
