package io.segwright.graph.write;

import io.segwright.graph.fact.ClaimPart;
import io.segwright.graph.fact.FactTimes;
import io.segwright.graph.fact.Part;
import io.segwright.graph.fact.Revision;
import io.segwright.graph.fact.Revision.Held;
import io.segwright.graph.schema.Labels;
import io.segwright.inventory.attribute.Allocation;
import io.segwright.inventory.observe.Provenance;
import io.segwright.inventory.reconcile.ClaimChange;
import io.segwright.inventory.reconcile.ClaimChange.ClaimsEnded;
import io.segwright.inventory.reconcile.ClaimChange.ClaimsSaid;
import io.segwright.inventory.reconcile.ClaimChange.DecisionEnded;
import io.segwright.inventory.reconcile.ClaimChange.DecisionMade;
import io.segwright.inventory.reconcile.ClaimChange.ImportRead;
import io.segwright.inventory.reconcile.InventoryChange;
import io.segwright.inventory.reconcile.InventoryChange.AllocationAdded;
import io.segwright.inventory.reconcile.InventoryChange.AllocationChanged;
import io.segwright.inventory.reconcile.InventoryChange.DeviceAdded;
import io.segwright.inventory.reconcile.InventoryChange.DeviceChanged;
import io.segwright.inventory.reconcile.InventoryChange.DevicesMerged;
import io.segwright.inventory.reconcile.InventoryChange.TraceEnded;
import io.segwright.inventory.reconcile.InventoryChange.TraceSeen;
import io.segwright.inventory.reconcile.Trace;
import java.util.List;
import java.util.Set;
import org.janusgraph.core.JanusGraphVertex;

/// One inventory change as facts. A change that says what is already believed writes nothing.
final class ChangeWriter {
    private ChangeWriter() {}

    static void write(Batch batch, InventoryChange change) {
        switch (change) {
            case DeviceAdded(var device, var evidence, Provenance provenance) ->
                    DeviceWriter.assertDevice(batch, device, evidence, provenance);
            case DeviceChanged(var _, var after, var evidence, Provenance provenance) ->
                    DeviceWriter.assertDevice(batch, after, evidence, provenance);
            case DevicesMerged(var absorbed, var into, var evidence, Provenance provenance) -> {
                DeviceWriter.assertGone(batch, absorbed, evidence, provenance);
                DeviceWriter.assertDevice(batch, into, evidence, provenance);
            }
            case TraceSeen(Trace trace, Provenance provenance) ->
                    assertSole(batch, traced(trace), Set.of(new Part.Traced(trace)), provenance);
            case TraceEnded(Trace trace, Provenance provenance) ->
                    assertSole(batch, traced(trace), Set.of(), provenance);
            case ClaimChange claimed -> write(batch, claimed);
            case AllocationAdded(Allocation allocation, Provenance provenance) ->
                    add(batch, allocation, provenance);
            case AllocationChanged(Allocation before, Allocation after, Provenance provenance) -> {
                if (!before.equals(after)) {
                    retract(batch, before);
                    add(batch, after, provenance);
                }
            }
        }
    }

    private static void write(Batch batch, ClaimChange change) {
        Provenance provenance = change.provenance();
        switch (change) {
            case ClaimsSaid said -> assertIs(batch, new ClaimPart.Said(said.claims()), provenance);
            case ClaimsEnded ended ->
                    assertGone(batch, new ClaimPart.Said(ended.claims()), provenance);
            case DecisionMade made ->
                    assertIs(batch, new ClaimPart.Decided(made.decision()), provenance);
            case DecisionEnded ended ->
                    assertGone(batch, new ClaimPart.Decided(ended.decision()), provenance);
            case ImportRead read -> assertIs(batch, new ClaimPart.Listed(read.run()), provenance);
        }
    }

    private static void assertIs(Batch batch, ClaimPart part, Provenance provenance) {
        assertSole(batch, part.entity(), Set.of(part), provenance);
    }

    private static void assertGone(Batch batch, ClaimPart part, Provenance provenance) {
        assertSole(batch, part.entity(), Set.of(), provenance);
    }

    private static String traced(Trace trace) {
        return "trace:" + trace.subject();
    }

    /// Of an entity that is one fact at a time.
    private static void assertSole(
            Batch batch, String entity, Set<Part> state, Provenance provenance) {
        List<Held<Part, JanusGraphVertex>> facts = Facts.all(batch, entity);
        Facts.apply(
                batch,
                entity,
                Revision.steps(
                        facts, state, provenance.at(), Revision.nextAfter(facts, provenance.at())),
                provenance);
    }

    private static void add(Batch batch, Allocation allocation, Provenance provenance) {
        String entity = entity(allocation);
        Part part = new Part.Allocated(allocation);
        boolean believed =
                Anchors.findPrefix(batch, allocation.vrf(), allocation.prefix()).isPresent()
                        && Facts.open(batch, entity, Labels.ALLOCATION).stream()
                                .anyMatch(held -> held.part().equals(part));
        if (!believed) {
            FactTimes times =
                    FactTimes.between(allocation.validFrom(), allocation.validTo(), batch.now());
            Facts.open(batch, entity, part, times, provenance);
        }
    }

    private static void retract(Batch batch, Allocation allocation) {
        Part part = new Part.Allocated(allocation);
        Facts.open(batch, entity(allocation), Labels.ALLOCATION).stream()
                .filter(held -> held.part().equals(part))
                .forEach(held -> Facts.retract(batch, held));
    }

    private static String entity(Allocation allocation) {
        return allocation.vrf() + "/" + allocation.prefix();
    }
}
