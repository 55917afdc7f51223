package io.segwright.graph.read;

import static io.segwright.graph.schema.Schema.FOREVER;

import io.segwright.graph.fact.Conversations;
import io.segwright.graph.fact.Conversations.Service;
import io.segwright.graph.schema.Keys;
import io.segwright.graph.schema.Labels;
import io.segwright.graph.store.GraphStore;
import io.segwright.inventory.flow.Conversation;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.tinkerpop.gremlin.structure.Direction;
import org.janusgraph.core.JanusGraphTransaction;
import org.janusgraph.core.JanusGraphVertex;

/// Reads conversations by the start of their time bucket, a day's index row at a time.
public final class ConversationReader {
    private static final long SECONDS_PER_DAY = 86_400;
    private static final Comparator<Conversation> ORDER =
            Comparator.comparing(Conversation::bucket)
                    .thenComparing(conversation -> conversation.from().toString())
                    .thenComparing(conversation -> conversation.to().toString())
                    .thenComparing(Conversation::protocol)
                    .thenComparingInt(Conversation::port);

    private final JanusGraphTransaction transaction;
    private final Map<Object, Service> services = new HashMap<>();

    public ConversationReader(JanusGraphTransaction transaction) {
        this.transaction = transaction;
    }

    /// @param from first bucket start, inclusive
    /// @param to last bucket start, exclusive
    /// @return by bucket, then client, server, protocol, port
    public List<Conversation> between(Instant from, Instant to) {
        JanusGraphVertex store = GraphStore.storeVertex(transaction);
        long first = store.<Long>property(Keys.FIRST_DAY).orElse(Long.MAX_VALUE);
        long last = store.<Long>property(Keys.LAST_DAY).orElse(Long.MIN_VALUE);
        List<Conversation> found = new ArrayList<>();
        for (long day = Math.max(first, day(from)); day <= Math.min(last, day(to)); day++) {
            readDay(day, from, to, found);
        }
        found.sort(ORDER);
        return found;
    }

    private static long day(Instant instant) {
        return Math.floorDiv(instant.getEpochSecond(), SECONDS_PER_DAY);
    }

    private void readDay(long day, Instant from, Instant to, List<Conversation> found) {
        for (JanusGraphVertex bucket : transaction.query().has(Keys.DAY, day).vertices()) {
            Instant start = bucket.value(Keys.BUCKET);
            if (!start.isBefore(from)
                    && start.isBefore(to)
                    && bucket.value(Keys.RETRACTED_AT).equals(FOREVER)) {
                JanusGraphVertex anchor =
                        bucket.query()
                                .direction(Direction.IN)
                                .labels(Labels.HAS_BUCKET)
                                .vertices()
                                .iterator()
                                .next();
                Service service =
                        services.computeIfAbsent(anchor.id(), _ -> Conversations.service(anchor));
                found.add(Conversations.bucket(bucket, service));
            }
        }
    }
}
