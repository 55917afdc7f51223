package io.segwright.graph;

import static org.assertj.core.api.Assertions.assertThat;

import io.segwright.graph.fact.AsOf;
import io.segwright.graph.fact.PollRecord;
import io.segwright.graph.store.StoreUnavailableException;
import io.segwright.inventory.attribute.Allocation;
import io.segwright.inventory.device.Device;
import io.segwright.inventory.device.DeviceId;
import io.segwright.inventory.observe.Provenance;
import io.segwright.inventory.reconcile.InventoryChange;
import io.segwright.inventory.reconcile.InventorySnapshot;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AsOfTest {
    private static final int DEVICES = 6;
    private static final int ROUNDS = 60;
    private static final int READS = 1_000;
    @TempDir Path dir;
    private final RandomInventory values = new RandomInventory(Long.getLong("segwright.seed", 38));
    private final Random random = values.random();
    private final RandomClaims claims = new RandomClaims(values);
    private final NaiveHistory naive = new NaiveHistory();
    private final Map<DeviceId, Device> current = new TreeMap<>();
    private Instant now = RandomInventory.EPOCH;

    /// Changes arrive in bursts, some about the past, some twice; then any point of both times is asked for.
    @Test
    void anyPointOfBothTimesReadsAsTheReplayedLogSays() throws Exception {
        List<Instant> moments = new ArrayList<>();
        try (InventoryGraph graph = InventoryGraph.open(dir, () -> now)) {
            for (int round = 0; round < ROUNDS; round++) {
                now = now.plusSeconds(random.nextInt(1_000));
                say(graph, moments);
            }
            for (int read = 0; read < READS; read++) {
                AsOf asOf = new AsOf(near(moments), near(moments));
                InventorySnapshot snapshot = graph.snapshot(asOf);
                InventorySnapshot expected = naive.at(asOf);
                assertThat(snapshot.devices()).as("devices %s", asOf).isEqualTo(expected.devices());
                assertThat(snapshot.traces()).as("traces %s", asOf).isEqualTo(expected.traces());
                assertThat(snapshot.claims()).as("claims %s", asOf).isEqualTo(expected.claims());
                assertThat(NaiveHistory.contents(snapshot))
                        .as("%s", asOf)
                        .isEqualTo(NaiveHistory.contents(expected));
            }
        }
    }

    private void say(InventoryGraph graph, List<Instant> moments) throws StoreUnavailableException {
        List<InventoryChange> changes = new ArrayList<>();
        for (int i = random.nextInt(5); i >= 0; i--) {
            changes.add(change(validTime(moments)));
        }
        graph.apply(changes);
        changes.forEach(change -> naive.say(change, now));
        moments.add(now);
        changes.forEach(change -> moments.add(change.provenance().at()));
        if (!current.isEmpty() && random.nextBoolean()) {
            DeviceId known = List.copyOf(current.keySet()).get(random.nextInt(current.size()));
            PollRecord poll = new PollRecord(known, values.provenance(validTime(moments)), 12);
            graph.recordPolls(List.of(poll));
            naive.poll(poll, now);
        }
    }

    /// Mostly now, often late, sometimes exactly a moment that something was already said of.
    private Instant validTime(List<Instant> moments) {
        return switch (random.nextInt(4)) {
            case 0 -> now.minusSeconds(random.nextInt(20_000));
            case 1 -> near(moments);
            default -> now.minusNanos(random.nextInt(1_000_000_000));
        };
    }

    private Instant near(List<Instant> moments) {
        if (moments.isEmpty() || random.nextInt(4) == 0) {
            return RandomInventory.EPOCH.plusSeconds(random.nextInt(40_000));
        }
        return moments.get(random.nextInt(moments.size())).plusNanos(random.nextInt(3) - 1);
    }

    private InventoryChange change(Instant at) {
        Provenance provenance = values.provenance(at);
        DeviceId id = DeviceId.of(random.nextInt(DEVICES));
        return switch (random.nextInt(12)) {
            case 0 ->
                    new InventoryChange.TraceSeen(
                            values.trace("s" + random.nextInt(3)), provenance);
            case 1 ->
                    new InventoryChange.TraceEnded(
                            values.trace("s" + random.nextInt(3)), provenance);
            case 2 -> new InventoryChange.AllocationAdded(values.allocation(), provenance);
            case 3 -> allocationChange(provenance);
            case 4, 5, 6, 7 -> claims.change(provenance);
            default -> deviceChange(id, provenance);
        };
    }

    private InventoryChange allocationChange(Provenance provenance) {
        List<Allocation> believed = naive.at(new AsOf(near(List.of()), now)).allocations();
        return believed.isEmpty()
                ? new InventoryChange.AllocationAdded(values.allocation(), provenance)
                : new InventoryChange.AllocationChanged(
                        believed.getFirst(), values.allocation(), provenance);
    }

    private InventoryChange deviceChange(DeviceId id, Provenance provenance) {
        Device known = current.get(id);
        if (known == null) {
            Device added = values.device(id, provenance.at());
            current.put(id, added);
            return new InventoryChange.DeviceAdded(added, List.of("no key matched"), provenance);
        }
        Device other = current.get(DeviceId.of(random.nextInt(DEVICES)));
        if (random.nextInt(8) == 0 && other != null && !other.id().equals(id)) {
            return new InventoryChange.DevicesMerged(
                    other, known, List.of("same serial"), provenance);
        }
        Device changed = values.mutate(known, provenance.at());
        current.put(id, changed);
        return new InventoryChange.DeviceChanged(known, changed, List.of("serial"), provenance);
    }
}
