package io.segwright.graph.write;

import io.segwright.graph.fact.ClaimPart;
import io.segwright.graph.fact.DevicePart;
import io.segwright.graph.fact.FactTimes;
import io.segwright.graph.fact.Part;
import io.segwright.graph.fact.Revision.Held;
import io.segwright.graph.schema.Keys;
import io.segwright.graph.schema.Labels;
import io.segwright.inventory.attribute.Allocation;
import io.segwright.inventory.attribute.Tags;
import io.segwright.inventory.device.DeviceId;
import io.segwright.inventory.device.DeviceInterface;
import io.segwright.inventory.net.IpAddress;
import io.segwright.inventory.observe.AddressFact;
import io.segwright.inventory.observe.IdentityKey;
import io.segwright.inventory.observe.NeighborFact;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.janusgraph.core.JanusGraphEdge;
import org.janusgraph.core.JanusGraphVertex;

/// What a fact points at. These edges are as old as their fact and never change; only `linkedTo` has times of its own.
final class FactEdges {
    private FactEdges() {}

    static void attach(
            Batch batch, String entity, Part part, JanusGraphVertex fact, FactTimes times) {
        switch (part) {
            case DevicePart.State state ->
                    attachState(batch, new DeviceId(entity), state, fact, times);
            case DevicePart.Port port ->
                    attachPort(batch, new DeviceId(entity), port.value(), fact, times);
            case DevicePart.Neighbor neighbor ->
                    attachNeighbor(batch, new DeviceId(entity), neighbor.value(), fact, times);
            case Part.Traced traced -> claim(batch, traced.value().addresses(), fact);
            case Part.Allocated allocated -> attachAllocation(batch, allocated.value(), fact);
            case ClaimPart.Said said ->
                    batch.addEdge(
                            Anchors.device(batch, said.value().device()), Labels.HAS_CLAIMS, fact);
            case ClaimPart.Decided decided ->
                    batch.addEdge(
                            Anchors.device(batch, decided.value().device()),
                            Labels.HAS_DECISION,
                            fact);
            case ClaimPart.Listed _ -> {} // about a source, and no device
        }
    }

    private static void attachState(
            Batch batch,
            DeviceId id,
            DevicePart.State state,
            JanusGraphVertex fact,
            FactTimes times) {
        JanusGraphVertex device = Anchors.device(batch, id);
        batch.addEdge(device, Labels.HAS_STATE, fact);
        for (IdentityKey key : state.keys()) {
            JanusGraphVertex identity = Anchors.identity(batch, key);
            batch.connect(device, Labels.KNOWN_BY, identity);
            Links.joinThoseWhoSee(batch, identity, id, device, times);
        }
    }

    private static void attachPort(
            Batch batch,
            DeviceId id,
            DeviceInterface port,
            JanusGraphVertex fact,
            FactTimes times) {
        JanusGraphVertex device = Anchors.device(batch, id);
        batch.addEdge(device, Labels.HAS_INTERFACE, fact);
        Set<JanusGraphVertex> prefixes = new HashSet<>();
        for (AddressFact own : port.addresses()) {
            if (!Anchors.isWorthAVertex(own.address())) {
                continue;
            }
            JanusGraphVertex address = Anchors.address(batch, own.address());
            JanusGraphEdge edge = batch.addEdge(fact, Labels.HAS_ADDRESS, address);
            edge.property(Keys.PREFIX_LENGTH, own.prefixLength());
            edge.property(Keys.VRF, own.vrf().name());
            JanusGraphVertex prefix = Anchors.prefix(batch, own.vrf(), own.prefix());
            if (prefixes.add(prefix)) {
                batch.addEdge(fact, Labels.ATTACHED_TO, prefix);
            }
            Links.joinThoseWhoSee(batch, address, id, device, times);
        }
    }

    private static void attachNeighbor(
            Batch batch, DeviceId id, NeighborFact seen, JanusGraphVertex fact, FactTimes times) {
        JanusGraphVertex device = Anchors.device(batch, id);
        batch.addEdge(device, Labels.HAS_NEIGHBOR, fact);
        seen.chassisMac()
                .map(mac -> Anchors.identity(batch, new IdentityKey.ChassisMac(mac)))
                .ifPresent(identity -> batch.see(fact, identity));
        for (IpAddress address : new HashSet<>(seen.managementAddresses())) {
            if (Anchors.isWorthAVertex(address)) {
                batch.see(fact, Anchors.address(batch, address));
            }
        }
        Links.open(batch, id, device, seen, fact, times);
    }

    private static void claim(Batch batch, List<IpAddress> addresses, JanusGraphVertex fact) {
        for (IpAddress address : new HashSet<>(addresses)) {
            if (Anchors.isWorthAVertex(address)) {
                batch.addEdge(fact, Labels.CLAIMS, Anchors.address(batch, address));
            }
        }
    }

    private static void attachAllocation(
            Batch batch, Allocation allocation, JanusGraphVertex fact) {
        batch.addEdge(
                fact, Labels.COVERS, Anchors.prefix(batch, allocation.vrf(), allocation.prefix()));
        if (!allocation.tags().equals(Tags.NONE)) {
            batch.addEdge(fact, Labels.TAGGED_AS, Anchors.tags(batch, allocation.tags()));
        }
    }

    static void close(Batch batch, Held<Part, JanusGraphVertex> fact, Instant validTo) {
        if (fact.part() instanceof DevicePart.Neighbor) {
            Links.close(batch, fact.reference(), validTo);
        }
    }

    static void retract(Batch batch, Held<Part, JanusGraphVertex> fact) {
        if (fact.part() instanceof DevicePart.Neighbor) {
            Links.retract(batch, fact.reference());
        }
    }
}
