package io.segwright.graph.store;

import io.segwright.graph.schema.Keys;
import io.segwright.graph.schema.Labels;
import io.segwright.graph.schema.Marks;
import io.segwright.graph.schema.Schema;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.janusgraph.core.JanusGraphVertex;
import org.janusgraph.core.schema.JanusGraphIndex;
import org.janusgraph.diskstorage.BackendException;
import org.janusgraph.diskstorage.indexing.IndexEntry;
import org.janusgraph.graphdb.database.StandardJanusGraph;
import org.janusgraph.graphdb.database.management.ManagementSystem;
import org.janusgraph.graphdb.transaction.StandardJanusGraphTx;
import org.janusgraph.graphdb.types.MixedIndexType;

/// Writes entries of the text index again from the graph.
///
/// A commit writes the graph first and Lucene second, so a process that dies in between leaves the vertices of that
/// one commit out of the index, and JanusGraph never puts them in. Each commit therefore notes which text-indexed
/// vertices it wrote; after a crash those are written once more. This is what JanusGraph's own reindex job does for
/// a vertex, without its scan of the whole graph.
final class TextIndex {
    private static final int BATCH = 1_000; // documents a Lucene commit

    private TextIndex() {}

    /// @param vertexIds the vertices to write; unknown ones are skipped
    /// @return how many documents were written
    static int restore(StandardJanusGraph graph, long[] vertexIds) throws BackendException {
        List<MixedIndexType> indexes = indexes(graph);
        StandardJanusGraphTx transaction = (StandardJanusGraphTx) graph.newTransaction();
        try {
            List<JanusGraphVertex> vertices = new ArrayList<>();
            for (long id : vertexIds) {
                JanusGraphVertex vertex = transaction.getVertex(id);
                if (vertex != null) {
                    vertices.add(vertex);
                }
            }
            return restore(graph, transaction, indexes, vertices);
        } finally {
            transaction.commit();
        }
    }

    /// Writes every document. Cost: about 0.1 ms a device state or owner ever recorded.
    static int rebuild(StandardJanusGraph graph) throws BackendException {
        int written = 0;
        List<String> marks = new ArrayList<>(Marks.all(Labels.DEVICE_STATE));
        marks.addAll(Marks.all(Labels.OWNER));
        List<MixedIndexType> indexes = indexes(graph);
        for (String mark : marks) {
            StandardJanusGraphTx transaction = (StandardJanusGraphTx) graph.newTransaction();
            List<JanusGraphVertex> batch = new ArrayList<>();
            for (JanusGraphVertex vertex : transaction.query().has(Keys.EVER, mark).vertices()) {
                batch.add(vertex);
                if (batch.size() == BATCH) {
                    written += restore(graph, transaction, indexes, batch);
                    batch.clear();
                }
            }
            written += restore(graph, transaction, indexes, batch);
            transaction.commit();
        }
        return written;
    }

    private static int restore(
            StandardJanusGraph graph,
            StandardJanusGraphTx transaction,
            List<MixedIndexType> indexes,
            List<JanusGraphVertex> vertices)
            throws BackendException {
        int written = 0;
        Map<String, Map<String, List<IndexEntry>>> documents = new HashMap<>();
        for (JanusGraphVertex vertex : vertices) {
            for (MixedIndexType index : indexes) {
                if (graph.getIndexSerializer().reindexElement(vertex, index, documents)) {
                    written++;
                }
            }
        }
        if (!documents.isEmpty()) {
            transaction.getTxHandle().getIndexTransaction(Schema.TEXT_BACKEND).restore(documents);
        }
        return written;
    }

    private static List<MixedIndexType> indexes(StandardJanusGraph graph) {
        ManagementSystem management = (ManagementSystem) graph.openManagement();
        try {
            List<MixedIndexType> types = new ArrayList<>();
            for (String name : List.of(Schema.DEVICE_TEXT, Schema.OWNER_TEXT)) {
                JanusGraphIndex index = management.getGraphIndex(name);
                types.add((MixedIndexType) management.getSchemaVertex(index).asIndexType());
            }
            return types;
        } finally {
            management.rollback();
        }
    }
}
