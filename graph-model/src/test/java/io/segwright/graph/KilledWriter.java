package io.segwright.graph;

import io.segwright.inventory.device.Device;
import io.segwright.inventory.device.DeviceId;
import io.segwright.inventory.observe.Provenance;
import io.segwright.inventory.reconcile.InventoryChange;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// The process that is killed: applies change after change for ever and says `acked N` when N of them are durable.
final class KilledWriter {
    static final int CHANGES_PER_CALL = 3;
    private static final int DEVICES = 40;

    private KilledWriter() {}

    /// @param args directory, seed, number of the first change
    public static void main(String[] args) throws Exception {
        long seed = Long.parseLong(args[1]);
        int next = Integer.parseInt(args[2]);
        System.out.println("starting");
        InventoryGraph graph = InventoryGraph.open(Path.of(args[0]), InstantSource.system());
        System.out.println("open " + graph.openReport().state());
        while (next < Integer.MAX_VALUE - CHANGES_PER_CALL) {
            List<InventoryChange> call = new ArrayList<>();
            for (int i = 0; i < CHANGES_PER_CALL; i++) {
                call.add(change(seed, next++));
            }
            graph.apply(call);
            System.out.println("acked " + next);
        }
        graph.close();
    }

    /// The nth change: a pure function, so that the parent knows what must be there.
    private static InventoryChange change(long seed, int n) {
        Device after = device(seed, n);
        Provenance provenance = new RandomInventory(n).provenance(after.lastSeen());
        return n < DEVICES
                ? new InventoryChange.DeviceAdded(after, List.of("change " + n), provenance)
                : new InventoryChange.DeviceChanged(
                        device(seed, n - DEVICES), after, List.of("change " + n), provenance);
    }

    private static Device device(long seed, int n) {
        Instant at = RandomInventory.EPOCH.plusSeconds(n);
        Device shape = new RandomInventory(seed + n).device(DeviceId.of(n % DEVICES), at);
        return shape.toBuilder().name(token(n)).lastSeen(at).build();
    }

    /// The name that the nth change gives: one word to the text index, and no other's.
    static String token(int n) {
        return "name" + n + "x";
    }

    /// What must be there once the first `count` changes have been written.
    static List<Device> expected(long seed, int count) {
        Map<DeviceId, Device> devices = new TreeMap<>();
        for (int n = Math.max(0, count - DEVICES); n < count; n++) {
            Device device = device(seed, n);
            devices.put(device.id(), device);
        }
        return List.copyOf(devices.values());
    }
}
