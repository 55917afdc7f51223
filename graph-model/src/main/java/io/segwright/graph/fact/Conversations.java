package io.segwright.graph.fact;

import io.segwright.graph.schema.Keys;
import io.segwright.graph.schema.Labels;
import io.segwright.inventory.attribute.Tags;
import io.segwright.inventory.flow.Conversation;
import io.segwright.inventory.net.Protocol;
import java.time.Instant;
import java.time.ZoneOffset;
import org.apache.tinkerpop.gremlin.structure.Direction;
import org.janusgraph.core.JanusGraphVertex;

/// A conversation as two vertices: the timeless one says who and on which service, the bucket says how much.
public final class Conversations {
    private static final long DAY_MAX = 100_000; // the year 2243: later is a broken clock

    private Conversations() {}

    /// Who talks to whom on which service.
    public record Service(Tags from, Tags to, Protocol protocol, int port) {}

    /// @throws IllegalArgumentException before 1970 or after 2243
    public static long day(Instant bucket) {
        long day = bucket.atOffset(ZoneOffset.UTC).toLocalDate().toEpochDay();
        if (day < 0 || day > DAY_MAX) {
            throw new IllegalArgumentException(
                    "conversation at " + bucket + ": want a time bucket of 1970..2243");
        }
        return day;
    }

    public static void write(Conversation conversation, JanusGraphVertex bucket) {
        bucket.property(Keys.BUCKET, conversation.bucket());
        bucket.property(Keys.FLOWS, conversation.flows());
        bucket.property(Keys.BYTES, conversation.bytes());
        bucket.property(Keys.PACKETS, conversation.packets());
        bucket.property(Keys.FIRST_SEEN, conversation.firstSeen());
        bucket.property(Keys.LAST_SEEN, conversation.lastSeen());
    }

    public static Service service(JanusGraphVertex anchor) {
        return new Service(
                tags(anchor, Labels.CLIENT_OF),
                tags(anchor, Labels.SERVED_BY),
                new Protocol(anchor.value(Keys.PROTOCOL)),
                anchor.value(Keys.PORT));
    }

    private static Tags tags(JanusGraphVertex anchor, String label) {
        var found = anchor.query().direction(Direction.OUT).labels(label).vertices().iterator();
        return found.hasNext() ? TagTexts.read(Fields.of(found.next())) : Tags.NONE;
    }

    public static Conversation bucket(JanusGraphVertex bucket, Service service) {
        return new Conversation(
                service.from(),
                service.to(),
                service.protocol(),
                service.port(),
                bucket.value(Keys.BUCKET),
                bucket.value(Keys.FLOWS),
                bucket.value(Keys.BYTES),
                bucket.value(Keys.PACKETS),
                bucket.value(Keys.FIRST_SEEN),
                bucket.value(Keys.LAST_SEEN));
    }
}
