package io.segwright.graph.fact;

import org.apache.tinkerpop.gremlin.structure.Element;

/// The properties of one fact, wherever they are read from: its vertex, or its row in a bulk index.
@FunctionalInterface
public interface Fields {
    /// @throws IllegalStateException it is absent: a fact has every property of its label
    @SuppressWarnings(
            "TypeParameterUnusedInFormals") // the schema gives each key its class, as in TinkerPop
    <V> V value(String key);

    static Fields of(Element fact) {
        return fact::value;
    }
}
