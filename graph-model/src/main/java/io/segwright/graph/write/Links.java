package io.segwright.graph.write;

import static io.segwright.graph.schema.Schema.FOREVER;

import io.segwright.graph.fact.FactTimes;
import io.segwright.graph.schema.Keys;
import io.segwright.graph.schema.Labels;
import io.segwright.graph.schema.Marks;
import io.segwright.inventory.device.DeviceId;
import io.segwright.inventory.net.IpAddress;
import io.segwright.inventory.observe.IdentityKey;
import io.segwright.inventory.observe.NeighborFact;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import org.apache.tinkerpop.gremlin.structure.Direction;
import org.janusgraph.core.JanusGraphEdge;
import org.janusgraph.core.JanusGraphVertex;

/// The `linkedTo` edges between devices: what neighbour facts mean, so that paths are one step a hop.
///
/// They are derived: a neighbour fact names a chassis MAC or addresses, and the device that has these may be found
/// before or after it. Both orders lead to the same edge. The neighbour facts are the truth.
final class Links {
    private static final int CANDIDATES_MAX = 8; // a cloned MAC or an anycast address names several

    private Links() {}

    /// Links a device to those that its new neighbour fact names.
    static void open(
            Batch batch,
            DeviceId id,
            JanusGraphVertex device,
            NeighborFact seen,
            JanusGraphVertex fact,
            FactTimes times) {
        for (JanusGraphVertex target : named(batch, seen)) {
            if (!target.<String>value(Keys.DEVICE_ID).equals(id.text())) {
                link(batch, device, target, fact, times);
            }
        }
    }

    private static Set<JanusGraphVertex> named(Batch batch, NeighborFact seen) {
        Set<JanusGraphVertex> devices = new LinkedHashSet<>();
        seen.chassisMac()
                .flatMap(mac -> Anchors.findIdentity(batch, new IdentityKey.ChassisMac(mac)))
                .ifPresent(identity -> addKnownBy(batch, identity, devices));
        for (IpAddress address : seen.managementAddresses()) {
            if (devices.isEmpty() && Anchors.isWorthAVertex(address)) {
                Anchors.findAddress(batch, address)
                        .ifPresent(vertex -> addOwners(batch, vertex, devices));
            }
        }
        return devices;
    }

    private static void addKnownBy(
            Batch batch, JanusGraphVertex identity, Set<JanusGraphVertex> devices) {
        for (JanusGraphVertex device :
                identity.query().direction(Direction.IN).labels(Labels.KNOWN_BY).vertices()) {
            if (devices.size() < CANDIDATES_MAX && exists(batch, device)) {
                devices.add(device);
            }
        }
    }

    private static boolean exists(Batch batch, JanusGraphVertex device) {
        String entity = device.value(Keys.DEVICE_ID);
        return batch.transaction()
                .query()
                .has(Keys.ENTITY, entity)
                .has(Keys.OPEN, Marks.of(Labels.DEVICE_STATE, entity))
                .vertices()
                .iterator()
                .hasNext();
    }

    private static void addOwners(
            Batch batch, JanusGraphVertex address, Set<JanusGraphVertex> devices) {
        for (JanusGraphVertex port :
                address.query().direction(Direction.IN).labels(Labels.HAS_ADDRESS).vertices()) {
            if (devices.size() < CANDIDATES_MAX && port.property(Keys.OPEN).isPresent()) {
                devices.add(Anchors.device(batch, new DeviceId(port.value(Keys.ENTITY))));
            }
        }
    }

