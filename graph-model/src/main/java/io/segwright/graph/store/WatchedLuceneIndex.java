package io.segwright.graph.store;

import java.util.Map;
import java.util.Optional;
import org.janusgraph.diskstorage.BackendException;
import org.janusgraph.diskstorage.BaseTransaction;
import org.janusgraph.diskstorage.configuration.Configuration;
import org.janusgraph.diskstorage.indexing.IndexMutation;
import org.janusgraph.diskstorage.indexing.KeyInformation;
import org.janusgraph.diskstorage.lucene.LuceneIndex;
import org.jspecify.annotations.Nullable;

/// JanusGraph's Lucene index, remembering that a write failed: a commit only logs that, and goes on without.
///
/// Public because JanusGraph makes it by its name, which it also keeps in the graph: renaming this class is a change of
/// the schema.
public final class WatchedLuceneIndex extends LuceneIndex {
    private volatile @Nullable Exception failure; // null while every write has worked

    public WatchedLuceneIndex(Configuration configuration) throws BackendException {
        super(configuration);
    }

    @Override
    public void mutate(
            Map<String, Map<String, IndexMutation>> mutations,
            KeyInformation.IndexRetriever information,
            BaseTransaction transaction)
            throws BackendException {
        try {
            super.mutate(mutations, information, transaction);
        } catch (BackendException | RuntimeException e) {
            failure = e;
            throw e;
        }
    }

    Optional<Exception> failure() {
        return Optional.ofNullable(failure);
    }
}
