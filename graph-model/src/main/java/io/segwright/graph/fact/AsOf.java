package io.segwright.graph.fact;

import static org.apache.tinkerpop.gremlin.process.traversal.P.gt;
import static org.apache.tinkerpop.gremlin.process.traversal.P.lte;

import io.segwright.graph.schema.Keys;
import java.time.Instant;
import org.apache.tinkerpop.gremlin.process.traversal.dsl.graph.GraphTraversal;
import org.apache.tinkerpop.gremlin.process.traversal.dsl.graph.__;

/// A point in both times: what was true at `validAt`, as we believed at `knownAt`.
///
/// @param validAt when it was true
/// @param knownAt what we believed then; what was recorded at this very instant counts
public record AsOf(Instant validAt, Instant knownAt) {
    public AsOf {
        if (validAt.equals(Instant.MAX) || knownAt.equals(Instant.MAX)) {
            throw new IllegalArgumentException(
                    "as of (" + validAt + ", " + knownAt + "): want instants before Instant.MAX");
        }
    }

    /// Keeps the facts, vertices or edges, that hold here: for questions in Gremlin.
    ///
    /// @param facts a traversal over fact vertices, or over `linkedTo` edges
    public <S, E> GraphTraversal<S, E> holding(GraphTraversal<S, E> facts) {
        return facts.has(Keys.RECORDED_AT, lte(knownAt))
                .has(Keys.RETRACTED_AT, gt(knownAt))
                .has(Keys.VALID_FROM, lte(validAt))
                .or(__.has(Keys.VALID_TO, gt(validAt)), __.has(Keys.SUPERSEDED_AT, gt(knownAt)));
    }
}
