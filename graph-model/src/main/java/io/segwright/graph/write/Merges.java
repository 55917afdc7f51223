package io.segwright.graph.write;

import io.segwright.graph.schema.Keys;
import io.segwright.graph.schema.Labels;
import io.segwright.inventory.device.DeviceId;
import io.segwright.inventory.observe.Provenance;
import java.util.List;
import org.janusgraph.core.JanusGraphEdge;

/// The `mergedInto` edges: which device went on as which, since when, and why. A split leaves them: it happened.
final class Merges {
    private Merges() {}

    static void write(
            Batch batch,
            DeviceId absorbed,
            DeviceId into,
            List<String> evidence,
            Provenance provenance) {
        JanusGraphEdge edge =
                batch.addEdge(
                        Anchors.device(batch, absorbed),
                        Labels.MERGED_INTO,
                        Anchors.device(batch, into));
        edge.property(Keys.AT, provenance.at());
        edge.property(Keys.RECORDED_AT, batch.now());
        edge.property(Keys.SEQUENCE, batch.nextSequence());
        edge.property(Keys.SOURCE, provenance.source());
        edge.property(Keys.EVIDENCE, evidence.toArray(String[]::new));
    }
}
