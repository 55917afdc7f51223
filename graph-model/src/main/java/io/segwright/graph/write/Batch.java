package io.segwright.graph.write;

import io.segwright.graph.schema.Keys;
import io.segwright.graph.schema.Labels;
import io.segwright.graph.store.GraphStore;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.tinkerpop.gremlin.structure.Direction;
import org.janusgraph.core.JanusGraphEdge;
import org.janusgraph.core.JanusGraphTransaction;
import org.janusgraph.core.JanusGraphVertex;
import org.jspecify.annotations.Nullable;

/// One commit in the making: a transaction, its instant, and a count of what it adds.
final class Batch {
    private final JanusGraphTransaction transaction;
    private final AnchorCache cache;
    private final Instant now;
    private final Map<String, JanusGraphVertex> anchors = new HashMap<>();
    private final List<Object> textTouched = new ArrayList<>();
    private final DayRange days = new DayRange();
    private final Set<JanusGraphVertex> seen = new HashSet<>();
    private @Nullable JanusGraphVertex store; // read when first needed
    private long sequence;
    private long vertices;
    private long edges;
    private long closed;

    Batch(JanusGraphTransaction transaction, AnchorCache cache, Instant now, long sequence) {
        this.transaction = transaction;
        this.cache = cache;
        this.now = now;
        this.sequence = sequence;
    }

    JanusGraphTransaction transaction() {
        return transaction;
    }

    /// The transaction time of everything in it.
    Instant now() {
        return now;
    }

    long nextSequence() {
        return ++sequence;
    }

    JanusGraphVertex addVertex(String label) {
        vertices++;
        return transaction.addVertex(label);
    }

    JanusGraphEdge addEdge(JanusGraphVertex from, String label, JanusGraphVertex to) {
        edges++;
        return from.addEdge(label, to);
    }

    /// Adds the edge unless there is one.
    void connect(JanusGraphVertex from, String label, JanusGraphVertex to) {
        boolean present =
                from.query()
                        .direction(Direction.OUT)
                        .labels(label)
                        .adjacent(to)
                        .edges()
                        .iterator()
                        .hasNext();
        if (!present) {
            addEdge(from, label, to);
        }
    }

    /// The anchor of that key, if there is one.
    Optional<JanusGraphVertex> findAnchor(String label, String name) {
        String key = label + ":" + name;
        JanusGraphVertex known = anchors.get(key);
        if (known != null) {
            return Optional.of(known);
        }
        Optional<JanusGraphVertex> found =
                cache.id(key)
                        .map(transaction::getVertex)
                        .or(() -> cache.isComplete() ? Optional.empty() : lookUp(key));
        found.ifPresent(vertex -> anchors.put(key, vertex));
        return found;
    }

    private Optional<JanusGraphVertex> lookUp(String key) {
        var found = transaction.query().has(Keys.ANCHOR, key).vertices().iterator();
        return found.hasNext() ? Optional.of(found.next()) : Optional.empty();
    }

    /// The anchor of that key, made and filled in where there is none.
    JanusGraphVertex anchor(String label, String name, Consumer<JanusGraphVertex> fill) {
        return findAnchor(label, name)
                .orElseGet(() -> {
                    JanusGraphVertex made = addVertex(label);
                    String key = label + ":" + name;
                    made.property(Keys.ANCHOR, key);
                    anchors.put(key, made);
                    fill.accept(made);
                    return made;
                });
    }

    /// Adds an edge from a neighbour fact to what it names.
    void see(JanusGraphVertex fact, JanusGraphVertex named) {
        addEdge(fact, Labels.SEES, named);
        seen.add(named);
    }

    /// False where certainly no neighbour fact names it: it is as new as this batch, which has none.
    boolean mayBeSeen(JanusGraphVertex named) {
        return !named.isNew() || seen.contains(named);
    }

    /// Call for each vertex that the text index holds, so that a crash can be mended.
    void touchText(JanusGraphVertex vertex) {
        textTouched.add(vertex.id());
    }

    void countClosed() {
        closed++;
    }

    DayRange days() {
        return days;
    }

    /// Vertices and edges so far: what a commit is measured in.
    long elements() {
        return vertices + edges + closed;
    }

    long vertices() {
        return vertices;
    }

    long edges() {
        return edges;
    }

    long closed() {
        return closed;
    }

    long sequence() {
        return sequence;
    }

    /// The store's own vertex.
    JanusGraphVertex store() {
        if (store == null) {
            store = GraphStore.storeVertex(transaction);
        }
        return store;
    }

    /// Makes it durable, with what the next start must know.
    void commit() {
        JanusGraphVertex store = store();
        store.property(Keys.RECORDED_AT, now);
        store.property(Keys.SEQUENCE, sequence);
        if (!textTouched.isEmpty()) {
            store.property(
                    Keys.TEXT_TOUCHED, textTouched.stream().mapToLong(id -> (Long) id).toArray());
        }
        days.writeTo(store);
        transaction.commit();
        anchors.forEach((key, vertex) -> cache.remember(key, vertex.id()));
    }

    void rollback() {
        transaction.rollback();
    }
}
