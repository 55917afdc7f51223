package io.segwright.graph;

import static org.assertj.core.api.Assertions.assertThat;

import io.segwright.graph.write.WriteStatistics;
import io.segwright.inventory.attribute.Allocation;
import io.segwright.inventory.claim.ClaimSet;
import io.segwright.inventory.device.Device;
import io.segwright.inventory.device.DeviceId;
import io.segwright.inventory.reconcile.ClaimChange;
import io.segwright.inventory.reconcile.InventoryChange;
import io.segwright.inventory.reconcile.InventorySnapshot;
import io.segwright.inventory.reconcile.Trace;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InventoryGraphTest {
    @TempDir Path dir;

    @Test
    void aSnapshotIsWhatWasApplied() throws Exception {
        RandomInventory random = new RandomInventory(7);
        List<InventoryChange> changes = new ArrayList<>();
        Set<Device> devices = new HashSet<>();
        Set<Trace> traces = new HashSet<>();
        Set<Allocation> allocations = new HashSet<>();
        RandomClaims randomClaims = new RandomClaims(random);
        Set<ClaimSet> claims = new HashSet<>();
        for (int i = 0; i < 100; i++) {
            Device device = random.device(DeviceId.of(i), random.instant());
            devices.add(device);
            changes.add(
                    new InventoryChange.DeviceAdded(
                            device, List.of("new"), random.provenance(device.lastSeen())));
            Trace trace = random.trace("subject " + i);
            traces.add(trace);
            changes.add(new InventoryChange.TraceSeen(trace, random.provenance(random.instant())));
            Allocation allocation = random.allocation();
            allocations.add(allocation);
            changes.add(
                    new InventoryChange.AllocationAdded(
                            allocation, random.provenance(random.instant())));
            ClaimSet set = randomClaims.set().of(DeviceId.of(i));
            claims.add(set);
            changes.add(new ClaimChange.ClaimsSaid(set, random.provenance(random.instant())));
        }
        InventorySnapshot first;
        try (InventoryGraph graph = InventoryGraph.open(dir, InstantSource.system())) {
            graph.apply(changes);
            first = graph.snapshot();
            assertThat(new HashSet<>(first.devices())).isEqualTo(devices);
            assertThat(new HashSet<>(first.traces())).isEqualTo(traces);
            assertThat(new HashSet<>(first.allocations())).isEqualTo(allocations);
            assertThat(new HashSet<>(first.claims().sets())).isEqualTo(claims);
            WriteStatistics before = graph.statistics();
            graph.apply(changes);
            assertThat(graph.statistics()).as("unchanged").isEqualTo(before);
        }
        try (InventoryGraph graph = InventoryGraph.open(dir, InstantSource.system())) {
            System.err.println(graph.openReport().line());
            assertThat(graph.snapshot()).isEqualTo(first);
        }
    }
}
