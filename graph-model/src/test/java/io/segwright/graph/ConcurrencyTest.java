package io.segwright.graph;

import static org.assertj.core.api.Assertions.assertThat;

import io.segwright.inventory.device.Device;
import io.segwright.inventory.device.DeviceId;
import io.segwright.inventory.device.DeviceInterface;
import io.segwright.inventory.device.Platform;
import io.segwright.inventory.device.Role;
import io.segwright.inventory.net.IpAddress;
import io.segwright.inventory.observe.Provenance;
import io.segwright.inventory.reconcile.InventoryChange;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConcurrencyTest {
    private static final int WRITERS = 4;
    private static final int ROUNDS = 8;
    @TempDir Path dir;

    /// Every writer gives its device the same number everywhere; a torn read would see two numbers.
    @Test
    void readersSeeCommitsWholeWhileManyWrite() throws Exception {
        try (InventoryGraph graph = InventoryGraph.open(dir, InstantSource.system());
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> writers = new ArrayList<>();
            for (int writer = 0; writer < WRITERS; writer++) {
                int own = writer;
                writers.add(
                        threads.submit(() -> {
                            for (int round = 1; round <= ROUNDS; round++) {
                                graph.apply(List.of(change(own, round)));
                                assertThat(numberOf(graph, own))
                                        .as("what was acknowledged is there")
                                        .isEqualTo(round);
                            }
                            return null;
                        }));
            }
            for (Future<?> writer : writers) {
                writer.get();
            }
            assertThat(graph.statistics().commits()).isLessThanOrEqualTo((long) WRITERS * ROUNDS);
        }
    }

    private static int numberOf(InventoryGraph graph, int own) throws Exception {
        int number = 0;
        for (Device device : graph.snapshot().devices()) {
            assertThat(device.interfaces())
                    .hasSize(3)
                    .allMatch(port -> port.name().equals(device.name()));
            if (device.id().equals(DeviceId.of(own))) {
                number = Integer.parseInt(device.name());
            }
        }
        return number;
    }

    private static InventoryChange change(int device, int round) {
        Instant at = RandomInventory.EPOCH.plusSeconds(round);
        Provenance provenance = new Provenance("snmp", IpAddress.of("10.0.0.1"), at);
        Device after = device(device, round, at);
        return round == 1
                ? new InventoryChange.DeviceAdded(after, List.of(), provenance)
                : new InventoryChange.DeviceChanged(
                        device(device, round - 1, at), after, List.of(), provenance);
    }

    private static Device device(int device, int round, Instant at) {
        String name = Integer.toString(round);
        List<DeviceInterface> ports = new ArrayList<>();
        for (int i = 1; i <= 3; i++) {
            ports.add(new DeviceInterface(i, name, true, null, List.of()));
        }
        return Device.builder(DeviceId.of(device))
                .name(name)
                .platform(Platform.LINUX)
                .role(Role.ROUTER)
                .interfaces(ports)
                .lastSeen(at)
                .build();
    }
}
