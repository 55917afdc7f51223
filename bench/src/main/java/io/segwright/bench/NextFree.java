package io.segwright.bench;

import io.segwright.bench.AllocateLoad.Pool;
import io.segwright.graph.journal.AllocationJournal;
import io.segwright.graph.store.StoreUnavailableException;
import io.segwright.inventory.ipam.Allocator;
import io.segwright.inventory.ipam.Command;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// The next free address or prefix, acknowledged when it is on disk, where a million are allocated in each pool; beside
/// what one write and `fdatasync` costs on the same disk in the same minutes. Then how long a fresh process needs to open
/// all that, in 512 MB.
final class NextFree {
    private static final int ALLOCATED = 1_000_000;
    private static final int ROUNDS = 40;
    private static final int PER_ROUND = 50; // waits for the disk in a slice
    private static final int CLIENTS = 64;
    private static final int RECORD_BYTES = 256; // about a commit of one
    private static final long CHILD_SECONDS_MAX = 300;

    private NextFree() {}

    static List<Measurement> run() throws BenchException {
        return run(ALLOCATED, ROUNDS);
    }

    static List<Measurement> run(int allocated, int rounds) throws BenchException {
        List<Measurement> all = new ArrayList<>();
        for (Pool pool : Pool.values()) {
            try (TemporaryDirectory directory = TemporaryDirectory.make()) {
                Path journal = directory.path().resolve("journal");
                measure(pool, journal, directory.path().resolve("fsync"), allocated, rounds, all);
                open(pool, journal, all);
            } catch (StoreUnavailableException | IOException e) {
                throw new BenchException("next-free: " + e.getMessage());
            }
        }
        return all;
    }

    private static void measure(
            Pool pool, Path path, Path bare, int allocated, int rounds, List<Measurement> all)
            throws StoreUnavailableException, IOException, BenchException {
        List<long[]> fsyncs = new ArrayList<>();
        List<long[]> ones = new ArrayList<>();
        List<long[]> manies = new ArrayList<>();
        try (AllocationJournal journal = AllocationJournal.open(path, InstantSource.system());
                FileChannel file =
                        FileChannel.open(
                                bare, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
            for (Command command : AllocateLoad.space(pool)) {
                AllocateLoad.require(
                        journal.submit(command, AllocateLoad.ACTOR, AllocateLoad.TAGS).answer());
            }
            AllocateLoad.fill(journal, pool, allocated);
            System.err.printf("%s: %d allocated%n", pool, AllocateLoad.count(journal));
            for (int round = 0; round < rounds; round++) {
                fsyncs.add(fsync(file));
                ones.add(allocate(journal, pool, 1, round));
                manies.add(allocate(journal, pool, CLIENTS, round));
            }
            long before = journal.ask(Allocator::visits);
            allocate(journal, pool, 1, rounds);
            long visits = (journal.ask(Allocator::visits) - before) / PER_ROUND;
            all.add(Measurement.alone("next-free-visits-" + name(pool), (double) visits, "visits"));
        }
        double fsync = p99(fsyncs);
        all.add(Measurement.alone("next-free-fsync-" + name(pool), fsync, "ms p99"));
        all.add(above("1-client", pool, p99(ones), fsync));
        all.add(above(CLIENTS + "-clients", pool, p99(manies), fsync));
    }

    private static String name(Pool pool) {
        return pool == Pool.V4 ? "v4" : "v6";
    }

    private static Measurement above(String clients, Pool pool, double ours, double fsync) {
        return Measurement.ofCost(
                "next-free-" + name(pool) + "-" + clients, ours, "fdatasync", fsync, "ms p99");
    }

    private static long[] fsync(FileChannel file) throws IOException {
        long[] nanos = new long[PER_ROUND];
        for (int i = 0; i < nanos.length; i++) {
            long start = System.nanoTime();
            file.write(ByteBuffer.allocate(RECORD_BYTES));
            file.force(false);
            nanos[i] = System.nanoTime() - start;
        }
        return nanos;
    }

    private static long[] allocate(AllocationJournal journal, Pool pool, int clients, int round)
            throws BenchException {
        long[] nanos = new long[clients * PER_ROUND];
        AllocateLoad.inClients(
                clients,
                client -> {
                    for (int i = 0; i < PER_ROUND; i++) {
                        String key = round + "-" + clients + "-" + client + "-" + i;
                        long start = System.nanoTime();
                        AllocateLoad.require(
                                journal.submit(
                                                AllocateLoad.ask(pool, key),
                                                AllocateLoad.ACTOR,
                                                AllocateLoad.TAGS)
                                        .answer());
                        nanos[client * PER_ROUND + i] = System.nanoTime() - start;
                    }
                });
        return nanos;
    }

    /// Of all slices but the first quarter, in which everything is compiled; in milliseconds.
    private static double p99(List<long[]> slices) {
        long[] all =
                slices.subList(slices.size() / 4, slices.size()).stream()
                        .flatMapToLong(Arrays::stream)
                        .sorted()
                        .toArray();
        return all[(int) (all.length * 0.99)] / 1e6;
    }

    /// In a process of its own with the heap that is promised: once from the journal, which makes it a snapshot, once
    /// from that.
    private static void open(Pool pool, Path journal, List<Measurement> all) throws BenchException {
        for (String from : List.of("journal", "snapshot")) {
            String[] words = child(journal).split(" ", -1);
            String name = "next-free-open-" + from + "-" + name(pool);
            all.add(Measurement.alone(name, Double.parseDouble(words[0]), "seconds to ready"));
            if (from.equals("snapshot")) {
                all.add(
                        Measurement.alone(
                                "next-free-memory-" + name(pool),
                                Double.parseDouble(words[1]),
                                "bytes an allocation"));
            }
        }
    }

    private static String child(Path journal) throws BenchException {
        try {
            Path out = Files.createTempFile("segwright-open", ".txt");
            Process child =
                    new ProcessBuilder(
                                    Path.of(System.getProperty("java.home"), "bin", "java")
                                            .toString(),
                                    "-Xmx512m",
                                    "-XX:+UseSerialGC",
                                    "-cp",
                                    System.getProperty("java.class.path"),
                                    Child.class.getName(),
                                    journal.toString())
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
            return text;
        } catch (IOException e) {
            throw new BenchException("open: " + e.getMessage());
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw new BenchException("open: interrupted");
        }
    }

    /// Prints the seconds until the first allocation was acknowledged, and the heap an allocation takes.
    static final class Child {
        private Child() {}

        public static void main(String[] arguments) throws Exception {
            long start = System.nanoTime();
            try (AllocationJournal journal =
                    AllocationJournal.open(Path.of(arguments[0]), InstantSource.system())) {
                AllocateLoad.require(
                        journal.submit(
                                        new Command.Tidy("bench"),
                                        AllocateLoad.ACTOR,
                                        AllocateLoad.TAGS)
                                .answer());
                double seconds = (System.nanoTime() - start) / 1e9;
                System.err.println(journal.report().line());
                System.gc();
                Runtime runtime = Runtime.getRuntime();
                long used = runtime.totalMemory() - runtime.freeMemory();
                System.out.println(seconds + " " + (double) used / AllocateLoad.count(journal));
            }
        }
    }
}
