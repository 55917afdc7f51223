package io.segwright.graph.write;

import io.segwright.graph.fact.FactTimes;
import io.segwright.graph.fact.Fields;
import io.segwright.graph.fact.Part;
import io.segwright.graph.fact.Revision.Held;
import io.segwright.graph.fact.Revision.Step;
import io.segwright.graph.schema.Keys;
import io.segwright.graph.schema.Labels;
import io.segwright.graph.schema.Marks;
import io.segwright.inventory.observe.Provenance;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.janusgraph.core.JanusGraphVertex;

/// Opens, closes and finds the facts of an entity.
final class Facts {
    private Facts() {}

    /// Every fact of the entity, ever.
    static List<Held<Part, JanusGraphVertex>> all(Batch batch, String entity) {
        List<Held<Part, JanusGraphVertex>> facts = new ArrayList<>();
        for (JanusGraphVertex vertex :
                batch.transaction().query().has(Keys.ENTITY, entity).vertices()) {
            facts.add(held(vertex));
        }
        return facts;
    }

    /// The entity's facts of that label that are neither closed nor retracted; for allocations, those believed.
    static List<Held<Part, JanusGraphVertex>> open(Batch batch, String entity, String label) {
        List<Held<Part, JanusGraphVertex>> facts = new ArrayList<>();
        for (JanusGraphVertex vertex :
                batch.transaction()
                        .query()
                        .has(Keys.ENTITY, entity)
                        .has(Keys.OPEN, Marks.of(label, entity))
                        .vertices()) {
            facts.add(held(vertex));
        }
        return facts;
    }

    private static Held<Part, JanusGraphVertex> held(JanusGraphVertex vertex) {
        return new Held<>(
                Part.of(vertex.label(), Fields.of(vertex)),
                FactTimes.of(Fields.of(vertex)),
                vertex);
    }

    static void apply(
            Batch batch,
            String entity,
            List<Step<Part, JanusGraphVertex>> steps,
            Provenance provenance) {
        for (Step<Part, JanusGraphVertex> step : steps) {
            switch (step) {
                case Step.Close<Part, JanusGraphVertex>(var fact, Instant validTo) ->
                        close(batch, fact, validTo);
                case Step.Retract<Part, JanusGraphVertex>(var fact) -> retract(batch, fact);
                case Step.Open<Part, JanusGraphVertex>(Part part, Instant from, Instant to) ->
                        open(
                                batch,
                                entity,
                                part,
                                FactTimes.between(from, to, batch.now()),
                                provenance);
            }
        }
    }

    static void open(
            Batch batch, String entity, Part part, FactTimes times, Provenance provenance) {
        JanusGraphVertex vertex = batch.addVertex(part.label());
        String mark = Marks.of(part.label(), entity);
        vertex.property(Keys.ENTITY, entity);
        vertex.property(Keys.EVER, mark);
        if (times.isOpen() || part instanceof Part.Allocated) {
            vertex.property(Keys.OPEN, mark);
        }
        times.writeTo(vertex);
        vertex.property(Keys.SOURCE, provenance.source());
        vertex.property(Keys.EXPORTER, provenance.exporter().toString());
        part.writeTo(vertex);
        if (part.label().equals(Labels.DEVICE_STATE)) {
            batch.touchText(vertex);
        }
        FactEdges.attach(batch, entity, part, vertex, times);
    }

    private static void close(Batch batch, Held<Part, JanusGraphVertex> fact, Instant validTo) {
        JanusGraphVertex vertex = fact.reference();
        vertex.property(Keys.OPEN).remove();
        vertex.property(Keys.VALID_TO, validTo);
        vertex.property(Keys.SUPERSEDED_AT, batch.now());
        batch.countClosed();
        FactEdges.close(batch, fact, validTo);
    }

    static void retract(Batch batch, Held<Part, JanusGraphVertex> fact) {
        JanusGraphVertex vertex = fact.reference();
        vertex.property(Keys.OPEN).ifPresent(_ -> vertex.property(Keys.OPEN).remove());
        vertex.property(Keys.RETRACTED_AT, batch.now());
        batch.countClosed();
        FactEdges.retract(batch, fact);
    }
}
