package io.segwright.graph.store;

import io.segwright.graph.schema.Keys;
import io.segwright.graph.schema.Schema;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.janusgraph.core.JanusGraphTransaction;
import org.janusgraph.core.JanusGraphVertex;
import org.janusgraph.core.schema.JanusGraphIndex;
import org.janusgraph.diskstorage.BackendException;
import org.janusgraph.diskstorage.indexing.IndexEntry;
import org.janusgraph.graphdb.database.StandardJanusGraph;
import org.janusgraph.graphdb.database.management.ManagementSystem;
import org.janusgraph.graphdb.types.MixedIndexType;

/// Writes entries of the text index again from the graph.
///
/// A commit writes the graph first and Lucene second, so a process that dies in between leaves the vertices of that
/// one commit out of the index, and JanusGraph never puts them in. Each commit therefore notes which text-indexed
/// vertices it wrote; after a crash those are written once more. This is what JanusGraph's own reindex job does for
/// a vertex, without its scan of the whole graph.
final class TextIndex {
    private TextIndex() {}

    /// @param vertexIds the vertices to write; unknown ones are skipped
    /// @return how many documents were written
    static int restore(StandardJanusGraph graph, long[] vertexIds) throws BackendException {
        ManagementSystem management = (ManagementSystem) graph.openManagement();
        try {
            List<JanusGraphVertex> vertices = new ArrayList<>();
            for (long id : vertexIds) {
                JanusGraphVertex vertex = management.getWrappedTx().getVertex(id);
                if (vertex != null) {
                    vertices.add(vertex);
                }
            }
            return restore(graph, management, vertices);
        } finally {
            management.commit();
        }
    }

    /// Reads from each index: JanusGraph opens them at first use, and a commit only logs that it could not.
    static void probe(StandardJanusGraph graph) {
        JanusGraphTransaction transaction = graph.buildTransaction().readOnly().start();
        try {
            probe(transaction, Schema.DEVICE_TEXT, Keys.NAME);
            probe(transaction, Schema.OWNER_TEXT, Keys.OWNER);
        } finally {
            transaction.rollback();
        }
    }

    private static void probe(JanusGraphTransaction transaction, String index, String key) {
        transaction
                .indexQuery(index, "v." + key + ":probe")
                .limit(1)
                .vertexStream()
                .forEach(_ -> {});
    }

    /// The vertices that the text index holds under a mark.
    static long[] marked(StandardJanusGraph graph, String mark) {
        JanusGraphTransaction transaction =
                graph.buildTransaction().readOnly().propertyPrefetching(false).start();
        try {
            List<Long> ids = new ArrayList<>();
            for (JanusGraphVertex vertex : transaction.query().has(Keys.EVER, mark).vertices()) {
                ids.add((Long) vertex.id());
            }
            return ids.stream().mapToLong(Long::longValue).toArray();
        } finally {
            transaction.rollback();
        }
    }

    /// The index types read themselves from the management transaction, so it must be the one that is open.
    private static int restore(
            StandardJanusGraph graph, ManagementSystem management, List<JanusGraphVertex> vertices)
            throws BackendException {
        int written = 0;
        Map<String, Map<String, List<IndexEntry>>> documents = new HashMap<>();
        for (String name : List.of(Schema.DEVICE_TEXT, Schema.OWNER_TEXT)) {
            JanusGraphIndex index = management.getGraphIndex(name);
            MixedIndexType type = (MixedIndexType) management.getSchemaVertex(index).asIndexType();
            for (JanusGraphVertex vertex : vertices) {
                if (graph.getIndexSerializer().reindexElement(vertex, type, documents)) {
                    written++;
                }
            }
        }
        if (!documents.isEmpty()) {
            management
                    .getWrappedTx()
                    .getTxHandle()
                    .getIndexTransaction(Schema.TEXT_BACKEND)
                    .restore(documents);
        }
        return written;
    }
}
