package io.segwright.graph.fact;

import static io.segwright.graph.schema.Schema.FOREVER;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// What one assertion, "from `from` on it is so", changes in what we believe of an entity.
///
/// An assertion speaks for the time from its own instant to the next assertion that we already have: evidence that
/// arrives late fills the gap behind it and leaves what came after alone. So the belief at (valid, known) is that of
/// the assertion with the greatest (valid time, order of arrival) among those with both times in the past; the tests
/// replay exactly this. An entity is a set of parts; parts that stay are not touched.
public final class Revision {
    private Revision() {}

    /// A part as the graph holds it.
    ///
    /// @param reference the caller's handle, handed back in the steps
    public record Held<P, R>(P part, FactTimes times, R reference) {}

    public sealed interface Step<P, R> {
        /// Fill in `validTo`: the fact held until then.
        record Close<P, R>(Held<P, R> fact, Instant validTo) implements Step<P, R> {}

        /// It was closed before and its end was wrong: not believed any more; what remains is opened anew.
        record Retract<P, R>(Held<P, R> fact) implements Step<P, R> {}

        /// @param validTo [io.segwright.graph.schema.Schema#FOREVER] for "still"
        record Open<P, R>(P part, Instant validFrom, Instant validTo) implements Step<P, R> {}
    }

    /// The steps that make `state` hold in `[from, to)`; empty where it does already.
    ///
    /// @param facts the entity's facts, at least every one that is believed and overlaps the window
    /// @param state the parts that hold from `from` on; empty for "it is gone"
    /// @param to the next assertion's instant, or [io.segwright.graph.schema.Schema#FOREVER]
    public static <P, R> List<Step<P, R>> steps(
            List<Held<P, R>> facts, Set<P> state, Instant from, Instant to) {
        List<Step<P, R>> steps = new ArrayList<>();
        Set<P> covered = new HashSet<>();
        for (Held<P, R> fact : facts) {
            if (!fact.times.overlaps(from, to)) {
                continue;
            }
            if (state.contains(fact.part)) {
                covered.add(
                        fact.part); // no assertion lies inside the window, so it covers it whole
            } else {
                cut(fact, from, to, steps);
            }
        }
        for (P part : state) {
            if (!covered.contains(part)) {
                steps.add(new Step.Open<>(part, from, to));
            }
        }
        return steps;
    }

    private static <P, R> void cut(
            Held<P, R> fact, Instant from, Instant to, List<Step<P, R>> steps) {
        FactTimes times = fact.times;
        boolean startsBefore = times.validFrom().isBefore(from);
        if (times.isOpen()) {
            steps.add(new Step.Close<>(fact, startsBefore ? from : times.validFrom()));
        } else {
            steps.add(new Step.Retract<>(fact));
            if (startsBefore) {
                steps.add(new Step.Open<>(fact.part, times.validFrom(), from));
            }
        }
        if (to.isBefore(times.validTo())) {
            steps.add(new Step.Open<>(fact.part, to, times.validTo()));
        }
    }

    /// The next instant after `from` at which the facts, believed or not, begin or end.
    public static <P, R> Instant nextAfter(List<Held<P, R>> facts, Instant from) {
        Instant next = FOREVER;
        for (Held<P, R> fact : facts) {
            for (Instant edge : List.of(fact.times.validFrom(), fact.times.validTo())) {
                if (edge.isAfter(from) && edge.isBefore(next)) {
                    next = edge;
                }
            }
        }
        return next;
    }
}
