package io.segwright.graph.read;

import io.segwright.graph.fact.Fields;
import io.segwright.graph.schema.Marks;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.janusgraph.core.JanusGraphTransaction;
import org.janusgraph.core.RelationType;
import org.janusgraph.core.VertexLabel;
import org.janusgraph.diskstorage.Entry;
import org.janusgraph.diskstorage.EntryList;
import org.janusgraph.diskstorage.ReadBuffer;
import org.janusgraph.graphdb.database.EdgeSerializer;
import org.janusgraph.graphdb.database.IndexSerializer;
import org.janusgraph.graphdb.database.idhandling.IDHandler;
import org.janusgraph.graphdb.database.management.ManagementSystem;
import org.janusgraph.graphdb.database.util.IndexRecordUtil;
import org.janusgraph.graphdb.transaction.StandardJanusGraphTx;
import org.janusgraph.graphdb.types.CompositeIndexType;
import org.janusgraph.graphdb.types.TypeInspector;

/// Reads the rows of a bulk index, which carry their facts' properties, and makes no vertex of them: a vertex answers
/// each property with a query of its own and stays in the transaction's cache, which took three times as long and
/// most of the memory.
///
/// What the transaction itself has written is not seen: it has to be a read-only one.
final class FactRows {
    private static final int TEXTS =
            1 << 16; // slots of 4 bytes: names of ports, sites and devices recur

    private final StandardJanusGraphTx transaction;
    private final CompositeIndexType index;
    private final IndexSerializer rows;
    private final EdgeSerializer properties;
    private final KnownTypes types;
    private final String[] texts = new String[TEXTS];

    /// @param index one whose rows carry every property of a fact
    FactRows(JanusGraphTransaction transaction, String index) {
        this.transaction = (StandardJanusGraphTx) transaction;
        this.index =
                (CompositeIndexType) ManagementSystem.getGraphIndexDirect(index, this.transaction);
        this.rows = this.transaction.getGraph().getIndexSerializer();
        this.properties = this.transaction.getEdgeSerializer();
        this.types = new KnownTypes(this.transaction);
    }

    /// Every fact of a label, a shard at a time.
    ///
    /// @param found must not keep the fields: the next row overwrites them
    void forEach(String label, Consumer<Fields> found) {
        Row row = new Row();
        for (String mark : Marks.all(label)) {
            for (EntryList entries : shard(mark)) {
                for (Iterator<Entry> each = entries.reuseIterator(); each.hasNext(); ) {
                    row.read(each.next());
                    found.accept(row);
                }
            }
        }
    }

    private List<EntryList> shard(String mark) {
        return rows.getQuery(index, List.<Object[]>of(new Object[] {mark}))
                .execute(transaction.getTxHandle());
    }

    /// One row; each property is decoded when it is asked for.
    private final class Row implements Fields {
        private final Map<String, Entry> entries = new HashMap<>();

        void read(Entry fact) {
            entries.clear();
            ReadBuffer buffer = fact.asReadBuffer();
            buffer.movePositionTo(fact.getValuePosition());
            IDHandler.readVertexId(buffer, true); // stands before the properties
            for (Entry property : IndexRecordUtil.readInlineProperties(buffer)) {
                entries.put(types.name(properties.parseTypeId(property)), property);
            }
        }

        @Override
        @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"}) // as in Fields
        public <V> V value(String key) {
            Entry entry = entries.get(key);
            if (entry == null) {
                throw new IllegalStateException(
                        "property '" + key + "' is not in the fact's index row");
            }
            Object value = properties.parseRelation(entry, true, types).getValue();
            return (V) (value instanceof String text ? shared(text) : value);
        }
    }

    /// The same text read before, where it is still known: a snapshot keeps each name once.
    private String shared(String text) {
        int hash = text.hashCode();
        int slot = (hash ^ (hash >>> 16)) & (TEXTS - 1);
        String known = texts[slot];
        if (text.equals(known)) {
            return known;
        }
        texts[slot] = text;
        return text;
    }

    /// The transaction's types, each looked up once.
    private static final class KnownTypes implements TypeInspector {
        private final StandardJanusGraphTx transaction;
        private final Map<Long, RelationType> types = new HashMap<>(); // as many as the schema has

        KnownTypes(StandardJanusGraphTx transaction) {
            this.transaction = transaction;
        }

        String name(long id) {
            return getExistingRelationType(id).name();
        }

        @Override
        public RelationType getExistingRelationType(long id) {
            return types.computeIfAbsent(id, transaction::getExistingRelationType);
        }

        @Override
        public VertexLabel getExistingVertexLabel(long id) {
            return transaction.getExistingVertexLabel(id);
        }

        @Override
        public boolean containsRelationType(String name) {
            return transaction.containsRelationType(name);
        }

        @Override
        public RelationType getRelationType(String name) {
            return transaction.getRelationType(name);
        }
    }
}
