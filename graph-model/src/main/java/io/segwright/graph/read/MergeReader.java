package io.segwright.graph.read;

import static io.segwright.graph.schema.Schema.FOREVER;

import io.segwright.graph.fact.AsOf;
import io.segwright.graph.fact.DevicePart;
import io.segwright.graph.fact.DeviceParts;
import io.segwright.graph.fact.FactTimes;
import io.segwright.graph.fact.Fields;
import io.segwright.graph.fact.Part;
import io.segwright.graph.fact.Sightings;
import io.segwright.graph.schema.Keys;
import io.segwright.graph.schema.Labels;
import io.segwright.inventory.device.Device;
import io.segwright.inventory.device.DeviceId;
import io.segwright.inventory.reconcile.PastMerge;
import io.segwright.inventory.reconcile.PastMerge.Moment;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;
import org.apache.tinkerpop.gremlin.structure.Direction;
import org.janusgraph.core.JanusGraphEdge;
import org.janusgraph.core.JanusGraphTransaction;
import org.janusgraph.core.JanusGraphVertex;

/// Reads what a split needs: how two devices were believed to be before they were merged, and the one since.
///
/// Cost: as long as the two ever had facts.
public final class MergeReader {
    /// Of a device since a merge; of more, the newest, since a mistake is noticed long before.
    private static final int MOMENTS_MAX = 10_000;

    private static final Instant LATEST = Instant.MAX.minusNanos(1);
    private static final Comparator<JanusGraphEdge> ORDER =
            Comparator.comparing((JanusGraphEdge edge) -> edge.<Long>value(Keys.SEQUENCE));

    private final JanusGraphTransaction transaction;

    public MergeReader(JanusGraphTransaction transaction) {
        this.transaction = transaction;
    }

    /// Which devices were ever merged into this one, the latest first; each once.
    public List<DeviceId> absorbedBy(DeviceId into) {
        return merges(into).stream().map(MergeReader::absorbed).distinct().toList();
    }

    /// The last merge of the two.
    public Optional<PastMerge> last(DeviceId into, DeviceId absorbed) {
        Optional<JanusGraphEdge> edge =
                merges(into).stream().filter(e -> absorbed(e).equals(absorbed)).findFirst();
        return edge.flatMap(e -> pastMerge(e, into, absorbed));
    }

    private Optional<PastMerge> pastMerge(JanusGraphEdge edge, DeviceId into, DeviceId absorbed) {
        Instant at = edge.value(Keys.AT);
        Instant recordedAt = edge.value(Keys.RECORDED_AT);
        Optional<Device> one = before(into, at, recordedAt);
        Optional<Device> other = before(absorbed, at, recordedAt);
        return one.isEmpty() || other.isEmpty()
                ? Optional.empty()
                : Optional.of(new PastMerge(at, one.get(), other.get(), since(into, at)));
    }

    private List<JanusGraphEdge> merges(DeviceId into) {
        List<JanusGraphEdge> edges = new ArrayList<>();
        for (JanusGraphVertex device :
                transaction.query().has(Keys.DEVICE_ID, into.text()).vertices()) {
            device.query()
                    .direction(Direction.IN)
                    .labels(Labels.MERGED_INTO)
                    .edges()
                    .forEach(edges::add);
        }
        edges.sort(ORDER.reversed());
        return edges;
    }

    private static DeviceId absorbed(JanusGraphEdge edge) {
        return new DeviceId(edge.outVertex().value(Keys.DEVICE_ID));
    }

    /// As it was believed to be when the merge was not written yet; where all was written at once, as it was before.
    private Optional<Device> before(DeviceId id, Instant at, Instant recordedAt) {
        return device(id, new AsOf(LATEST, recordedAt.minusNanos(1)))
                .or(() -> device(id, new AsOf(at.minusNanos(1), LATEST)));
    }

    private List<Moment> since(DeviceId id, Instant from) {
        NavigableSet<Instant> changes = new TreeSet<>();
        changes.add(from);
        for (JanusGraphVertex vertex : facts(id)) {
            FactTimes times = FactTimes.of(Fields.of(vertex));
            if (times.isBelieved()) {
                changes.add(times.validFrom());
                changes.add(times.validTo());
            }
        }
        List<Moment> moments = new ArrayList<>();
        for (Instant at : changes.tailSet(from, true)) {
            if (at.isBefore(FOREVER)) {
                device(id, new AsOf(at, LATEST)).ifPresent(d -> moments.add(new Moment(at, d)));
            }
        }
        return moments.subList(Math.max(0, moments.size() - MOMENTS_MAX), moments.size());
    }

    private Optional<Device> device(DeviceId id, AsOf asOf) {
        List<Part> parts = new ArrayList<>();
        for (JanusGraphVertex vertex : facts(id)) {
            if (FactTimes.of(Fields.of(vertex)).holds(asOf)
                    && Part.of(vertex.label(), Fields.of(vertex)) instanceof DevicePart part) {
                parts.add(part);
            }
        }
        Instant lastSeen = Instant.MIN;
        for (JanusGraphVertex anchor :
                transaction.query().has(Keys.DEVICE_ID, id.text()).vertices()) {
            lastSeen =
                    Sightings.last(anchor, asOf.validAt(), asOf.knownAt())
                            .map(sighting -> sighting.<Instant>value(Keys.LAST_SEEN))
                            .orElse(lastSeen);
        }
        return DeviceParts.assemble(id, parts, lastSeen);
    }

    private Iterable<JanusGraphVertex> facts(DeviceId id) {
        return transaction.query().has(Keys.ENTITY, id.text()).vertices();
    }
}
