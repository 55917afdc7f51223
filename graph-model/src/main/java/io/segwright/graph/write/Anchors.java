package io.segwright.graph.write;

import io.segwright.graph.fact.TagTexts;
import io.segwright.graph.schema.Keys;
import io.segwright.graph.schema.Labels;
import io.segwright.graph.schema.Marks;
import io.segwright.inventory.attribute.Tags;
import io.segwright.inventory.device.DeviceId;
import io.segwright.inventory.net.IpAddress;
import io.segwright.inventory.net.Prefix;
import io.segwright.inventory.net.Vrf;
import io.segwright.inventory.observe.IdentityKey;
import java.util.Optional;
import org.janusgraph.core.JanusGraphVertex;

/// The timeless vertices by their natural keys.
final class Anchors {
    private static final String FIELD = "\u001f"; // ASCII unit separator

    private Anchors() {}

    static JanusGraphVertex device(Batch batch, DeviceId id) {
        return batch.anchor(
                Labels.DEVICE, id.text(), vertex -> vertex.property(Keys.DEVICE_ID, id.text()));
    }

    static Optional<JanusGraphVertex> findDevice(Batch batch, DeviceId id) {
        return batch.findAnchor(Labels.DEVICE, id.text());
    }

    static JanusGraphVertex identity(Batch batch, IdentityKey key) {
        String text = key.toString();
        return batch.anchor(Labels.IDENTITY, text, vertex -> vertex.property(Keys.IDENTITY, text));
    }

    static Optional<JanusGraphVertex> findIdentity(Batch batch, IdentityKey key) {
        return batch.findAnchor(Labels.IDENTITY, key.toString());
    }

    /// One vertex for an address in all routing domains, since neighbours and traces name none; the `hasAddress`
    /// edge says which.
    static JanusGraphVertex address(Batch batch, IpAddress address) {
        String text = address.toString();
        return batch.anchor(Labels.ADDRESS, text, vertex -> vertex.property(Keys.ADDRESS, text));
    }

    static Optional<JanusGraphVertex> findAddress(Batch batch, IpAddress address) {
        return batch.findAnchor(Labels.ADDRESS, address.toString());
    }

    /// Link-local and loopback addresses mean nothing beyond a link or a host, and every device has them.
    static boolean isWorthAVertex(IpAddress address) {
        return !address.isLinkLocal()
                && !address.isLoopback()
                && !address.isUnspecified()
                && !address.isMulticast();
    }

    static Optional<JanusGraphVertex> findPrefix(Batch batch, Vrf vrf, Prefix prefix) {
        return batch.findAnchor(Labels.PREFIX, vrf + FIELD + prefix);
    }

    static JanusGraphVertex prefix(Batch batch, Vrf vrf, Prefix prefix) {
        return batch.anchor(
                Labels.PREFIX,
                vrf + FIELD + prefix,
                vertex -> {
                    vertex.property(Keys.VRF, vrf.name());
                    vertex.property(Keys.PREFIX, prefix.toString());
                });
    }

    /// The tags, with their owner.
    static JanusGraphVertex tags(Batch batch, Tags tags) {
        return batch.anchor(
                Labels.TAGS,
                tagsKey(tags),
                vertex -> {
                    TagTexts.write(tags, vertex);
                    if (!tags.owner().isEmpty()) {
                        batch.addEdge(vertex, Labels.OWNED_BY, owner(batch, tags.owner()));
                    }
                });
    }

    static String tagsKey(Tags tags) {
        return String.join(
                FIELD,
                tags.service(),
                tags.subscription(),
                tags.workload(),
                tags.environment(),
                tags.owner());
    }

    private static JanusGraphVertex owner(Batch batch, String owner) {
        return batch.anchor(
                Labels.OWNER,
                owner,
                vertex -> {
                    vertex.property(Keys.OWNER, owner);
                    vertex.property(Keys.EVER, Marks.of(Labels.OWNER, owner));
                    batch.touchText(vertex);
                });
    }
}
