package io.segwright.bench;

import io.segwright.graph.InventoryGraph;
import io.segwright.graph.store.StoreUnavailableException;
import io.segwright.graph.write.WriteStatistics;
import io.segwright.inventory.attribute.Allocation;
import io.segwright.inventory.attribute.AttributionIndex;
import io.segwright.inventory.attribute.Polling;
import io.segwright.inventory.attribute.Tags;
import io.segwright.inventory.device.Device;
import io.segwright.inventory.net.IpAddress;
import io.segwright.inventory.net.Prefix;
import io.segwright.inventory.net.Vrf;
import io.segwright.inventory.observe.Provenance;
import io.segwright.inventory.reconcile.InventoryChange;
import io.segwright.inventory.reconcile.InventorySnapshot;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// Opening a graph of a million vertices in a fresh process, until the snapshot is read and the attribution index is
/// built from it; once as it was left, once with its text index lost, which is written anew in the background.
final class GraphOpen {
    private static final int DEVICES = 15_000; // about 66 vertices each
    private static final int ALLOCATIONS = 20_000;
    private static final int BATCH = 200;
    private static final long CHILD_SECONDS_MAX = 300;

    private GraphOpen() {}

    static List<Measurement> run() throws BenchException {
        return run(DEVICES, ALLOCATIONS);
    }

    static List<Measurement> run(int devices, int allocations) throws BenchException {
        try (TemporaryDirectory directory = TemporaryDirectory.make()) {
            long vertices = fill(directory.path(), devices, allocations);
            double clean = openInChild(directory.path());
            delete(directory.path().resolve("index"));
            double lost = openInChild(directory.path());
            return List.of(
                    Measurement.alone("graph-open-vertices", (double) vertices, "vertices"),
                    Measurement.alone("graph-open-clean", clean, "seconds to ready"),
                    Measurement.alone("graph-open-text-lost", lost, "seconds to ready"));
        }
    }

    private static long fill(Path directory, int devices, int allocations) throws BenchException {
        try (InventoryGraph graph = InventoryGraph.open(directory, InstantSource.system())) {
            for (int n = 0; n < devices; n += BATCH) {
                List<InventoryChange> changes = new ArrayList<>();
                for (int i = n; i < Math.min(devices, n + BATCH); i++) {
                    Device device = GraphEstate.device(i);
                    changes.add(
                            new InventoryChange.DeviceAdded(device, List.of("new"), from(device)));
                }
                graph.apply(changes);
            }
            List<InventoryChange> allocated = new ArrayList<>();
            for (int n = 0; n < allocations; n++) {
                allocated.add(new InventoryChange.AllocationAdded(allocation(n), HERE));
            }
            graph.apply(allocated);
            WriteStatistics written = graph.statistics();
            return written.vertices();
        } catch (StoreUnavailableException e) {
            throw new BenchException("graph: " + e.getMessage());
        }
    }

    private static final Provenance HERE =
            new Provenance("import:bench", IpAddress.of("127.0.0.1"), GraphEstate.START);

    private static Provenance from(Device device) {
        return new Provenance("snmp", device.managementAddresses().getFirst(), GraphEstate.START);
    }

    private static Allocation allocation(int n) {
        return new Allocation(
                Vrf.DEFAULT,
                Prefix.covering(IpAddress.v4(0x0a80_0000 + n * 256), 24),
                new Tags(
                        "service-" + n % 500, "sub-" + n % 50, "vm-" + n, "prod", "team-" + n % 90),
                GraphEstate.START,
                Instant.parse("2036-01-01T00:00:00Z"),
                Polling.ALLOWED,
                "bench:" + n);
    }

    /// In a process of its own, since a user's is always fresh: nothing compiled, nothing cached.
    private static double openInChild(Path directory) throws BenchException {
        try {
            Path out = Files.createTempFile("segwright-open", ".txt");
            Process child =
                    new ProcessBuilder(
                                    Path.of(System.getProperty("java.home"), "bin", "java")
                                            .toString(),
                                    "-Xmx2g",
                                    "-XX:+UseParallelGC",
                                    "--sun-misc-unsafe-memory-access=allow",
                                    "-cp",
                                    System.getProperty("java.class.path"),
                                    Child.class.getName(),
                                    directory.toString())
                            .redirectOutput(out.toFile())
                            .redirectError(ProcessBuilder.Redirect.INHERIT)
                            .start();
            if (!child.waitFor(CHILD_SECONDS_MAX, TimeUnit.SECONDS)) {
                child.destroyForcibly();
                throw new BenchException("open: not ready after " + CHILD_SECONDS_MAX + " s");
            }
            String text = Files.readString(out, StandardCharsets.UTF_8).strip();
            Files.delete(out);
            if (child.exitValue() != 0) {
                throw new BenchException("open: exit code " + child.exitValue() + ": " + text);
            }
            return Double.parseDouble(text);
        } catch (IOException e) {
            throw new BenchException("open: " + e.getMessage());
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw new BenchException("open: interrupted");
        }
    }

    private static void delete(Path tree) throws BenchException {
        try (Stream<Path> files = Files.walk(tree)) {
            files.sorted(Comparator.reverseOrder())
                    .forEach(file -> {
                        try {
                            Files.delete(file);
                        } catch (IOException e) {
                            throw new UncheckedIOException(e);
                        }
                    });
        } catch (IOException | UncheckedIOException e) {
            throw new BenchException("open: " + e.getMessage());
        }
    }

    /// Prints the seconds from the start of its JVM until everything is ready.
    static final class Child {
        private Child() {}

        public static void main(String[] arguments) throws Exception {
            try (InventoryGraph graph =
                    InventoryGraph.open(Path.of(arguments[0]), InstantSource.system())) {
                System.err.println(graph.openReport().line());
                InventorySnapshot snapshot = graph.snapshot();
                AttributionIndex index =
                        AttributionIndex.build(
                                snapshot.allocations(), GraphEstate.START.plusSeconds(1));
                Instant ready = Instant.now();
                if (index.lookup(Vrf.DEFAULT, IpAddress.v4(0x0a80_0001)).chain().isEmpty()) {
                    throw new IllegalStateException("an allocation is not found");
                }
                Instant started =
                        ProcessHandle.current()
                                .info()
                                .startInstant()
                                .orElseThrow(() -> new IllegalStateException("no start instant"));
                System.out.println(java.time.Duration.between(started, ready).toMillis() / 1e3);
                graph.textFinished().get(CHILD_SECONDS_MAX, TimeUnit.SECONDS);
            }
        }
    }
}
