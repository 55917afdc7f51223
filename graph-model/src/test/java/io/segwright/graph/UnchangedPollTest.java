package io.segwright.graph;

import static org.assertj.core.api.Assertions.assertThat;

import io.segwright.graph.fact.PollRecord;
import io.segwright.graph.write.WriteStatistics;
import io.segwright.inventory.attribute.DeclaredRanges;
import io.segwright.inventory.claim.Authority;
import io.segwright.inventory.claim.ImportedList;
import io.segwright.inventory.net.IpAddress;
import io.segwright.inventory.net.Vrf;
import io.segwright.inventory.observe.AddressFact;
import io.segwright.inventory.observe.Attribute;
import io.segwright.inventory.observe.AttributeFact;
import io.segwright.inventory.observe.IdentityKey;
import io.segwright.inventory.observe.Observation.DeviceImported;
import io.segwright.inventory.observe.Observation.DevicePolled;
import io.segwright.inventory.observe.Provenance;
import io.segwright.inventory.observe.SystemFacts;
import io.segwright.inventory.reconcile.InventorySnapshot;
import io.segwright.inventory.reconcile.Reconciler;
import io.segwright.inventory.reconcile.Reconciliation;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a device and a list cost when they say the same again.
class UnchangedPollTest {
    private static final IpAddress HERE = IpAddress.of("10.0.0.1");
    @TempDir Path dir;
    private Instant now = Instant.parse("2026-05-01T00:00:00Z");

    @Test
    void anUnchangedPollIsOneEdgeAndAnUnchangedListOneVertex() throws Exception {
        try (InventoryGraph graph = InventoryGraph.open(dir, () -> now)) {
            graph.apply(polled(graph.snapshot()).changes());
            graph.apply(listed(graph.snapshot()).changes());
            InventorySnapshot known = graph.snapshot();
            assertThat(known.devices()).hasSize(1);
            assertThat(known.claims().sets()).hasSize(2);
            WriteStatistics before = graph.statistics();

            now = now.plusSeconds(3_600);
            Reconciliation again = polled(known);
            assertThat(again.changes()).isEmpty();
            graph.recordPolls(
                    List.of(
                            new PollRecord(
                                    known.devices().getFirst().id(), provenance("snmp"), 12)));
            assertThat(graph.statistics())
                    .isEqualTo(
                            new WriteStatistics(
                                    before.commits() + 1,
                                    before.vertices(),
                                    before.edges() + 1,
                                    before.closed()));
            assertThat(graph.snapshot()).isEqualTo(again.next());

            graph.apply(listed(graph.snapshot()).changes());
            assertThat(graph.statistics())
                    .as("a whole list that was read again: the run, and the end of the last one")
                    .isEqualTo(
                            new WriteStatistics(
                                    before.commits() + 2,
                                    before.vertices() + 1,
                                    before.edges() + 1,
                                    before.closed() + 1));
        }
    }

    private Provenance provenance(String source) {
        return new Provenance(source, HERE, now);
    }

    private Reconciliation polled(InventorySnapshot current) {
        return Reconciler.reconcile(
                current,
                List.of(
                        DevicePolled.builder(
                                        provenance("snmp"),
                                        new SystemFacts("r1", "box", "", "rack 3", "noc", 0))
                                .keys(Set.of(new IdentityKey.ManufacturerSerial("acme", "S1234")))
                                .attributes(
                                        List.of(fact(Attribute.SERIAL, "S1234", "entity table")))
                                .build()),
                DeclaredRanges.NONE);
    }

    private Reconciliation listed(InventorySnapshot current) {
        Provenance list = provenance("import:list");
        DeviceImported row =
                new DeviceImported(
                        list,
                        "17",
                        "east",
                        Set.of(new IdentityKey.ManufacturerSerial("acme", "S1234")),
                        List.of(
                                fact(Attribute.NAME, "r1", "line 2"),
                                fact(Attribute.LOCATION, "room 4", "line 2")),
                        List.of(),
                        List.of(new AddressFact(HERE, 32, 0, Vrf.DEFAULT)));
        return Reconciler.reconcileImport(
                current,
                new ImportedList(list, ImportedList.Scope.COMPLETE, List.of(row)),
                DeclaredRanges.NONE,
                Authority.SHIPPED);
    }

    private static AttributeFact fact(Attribute attribute, String value, String evidence) {
        return new AttributeFact(attribute, value, 95, evidence);
    }
}
