package io.segwright.graph.write;

import static io.segwright.graph.schema.Schema.FOREVER;

import io.segwright.graph.fact.DeviceParts;
import io.segwright.graph.fact.Part;
import io.segwright.graph.fact.PollRecord;
import io.segwright.graph.fact.Revision;
import io.segwright.graph.fact.Revision.Held;
import io.segwright.graph.fact.Revision.Step;
import io.segwright.graph.fact.Sightings;
import io.segwright.graph.schema.Keys;
import io.segwright.graph.schema.Labels;
import io.segwright.inventory.device.Device;
import io.segwright.inventory.device.DeviceId;
import io.segwright.inventory.observe.Provenance;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.janusgraph.core.JanusGraphEdge;
import org.janusgraph.core.JanusGraphVertex;

/// Devices: their parts as facts, each poll as an edge.
final class DeviceWriter {
    private static final List<String> PART_LABELS =
            List.of(Labels.DEVICE_STATE, Labels.INTERFACE, Labels.NEIGHBOR);

    private DeviceWriter() {}

    /// From the provenance's instant on, the device is so.
    static void assertDevice(
            Batch batch, Device device, List<String> evidence, Provenance provenance) {
        boolean known = Anchors.findDevice(batch, device.id()).isPresent();
        JanusGraphVertex anchor = Anchors.device(batch, device.id());
        boolean changed =
                known
                        ? revise(batch, device.id(), anchor, DeviceParts.of(device), provenance)
                        : create(batch, device, provenance);
        Sighting sighting = new Sighting(provenance, device.lastSeen(), 0, evidence);
        if (changed || !isRecorded(anchor, sighting)) {
            record(batch, anchor, sighting);
        }
    }

    /// From the provenance's instant on, the device is no more.
    ///
    /// @return false where it was not there
    static boolean assertGone(
            Batch batch, Device device, List<String> evidence, Provenance provenance) {
        Optional<JanusGraphVertex> anchor = Anchors.findDevice(batch, device.id());
        if (anchor.isEmpty() || !revise(batch, device.id(), anchor.get(), Set.of(), provenance)) {
            return false;
        }
        Links.closeThoseTo(batch, anchor.get(), provenance.at());
        record(batch, anchor.get(), new Sighting(provenance, device.lastSeen(), 0, evidence));
        return true;
    }

    /// The device answered and nothing had changed.
    static void poll(Batch batch, PollRecord poll) {
        Optional<JanusGraphVertex> anchor = Anchors.findDevice(batch, poll.device());
        if (anchor.isEmpty()) {
            throw new UnknownDeviceException(
                    poll.device() + ": poll of a device that is not in the inventory");
        }
        Sighting sighting =
                new Sighting(poll.provenance(), poll.provenance().at(), poll.pdus(), List.of());
        if (!isRecorded(anchor.get(), sighting)) {
            record(batch, anchor.get(), sighting);
        }
    }

    private static boolean create(Batch batch, Device device, Provenance provenance) {
        List<Step<Part, JanusGraphVertex>> steps =
                Revision.steps(List.of(), DeviceParts.of(device), provenance.at(), FOREVER);
        Facts.apply(batch, device.id().text(), steps, provenance);
        return true;
    }

    private static boolean revise(
            Batch batch,
            DeviceId id,
            JanusGraphVertex anchor,
            Set<Part> state,
            Provenance provenance) {
        Instant from = provenance.at();
        Instant nextSeen =
                Sightings.last(anchor, Instant.MAX, FOREVER)
                        .map(last -> last.<Instant>value(Keys.AT))
                        .filter(last -> last.isAfter(from))
                        .map(_ -> Sightings.nextAfter(anchor, from))
                        .orElse(FOREVER);
        List<Held<Part, JanusGraphVertex>> facts;
        Instant next;
        if (nextSeen.equals(FOREVER)) {
            facts = new ArrayList<>();
            for (String label : PART_LABELS) {
                facts.addAll(Facts.open(batch, id.text(), label));
            }
            next = FOREVER; // every fact begins and ends at a sighting, and this is the last
        } else {
            facts = Facts.all(batch, id.text());
            Instant nextFact = Revision.nextAfter(facts, from);
            next = nextFact.isBefore(nextSeen) ? nextFact : nextSeen;
        }
        List<Step<Part, JanusGraphVertex>> steps = Revision.steps(facts, state, from, next);
        Facts.apply(batch, id.text(), steps, provenance);
        return !steps.isEmpty();
    }

    private record Sighting(
            Provenance provenance, Instant lastSeen, long pdus, List<String> evidence) {}

    private static boolean isRecorded(JanusGraphVertex device, Sighting sighting) {
        Instant at = sighting.provenance.at();
        return Sightings.last(device, at, FOREVER)
                .filter(last -> last.<Instant>value(Keys.AT).equals(at))
                .filter(last -> last.<Instant>value(Keys.LAST_SEEN).equals(sighting.lastSeen))
                .isPresent();
    }

    private static void record(Batch batch, JanusGraphVertex device, Sighting sighting) {
        Provenance provenance = sighting.provenance;
        JanusGraphEdge edge = batch.addEdge(device, Labels.OBSERVED, batch.store());
        edge.property(Keys.AT, provenance.at());
        edge.property(Keys.AT_SECONDS, provenance.at().getEpochSecond());
        edge.property(Keys.LAST_SEEN, sighting.lastSeen);
        edge.property(Keys.RECORDED_AT, batch.now());
        edge.property(Keys.SEQUENCE, batch.nextSequence());
        edge.property(Keys.SOURCE, provenance.source());
        edge.property(Keys.EXPORTER, provenance.exporter().toString());
        edge.property(Keys.PDUS, sighting.pdus);
        if (!sighting.evidence.isEmpty()) {
            edge.property(Keys.EVIDENCE, sighting.evidence.toArray(String[]::new));
        }
    }
}
