package io.segwright.graph.read;

import io.segwright.graph.fact.AsOf;
import io.segwright.graph.fact.IdentityEvidence;
import io.segwright.graph.schema.Keys;
import io.segwright.graph.schema.Labels;
import io.segwright.inventory.device.DeviceId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.tinkerpop.gremlin.process.traversal.Order;
import org.apache.tinkerpop.gremlin.structure.Direction;
import org.janusgraph.core.JanusGraphEdge;
import org.janusgraph.core.JanusGraphTransaction;
import org.janusgraph.core.JanusGraphVertex;
import org.janusgraph.core.attribute.Cmp;

/// Reads why a device is taken for one device: the reasons that were written with its sightings.
public final class EvidenceReader {
    private static final int SIGHTINGS_MAX =
            20_000; // nine weeks of a poll every 5 minutes: most have no reasons, being unchanged

    private static final int EVIDENCE_MAX = 50; // the newest say it

    private EvidenceReader() {}

    /// @return the newest first
    public static List<IdentityEvidence> of(
            JanusGraphTransaction transaction, DeviceId id, AsOf asOf) {
        List<IdentityEvidence> evidence = new ArrayList<>();
        for (JanusGraphVertex device :
                transaction.query().has(Keys.DEVICE_ID, id.text()).vertices()) {
            for (JanusGraphEdge edge :
                    device.query()
                            .direction(Direction.OUT)
                            .labels(Labels.OBSERVED)
                            .has(
                                    Keys.AT_SECONDS,
                                    Cmp.LESS_THAN_EQUAL,
                                    asOf.validAt().getEpochSecond())
                            .orderBy(Keys.AT_SECONDS, Order.desc)
                            .limit(SIGHTINGS_MAX)
                            .edges()) {
                if (evidence.size() < EVIDENCE_MAX && holds(edge, asOf)) {
                    evidence.add(
                            new IdentityEvidence(
                                    edge.value(Keys.AT),
                                    edge.value(Keys.SOURCE),
                                    List.of(edge.<String[]>value(Keys.EVIDENCE))));
                }
            }
        }
        return evidence;
    }

    private static boolean holds(JanusGraphEdge edge, AsOf asOf) {
        return edge.property(Keys.EVIDENCE).isPresent()
                && !edge.<Instant>value(Keys.AT).isAfter(asOf.validAt())
                && !edge.<Instant>value(Keys.RECORDED_AT).isAfter(asOf.knownAt());
    }
}
