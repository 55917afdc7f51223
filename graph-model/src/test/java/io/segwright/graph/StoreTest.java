package io.segwright.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.segwright.graph.store.OpenReport;
import io.segwright.graph.store.StoreLimits;
import io.segwright.graph.store.StoreUnavailableException;
import io.segwright.inventory.device.Device;
import io.segwright.inventory.device.DeviceId;
import io.segwright.inventory.reconcile.InventoryChange;
import io.segwright.inventory.reconcile.InventorySnapshot;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.janusgraph.core.JanusGraph;
import org.janusgraph.core.JanusGraphFactory;
import org.janusgraph.core.attribute.Text;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What can be wrong with a data directory, each with its line.
class StoreTest {
    @TempDir Path dir;

    @Test
    void aSecondProcessIsToldWhoHasTheDirectory() throws Exception {
        Process child =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "--sun-misc-unsafe-memory-access=allow",
                                "-cp",
                                System.getProperty("java.class.path"),
                                LockHolder.class.getName(),
                                dir.toString())
                        .redirectError(ProcessBuilder.Redirect.INHERIT)
                        .start();
        try (BufferedReader lines =
                new BufferedReader(
                        new InputStreamReader(child.getInputStream(), StandardCharsets.UTF_8))) {
            assertThat(lines.readLine()).isEqualTo("holding");
            assertThatThrownBy(() -> InventoryGraph.open(dir, InstantSource.system()))
                    .isInstanceOf(StoreUnavailableException.class)
                    .hasMessage(
                            dir
                                    + ": data directory is in use by another process (pid "
                                    + child.pid()
                                    + "): stop it or choose another with --data DIR");
        } finally {
            child.destroyForcibly().waitFor();
        }
        InventoryGraph.open(dir, InstantSource.system()).close(); // its lock died with it
    }

    @Test
    void aFileIsNoDataDirectory() throws Exception {
        Path file = Files.createFile(dir.resolve("file"));
        assertThatThrownBy(() -> InventoryGraph.open(file, InstantSource.system()))
                .isInstanceOf(StoreUnavailableException.class)
                .hasMessage(file + ": data directory is a file: choose another with --data DIR");
    }

    @Test
    void aStoreOfANewerVersionIsRefusedAndLeftAlone() throws Exception {
        InventoryGraph.open(dir, InstantSource.system()).close();
        JanusGraph raw =
                JanusGraphFactory.build()
                        .set("storage.backend", "berkeleyje")
                        .set("storage.directory", dir.resolve("graph").toString())
                        .set("index.search.backend", "lucene")
                        .set("index.search.directory", dir.resolve("index").toString())
                        .open();
        raw.traversal().V().has("anchor", "store").property("schemaVersion", 3).iterate();
        raw.tx().commit();
        raw.close();
        assertThatThrownBy(() -> InventoryGraph.open(dir, InstantSource.system()))
                .isInstanceOf(StoreUnavailableException.class)
                .hasMessage(
                        dir
                                + ": data has schema version 3, this program reads 2: use the program"
                                + " that wrote it or choose another with --data DIR");
        assertThat(dir.resolve("clean")).exists();
    }

    @Test
    void aNearlyFullDiskRefusesNewFactsAndStillReads() throws Exception {
        RandomInventory random = new RandomInventory(5);
        Device device = random.device(DeviceId.of(1), random.instant());
        InventoryChange added =
                new InventoryChange.DeviceAdded(
                        device, List.of(), random.provenance(device.lastSeen()));
        InventoryGraph.open(dir, InstantSource.system()).close();
        try (InventoryGraph graph =
                InventoryGraph.open(dir, InstantSource.system(), new StoreLimits(99))) {
            assertThatThrownBy(() -> graph.apply(List.of(added)))
                    .isInstanceOf(StoreUnavailableException.class)
                    .hasMessageStartingWith(dir + ": disk is ")
                    .hasMessageEndingWith(
                            "% free, want at least 99 %: nothing new was written; free some space or"
                                    + " choose another disk with --data DIR");
            assertThat(graph.snapshot()).isEqualTo(InventorySnapshot.EMPTY);
        }
    }

    @Test
    void aMissingTextIndexIsWrittenAnewAndABrokenOneIsNamed() throws Exception {
        RandomInventory random = new RandomInventory(6);
        Device device = KilledWriter.expected(1, 1).getFirst(); // its name is one word
        try (InventoryGraph graph = InventoryGraph.open(dir, InstantSource.system())) {
            graph.apply(
                    List.of(
                            new InventoryChange.DeviceAdded(
                                    device, List.of(), random.provenance(device.lastSeen()))));
        }
        delete(dir.resolve("index"));
        try (InventoryGraph graph = InventoryGraph.open(dir, InstantSource.system())) {
            assertThat(graph.openReport().state()).isEqualTo(OpenReport.State.TEXT_REBUILT);
            assertThat(graph.openReport().textEntriesWritten()).isEqualTo(1);
            assertThat(
                            graph.<List<Object>>ask(g ->
                                    g.V()
                                            .has(
                                                    "deviceState",
                                                    "name",
                                                    Text.textContains(device.name()))
                                            .values("name")
                                            .toList()))
                    .containsExactly(device.name());
        }
        try (Stream<Path> files = Files.walk(dir.resolve("index"))) {
            for (Path file :
                    files.filter(f -> f.getFileName().toString().startsWith("segments")).toList()) {
                Files.writeString(file, "garbage");
            }
        }
        assertThatThrownBy(() -> open())
                .isInstanceOf(StoreUnavailableException.class)
                .hasMessageStartingWith(dir + "/index: text index cannot be read (")
                .hasMessageEndingWith(
                        "): delete " + dir + "/index, it is written anew at the next start");
    }

    @Test
    void aBrokenStoreIsNamed() throws Exception {
        InventoryGraph.open(dir, InstantSource.system()).close();
        try (Stream<Path> files = Files.list(dir.resolve("graph"))) {
            for (Path file : files.filter(f -> f.toString().endsWith(".jdb")).toList()) {
                byte[] bytes = Files.readAllBytes(file);
                for (int i = 200; i < bytes.length; i += 7) {
                    bytes[i] ^= 0x5a;
                }
                Files.write(file, bytes);
            }
        }
        assertThatThrownBy(() -> open())
                .isInstanceOf(StoreUnavailableException.class)
                .hasMessageStartingWith(dir + ": data cannot be read (")
                .hasMessageEndingWith(
                        "): restore the directory from a backup or choose another with --data DIR");
    }

    private void open() throws StoreUnavailableException {
        InventoryGraph.open(dir, InstantSource.system()).close();
    }

    private static void delete(Path tree) throws Exception {
        try (Stream<Path> files = Files.walk(tree)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
