package io.segwright.graph.read;

import static io.segwright.graph.schema.Schema.FOREVER;

import io.segwright.graph.fact.AsOf;
import io.segwright.graph.fact.ClaimPart;
import io.segwright.graph.fact.DevicePart;
import io.segwright.graph.fact.DeviceParts;
import io.segwright.graph.fact.FactTimes;
import io.segwright.graph.fact.Fields;
import io.segwright.graph.fact.Part;
import io.segwright.graph.fact.Sightings;
import io.segwright.graph.schema.Keys;
import io.segwright.graph.schema.Labels;
import io.segwright.graph.schema.Schema;
import io.segwright.inventory.attribute.Allocation;
import io.segwright.inventory.claim.ClaimSet;
import io.segwright.inventory.claim.Claims;
import io.segwright.inventory.claim.Decision;
import io.segwright.inventory.claim.ImportRun;
import io.segwright.inventory.device.Device;
import io.segwright.inventory.device.DeviceId;
import io.segwright.inventory.reconcile.IdentityDecision;
import io.segwright.inventory.reconcile.InventorySnapshot;
import io.segwright.inventory.reconcile.Trace;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.janusgraph.core.JanusGraphEdge;
import org.janusgraph.core.JanusGraphTransaction;
import org.janusgraph.core.JanusGraphVertex;

/// Reads the inventory, whole.
///
/// Cost: the present takes as long as there are facts now, however long the history; the past takes as long as there
/// ever were facts.
public final class SnapshotReader {
    private static final Comparator<Allocation> ALLOCATIONS =
            Comparator.comparing(Allocation::vrf)
                    .thenComparing(Allocation::prefix)
                    .thenComparing(Allocation::validFrom)
                    .thenComparing(Allocation::validTo)
                    .thenComparing(Allocation::source)
                    .thenComparing(allocation -> allocation.tags().toString());

    private static final List<String> OTHER_LABELS =
            List.of(
                    Labels.TRACE,
                    Labels.ALLOCATION,
                    Labels.CLAIM_SET,
                    Labels.DECISION,
                    Labels.IMPORT_RUN,
                    Labels.IDENTITY_DECISION);

    private final JanusGraphTransaction transaction;

    /// @param transaction read-only
    public SnapshotReader(JanusGraphTransaction transaction) {
        this.transaction = transaction;
    }

    /// What we believe now: every allocation, whatever its validity.
    public InventorySnapshot latest() {
        return read(Schema.OPEN_ROWS, _ -> true, FOREVER, FOREVER);
    }

    /// What was true at `validAt`, as we believed at `knownAt`: only the allocations that were valid then.
    public InventorySnapshot asOf(AsOf asOf) {
        return read(
                Schema.EVER_ROWS,
                fact -> FactTimes.of(fact).holds(asOf),
                asOf.validAt(),
                asOf.knownAt());
    }

    /// Every allocation that was believed at `knownAt`, whatever its validity, which is as it was believed then.
    public List<Allocation> allocations(Instant knownAt) {
        List<Allocation> allocations = new ArrayList<>();
        new FactRows(transaction, Schema.EVER_ROWS)
                .forEach(
                        Labels.ALLOCATION,
                        fact -> {
                            FactTimes times = FactTimes.of(fact);
                            if (times.isBelievedAt(knownAt)
                                    && Part.of(Labels.ALLOCATION, fact)
                                            instanceof Part.Allocated(Allocation allocation)) {
                                allocations.add(
                                        knownAt.isBefore(times.supersededAt())
                                                ? allocation.lasting(
                                                        allocation.validFrom(), FOREVER)
                                                : allocation);
                            }
                        });
        allocations.sort(ALLOCATIONS);
        return allocations;
    }

    private InventorySnapshot read(
            String index, Predicate<Fields> holds, Instant validAt, Instant knownAt) {
        FactRows rows = new FactRows(transaction, index);
        Map<String, List<Part>> devices = new HashMap<>();
        for (String label : List.of(Labels.DEVICE_STATE, Labels.INTERFACE, Labels.NEIGHBOR)) {
            rows.forEach(
                    label,
                    fact -> {
                        if (holds.test(fact)) {
                            devices.computeIfAbsent(fact.value(Keys.ENTITY), _ -> new ArrayList<>())
                                    .add(Part.of(label, fact));
                        }
                    });
        }
        List<Part> others = new ArrayList<>();
        for (String label : OTHER_LABELS) {
            rows.forEach(
                    label,
                    fact -> {
                        if (holds.test(fact)) {
                            others.add(Part.of(label, fact));
                        }
                    });
        }
        return collect(assemble(devices, validAt, knownAt), others);
    }

    private static InventorySnapshot collect(List<Device> devices, List<Part> others) {
        List<Trace> traces = new ArrayList<>();
        List<Allocation> allocations = new ArrayList<>();
        List<ClaimSet> sets = new ArrayList<>();
        List<Decision> decisions = new ArrayList<>();
        List<ImportRun> imports = new ArrayList<>();
        List<IdentityDecision> identities = new ArrayList<>();
        for (Part part : others) {
            switch (part) {
                case Part.Traced(Trace trace) -> traces.add(trace);
                case Part.Allocated(Allocation allocation) -> allocations.add(allocation);
                case Part.Decided(IdentityDecision decision) -> identities.add(decision);
                case ClaimPart.Said(ClaimSet set) -> sets.add(set);
                case ClaimPart.Decided(Decision decision) -> decisions.add(decision);
                case ClaimPart.Listed(ImportRun run) -> imports.add(run);
                case DevicePart _ -> throw new AssertionError(part);
            }
        }
        traces.sort(Comparator.comparing(Trace::subject));
        allocations.sort(ALLOCATIONS);
        identities.sort(Comparator.comparing(IdentityDecision::subject));
        return new InventorySnapshot(
                devices, traces, allocations, new Claims(sets, decisions, imports), identities);
    }

    private List<Device> assemble(
            Map<String, List<Part>> partsByDevice, Instant validAt, Instant knownAt) {
        List<Device> devices = new ArrayList<>(partsByDevice.size());
        partsByDevice.forEach((entity, parts) ->
                DeviceParts.assemble(
                                new DeviceId(entity), parts, lastSeen(entity, validAt, knownAt))
                        .ifPresent(devices::add));
        devices.sort(Comparator.comparing(Device::id));
        return devices;
    }

    private Instant lastSeen(String deviceId, Instant validAt, Instant knownAt) {
        JanusGraphVertex device =
                transaction.query().has(Keys.DEVICE_ID, deviceId).vertices().iterator().next();
        return Sightings.last(device, validAt, knownAt)
                .map((JanusGraphEdge sighting) -> sighting.<Instant>value(Keys.LAST_SEEN))
                .orElseThrow(() -> new AssertionError(deviceId + " has facts but was never seen"));
    }
}
