package io.segwright.graph;

import io.segwright.graph.store.OpenReport;
import io.segwright.graph.store.StoreUnavailableException;
import io.segwright.inventory.device.Device;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.janusgraph.core.attribute.Text;

/// Kills a writing process with SIGKILL again and again and checks each time that nothing acknowledged is lost, that
/// what is there is a whole prefix of what was said, and that the text index finds every device.
///
/// ```
/// java -cp ... io.segwright.graph.GraphKillCampaign DIR KILLS SEED
/// ```
public final class GraphKillCampaign {
    private static final int ACKS_MAX = 15; // calls that a process may finish before it dies
    private static final long PAUSE_NANOS_MAX = 30_000_000; // longer than a commit takes
    private static final int KILLS_PER_STORE =
            200; // then a fresh one: history makes each check slower

    private final Path dir;
    private final long seed;
    private final Random random;
    private int written;

    GraphKillCampaign(Path dir, long seed) {
        this.dir = dir;
        this.seed = seed;
        this.random = new Random(seed);
    }

    /// @param args a directory to work in, how many kills, a seed
    public static void main(String[] args) throws Exception {
        if (args.length != 3) {
            System.err.println("usage: GraphKillCampaign DIR KILLS SEED");
            System.exit(64);
        }
        int kills = Integer.parseInt(args[1]);
        long seed = Long.parseLong(args[2]);
        int repaired = 0;
        for (int done = 0; done < kills; done += KILLS_PER_STORE) {
            Path store = Path.of(args[0]).resolve("store-" + done);
            GraphKillCampaign campaign = new GraphKillCampaign(store, seed + done);
            for (int kill = done; kill < Math.min(kills, done + KILLS_PER_STORE); kill++) {
                repaired += campaign.killOnce().textEntriesWritten();
                System.err.printf(
                        "kill %d of %d: %d changes safe%n", kill + 1, kills, campaign.written);
            }
            delete(store);
        }
        System.out.printf(
                "{\"bench\":\"graph-kill\",\"kills\":%d,\"lost\":0,\"textEntriesRepaired\":%d}%n",
                kills, repaired);
    }

    private static void delete(Path store) throws IOException {
        try (Stream<Path> files = Files.walk(store)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    /// Starts a writer, kills it at a random moment, opens what it left.
    ///
    /// @throws IllegalStateException something is lost; the message says what, and the seed
    OpenReport killOnce() throws Exception {
        int acked = writeUntilKilled();
        try (InventoryGraph graph = InventoryGraph.open(dir, InstantSource.system())) {
            List<Device> found = graph.snapshot().devices();
            written = prefix(found, acked);
            for (Device device : found) {
                requireFound(graph, device);
            }
            return graph.openReport();
        }
    }

    private int writeUntilKilled() throws IOException, InterruptedException {
        Process child = start();
        int acked = written;
        boolean dieWhileOpening = random.nextInt(6) == 0;
        int acks = random.nextInt(ACKS_MAX);
        try (BufferedReader lines =
                new BufferedReader(
                        new InputStreamReader(child.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith("acked ")) {
                    acked = Integer.parseInt(line.substring("acked ".length()));
                }
                boolean now = dieWhileOpening ? line.equals("starting") : acks-- == 0;
                if (now) {
                    long pause = PAUSE_NANOS_MAX * (dieWhileOpening ? 40 : 1);
                    LockSupport.parkNanos(
                            random.nextLong(pause)); // the moment is meant to be random
                    child.toHandle()
                            .destroyForcibly(); // the process's own method closes its output
                }
            }
        }
        int exit = child.waitFor();
        if (exit != 137) {
            throw new IllegalStateException("writer ended by itself, exit code " + exit);
        }
        return acked;
    }

    private Process start() throws IOException {
        List<String> command =
                new ArrayList<>(
                        List.of(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "--sun-misc-unsafe-memory-access=allow",
                                "--enable-native-access=ALL-UNNAMED",
                                "-Xmx256m",
                                "-XX:TieredStopAtLevel=1",
                                "-cp",
                                System.getProperty("java.class.path"),
                                KilledWriter.class.getName()));
        command.addAll(List.of(dir.toString(), Long.toString(seed), Integer.toString(written)));
        return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    }

    private int prefix(List<Device> found, int acked) {
        for (int count = acked; count <= acked + KilledWriter.CHANGES_PER_CALL; count++) {
            if (found.equals(KilledWriter.expected(seed, count))) {
                return count;
            }
        }
        throw new IllegalStateException(
                "seed "
                        + seed
                        + ": after "
                        + acked
                        + " acknowledged changes the store is no prefix of them");
    }

    private void requireFound(InventoryGraph graph, Device device)
            throws StoreUnavailableException {
        long hits =
                graph.ask(g ->
                        g.V()
                                .has("deviceState", "name", Text.textContains(device.name()))
                                .toList()
                                .size());
        if (hits < 1) {
            throw new IllegalStateException(
                    "seed " + seed + ": text index does not find " + device.name());
        }
    }
}