    /// Links those whose open neighbour facts name a device that has just been found.
    ///
    /// @param named an identity or an address of the device
    static void joinThoseWhoSee(
            Batch batch,
            JanusGraphVertex named,
            DeviceId id,
            JanusGraphVertex device,
            FactTimes times) {
        if (!times.isOpen() || !batch.mayBeSeen(named)) {
            return;
        }
        for (JanusGraphVertex fact :
                named.query().direction(Direction.IN).labels(Labels.SEES).vertices()) {
            String observer = fact.value(Keys.ENTITY);
            if (fact.property(Keys.OPEN).isPresent() && !observer.equals(id.text())) {
                JanusGraphVertex from = Anchors.device(batch, new DeviceId(observer));
                if (linkOf(from, device, fact).isEmpty()) {
                    Instant since = later(fact.value(Keys.VALID_FROM), times.validFrom());
                    link(batch, from, device, fact, FactTimes.open(since, batch.now()));
                }
            }
        }
    }

    private static Instant later(Instant a, Instant b) {
        return a.isAfter(b) ? a : b;
    }

    private static void link(
            Batch batch,
            JanusGraphVertex from,
            JanusGraphVertex to,
            JanusGraphVertex fact,
            FactTimes times) {
        JanusGraphEdge edge = batch.addEdge(from, Labels.LINKED_TO, to);
        edge.property(Keys.FACT_ID, id(fact));
        edge.property(Keys.INTERFACE_NAME, fact.<String>value(Keys.INTERFACE_NAME));
        edge.property(Keys.PORT_ID, fact.<String>value(Keys.PORT_ID));
        times.writeTo(edge);
    }

    private static Optional<JanusGraphEdge> linkOf(
            JanusGraphVertex from, JanusGraphVertex to, JanusGraphVertex fact) {
        for (JanusGraphEdge edge :
                from.query()
                        .direction(Direction.OUT)
                        .labels(Labels.LINKED_TO)
                        .adjacent(to)
                        .edges()) {
            if (edge.<Long>value(Keys.FACT_ID).equals(id(fact))
                    && edge.<Instant>value(Keys.SUPERSEDED_AT).equals(FOREVER)
                    && edge.<Instant>value(Keys.RETRACTED_AT).equals(FOREVER)) {
                return Optional.of(edge);
            }
        }
        return Optional.empty();
    }

    /// Closes the links that stand for a neighbour fact which ends.
    static void close(Batch batch, JanusGraphVertex fact, Instant validTo) {
        for (JanusGraphEdge edge : linksOf(batch, fact)) {
            if (edge.<Instant>value(Keys.SUPERSEDED_AT).equals(FOREVER)) {
                close(batch, edge, validTo);
            }
        }
    }

    /// Closes the links to a device that is gone.
    static void closeThoseTo(Batch batch, JanusGraphVertex device, Instant validTo) {
        for (JanusGraphEdge edge :
                device.query().direction(Direction.IN).labels(Labels.LINKED_TO).edges()) {
            if (edge.<Instant>value(Keys.SUPERSEDED_AT).equals(FOREVER)) {
                close(batch, edge, validTo);
            }
        }
    }

    private static void close(Batch batch, JanusGraphEdge edge, Instant validTo) {
        Instant from = edge.value(Keys.VALID_FROM);
        edge.property(Keys.VALID_TO, later(from, validTo));
        edge.property(Keys.SUPERSEDED_AT, batch.now());
        batch.countClosed();
    }

    static void retract(Batch batch, JanusGraphVertex fact) {
        for (JanusGraphEdge edge : linksOf(batch, fact)) {
            if (edge.<Instant>value(Keys.RETRACTED_AT).equals(FOREVER)) {
                edge.property(Keys.RETRACTED_AT, batch.now());
                batch.countClosed();
            }
        }
    }

    private static Iterable<JanusGraphEdge> linksOf(Batch batch, JanusGraphVertex fact) {
        JanusGraphVertex device = Anchors.device(batch, new DeviceId(fact.value(Keys.ENTITY)));
        return device.query()
                .direction(Direction.OUT)
                .labels(Labels.LINKED_TO)
                .has(Keys.FACT_ID, id(fact))
                .edges();
    }

    private static Long id(JanusGraphVertex fact) {
        return (Long) fact.id();
    }
}
