package io.segwright.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.segwright.graph.store.OpenReport;
import io.segwright.graph.store.StoreLimits;
import io.segwright.graph.store.StoreUnavailableException;
import io.segwright.inventory.device.Device;
import io.segwright.inventory.device.DeviceId;
import io.segwright.inventory.reconcile.InventoryChange;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A disk that really runs full, of memory and small. Needs root.
@Tag("lab")
class FullDiskTest {
    private static final StoreLimits NONE =
            new StoreLimits(0); // so that the disk itself is the limit
    private static final int CALLS_MAX = 10_000; // each writes some 250 kB
    private static final int LEFT_BYTES = 22 << 20; // the store itself spares the last 16 MiB
    @TempDir Path parent;
    private Path disk;
    private boolean mounted;

    @BeforeEach
    void mount() throws Exception {
        disk = Files.createDirectory(parent.resolve("disk"));
        mounted = run("mount", "-t", "tmpfs", "-o", "size=64m", "tmpfs", disk.toString()) == 0;
        if (!mounted) {
            System.err.println("SKIPPED FullDiskTest: mounting a tmpfs needs root");
        }
        Assumptions.assumeTrue(mounted, "mounting a tmpfs needs root");
    }

    @AfterEach
    void unmount() throws Exception {
        if (mounted) {
            run("umount", disk.toString());
        }
    }

    @Test
    void aFullDiskRefusesAloudAndLosesNothingAcknowledged() throws Exception {
        RandomInventory random = new RandomInventory(12);
        List<Device> acked = new ArrayList<>();
        Path data = disk.resolve("data");
        InventoryGraph graph = InventoryGraph.open(data, InstantSource.system(), NONE);
        long free = Files.getFileStore(disk).getUsableSpace();
        Files.write(disk.resolve("others"), new byte[Math.toIntExact(free - LEFT_BYTES)]);
        assertThatThrownBy(() -> fill(graph, random, acked))
                .isInstanceOf(StoreUnavailableException.class)
                .hasMessage(
                        data
                                + ": disk is full: nothing acknowledged is lost; free some space and start again");
        InventoryChange more = added(random, acked.size());
        assertThatThrownBy(() -> graph.apply(List.of(more)))
                .as("until it is opened again")
                .isInstanceOf(StoreUnavailableException.class);
        assertThat(acked).hasSizeGreaterThan(100);
        try {
            graph.close();
        } catch (StoreUnavailableException e) {
            assertThat(e).hasMessageStartingWith(data + ": ");
        }
        assertThat(run("mount", "-o", "remount,size=256m", disk.toString())).isZero();
        try (InventoryGraph again = InventoryGraph.open(data, InstantSource.system(), NONE)) {
            assertThat(again.openReport().state()).isEqualTo(OpenReport.State.AFTER_CRASH);
            assertThat(again.snapshot().devices()).containsAll(acked);
            again.apply(List.of(more));
        }
    }

    private static void fill(InventoryGraph graph, RandomInventory random, List<Device> acked)
            throws StoreUnavailableException {
        for (int call = 0; call < CALLS_MAX; call++) {
            List<InventoryChange> changes = new ArrayList<>();
            for (int i = 0; i < 10; i++) {
                changes.add(added(random, acked.size() + i));
            }
            graph.apply(changes);
            changes.forEach(change -> acked.add(((InventoryChange.DeviceAdded) change).device()));
        }
    }

    private static InventoryChange added(RandomInventory random, int number) {
        Device device = random.device(DeviceId.of(number), random.instant());
        return new InventoryChange.DeviceAdded(
                device, List.of(), random.provenance(device.lastSeen()));
    }

    private static int run(String... command) throws IOException, InterruptedException {
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
    }
}
