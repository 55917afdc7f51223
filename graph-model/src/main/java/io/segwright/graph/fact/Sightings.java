package io.segwright.graph.fact;

import static io.segwright.graph.schema.Schema.FOREVER;

import io.segwright.graph.schema.Keys;
import io.segwright.graph.schema.Labels;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.apache.tinkerpop.gremlin.process.traversal.Order;
import org.apache.tinkerpop.gremlin.structure.Direction;
import org.janusgraph.core.JanusGraphEdge;
import org.janusgraph.core.JanusGraphVertex;
import org.janusgraph.core.attribute.Cmp;

/// Reads the `observed` edges of a device: one a poll, newest first by an index on the device's own edges.
public final class Sightings {
    private static final int FIRST_READ = 4; // the newest is nearly always among them
    private static final int READ_GROWTH = 8;
    private static final Comparator<JanusGraphEdge> ORDER =
            Comparator.<JanusGraphEdge, Instant>comparing(edge -> edge.value(Keys.AT))
                    .thenComparing(edge -> edge.<Long>value(Keys.SEQUENCE));

    private Sightings() {}

    /// The last one at or before an instant, as known then.
    ///
    /// @param knownAt [io.segwright.graph.schema.Schema#FOREVER] for everything
    public static Optional<JanusGraphEdge> last(
            JanusGraphVertex device, Instant upTo, Instant knownAt) {
        for (int limit = FIRST_READ; ; limit *= READ_GROWTH) {
            List<JanusGraphEdge> read = newest(device, upTo, limit);
            Optional<JanusGraphEdge> best =
                    read.stream()
                            .filter(edge -> !edge.<Instant>value(Keys.AT).isAfter(upTo))
                            .filter(edge -> !edge.<Instant>value(Keys.RECORDED_AT).isAfter(knownAt))
                            .max(ORDER);
            boolean all = read.size() < limit;
            if (all || (best.isPresent() && isOlder(read.getLast(), best.get()))) {
                return best;
            }
        }
    }

    private static boolean isOlder(JanusGraphEdge oldest, JanusGraphEdge best) {
        return oldest.<Long>value(Keys.AT_SECONDS) < best.<Long>value(Keys.AT_SECONDS);
    }

    private static List<JanusGraphEdge> newest(JanusGraphVertex device, Instant upTo, int limit) {
        List<JanusGraphEdge> edges = new ArrayList<>();
        for (JanusGraphEdge edge :
                device.query()
                        .direction(Direction.OUT)
                        .labels(Labels.OBSERVED)
                        .has(Keys.AT_SECONDS, Cmp.LESS_THAN_EQUAL, upTo.getEpochSecond())
                        .orderBy(Keys.AT_SECONDS, Order.desc)
                        .limit(limit)
                        .edges()) {
            edges.add(edge);
        }
        return edges;
    }

    /// The next instant after `from` at which it was seen. Reads every later one: only for late evidence.
    public static Instant nextAfter(JanusGraphVertex device, Instant from) {
        Instant next = FOREVER;
        for (JanusGraphEdge edge :
                device.query()
                        .direction(Direction.OUT)
                        .labels(Labels.OBSERVED)
                        .has(Keys.AT_SECONDS, Cmp.GREATER_THAN_EQUAL, from.getEpochSecond())
                        .edges()) {
            Instant at = edge.value(Keys.AT);
            if (at.isAfter(from) && at.isBefore(next)) {
                next = at;
            }
        }
        return next;
    }
}
