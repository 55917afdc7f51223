package io.segwright.graph.write;

import static io.segwright.graph.schema.Schema.FOREVER;

import io.segwright.graph.fact.Conversations;
import io.segwright.graph.schema.Keys;
import io.segwright.graph.schema.Labels;
import io.segwright.inventory.attribute.Tags;
import io.segwright.inventory.flow.Conversation;
import java.util.Optional;
import org.apache.tinkerpop.gremlin.structure.Direction;
import org.janusgraph.core.JanusGraphVertex;

/// Conversations: one timeless vertex for who talks to whom on which service, one bucket vertex for each time.
final class ConversationWriter {
    private ConversationWriter() {}

    /// Later figures for the same bucket replace the earlier ones, which stay as what was believed until now.
    static void write(Batch batch, Conversation conversation) {
        JanusGraphVertex anchor = anchor(batch, conversation);
        Optional<JanusGraphVertex> believed = believed(anchor, conversation);
        if (believed.isPresent()) {
            if (Conversations.bucket(believed.get(), Conversations.service(anchor))
                    .equals(conversation)) {
                return;
            }
            believed.get().property(Keys.RETRACTED_AT, batch.now());
            batch.countClosed();
        }
        JanusGraphVertex bucket = batch.addVertex(Labels.BUCKET);
        Conversations.write(conversation, bucket);
        bucket.property(Keys.RECORDED_AT, batch.now());
        bucket.property(Keys.RETRACTED_AT, FOREVER);
        long day = Conversations.day(conversation.bucket());
        bucket.property(Keys.DAY, day);
        batch.days().include(day);
        batch.addEdge(anchor, Labels.HAS_BUCKET, bucket)
                .property(Keys.AT_SECONDS, conversation.bucket().getEpochSecond());
    }

    private static JanusGraphVertex anchor(Batch batch, Conversation conversation) {
        String name =
                Anchors.tagsKey(conversation.from())
                        + "\u001e"
                        + Anchors.tagsKey(conversation.to())
                        + "\u001e"
                        + conversation.protocol().number()
                        + "\u001e"
                        + conversation.port();
        return batch.anchor(
                Labels.CONVERSATION,
                name,
                vertex -> {
                    vertex.property(Keys.PROTOCOL, conversation.protocol().number());
                    vertex.property(Keys.PORT, conversation.port());
                    tie(batch, vertex, Labels.CLIENT_OF, conversation.from());
                    tie(batch, vertex, Labels.SERVED_BY, conversation.to());
                });
    }

    /// The unattributed have no vertex: it would be a hub of everything unknown.
    private static void tie(Batch batch, JanusGraphVertex vertex, String label, Tags tags) {
        if (!tags.equals(Tags.NONE)) {
            batch.addEdge(vertex, label, Anchors.tags(batch, tags));
        }
    }

    private static Optional<JanusGraphVertex> believed(
            JanusGraphVertex anchor, Conversation conversation) {
        for (JanusGraphVertex bucket :
                anchor.query()
                        .direction(Direction.OUT)
                        .labels(Labels.HAS_BUCKET)
                        .has(Keys.AT_SECONDS, conversation.bucket().getEpochSecond())
                        .vertices()) {
            if (bucket.value(Keys.BUCKET).equals(conversation.bucket())
                    && bucket.value(Keys.RETRACTED_AT).equals(FOREVER)) {
                return Optional.of(bucket);
            }
        }
        return Optional.empty();
    }
}
