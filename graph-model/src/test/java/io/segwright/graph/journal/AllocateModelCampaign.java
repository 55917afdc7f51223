package io.segwright.graph.journal;

import io.segwright.graph.journal.History.Operation;
import io.segwright.graph.store.StoreUnavailableException;
import io.segwright.inventory.ipam.Allocator;
import io.segwright.inventory.ipam.Command;
import io.segwright.inventory.ipam.Request;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Stream;

/// 64 clients allocate and release until their process is killed or its disk fails; then what they were told and what is
/// on disk is compared with a simple model, and they go on from there. Long form: `lab/long allocate-model`.
final class AllocateModelCampaign {
    private static final int TORN_BYTES_MAX = 300;

    private final Path dir;
    private final long seed;
    private final Random random;
    private final History history = new History();
    private int round;
    private long operations;

    AllocateModelCampaign(Path dir, long seed) throws StoreUnavailableException {
        this.dir = dir;
        this.seed = seed;
        this.random = new Random(seed);
        try (AllocationJournal journal = AllocationJournal.open(dir, InstantSource.system())) {
            for (Command command :
                    List.of(
                            Requests.aggregate("10.0.0.0/8"),
                            Requests.pool("v4", "10.0.0.0/8"),
                            Requests.aggregate("2001:db8::/32"),
                            Requests.pool("v6", "2001:db8::/32"),
                            Requests.aggregate("192.0.2.0/28"),
                            Requests.pool("tiny", "192.0.2.0/28"),
                            Requests.aggregate("198.18.0.0/15"),
                            Requests.pool("rests", "198.18.0.0/15", Duration.ofDays(300)))) {
                journal.submit(command, Requests.ACTOR, Requests.LIVE);
            }
        }
    }

    /// @param args a directory to work in, how many allocations, operations a round, a seed
    public static void main(String[] args) throws Exception {
        if (args.length != 4) {
            System.err.println("usage: AllocateModelCampaign DIR ALLOCATIONS OPERATIONS SEED");
            System.exit(64);
        }
        int wanted = Integer.parseInt(args[1]);
        AllocateModelCampaign campaign =
                new AllocateModelCampaign(
                        Path.of(args[0]).resolve("journal"), Long.parseLong(args[3]));
        int found = 0;
        while (found < wanted) {
            found = campaign.round(Integer.parseInt(args[2]));
            System.err.printf(
                    "round %d: %d operations checked, %d allocations in force%n",
                    campaign.round, campaign.operations, found);
        }
        System.out.printf(
                Locale.ROOT,
                "{\"bench\":\"allocate-model\",\"clients\":%d,\"crashes\":%d,\"operations\":%d,\"allocations\":%d,"
                        + "\"lost\":0,\"givenTwice\":0}%n",
                KilledAllocator.CLIENTS,
                campaign.round,
                campaign.operations,
                found);
    }

    /// One life of the process, and the check of what it left. Each third one dies of its disk.
    ///
    /// @return how many allocations are in force
    int round(int operationsMax) throws Exception {
        round++;
        List<Operation> told = live(operationsMax);
        if (random.nextInt(2) == 0) {
            tear();
        }
        int inForce = check(told);
        operations += told.size();
        return inForce;
    }

    private List<Operation> live(int operationsMax) throws IOException, InterruptedException {
        boolean failing = round % 3 == 0;
        FaultyTail.Fault fault = round % 2 == 0 ? FaultyTail.Fault.FULL : FaultyTail.Fault.FORCE;
        int answers =
                failing ? Integer.MAX_VALUE : operationsMax / 2 + random.nextInt(operationsMax / 2);
        Process child =
                start(
                        operationsMax * 2 / KilledAllocator.CLIENTS + 1,
                        failing ? fault.name() : "NONE",
                        operationsMax * 100L + random.nextInt(operationsMax * 50));
        Map<String, Operation> open = new HashMap<>();
        List<Operation> all = new ArrayList<>();
        int line = 0;
        try (BufferedReader lines =
                new BufferedReader(
                        new InputStreamReader(child.getInputStream(), StandardCharsets.US_ASCII))) {
            for (String text = lines.readLine(); text != null; text = lines.readLine()) {
                String[] words = text.split(" ", -1);
                line++;
                if (words[0].equals("got")) {
                    Operation done = Objects.requireNonNull(open.remove(words[1]), text);
                    done.answered = line;
                    done.revision = Long.parseLong(words[2]);
                    done.answer = words[3] + " " + words[4];
                    if (answers-- == 0) {
                        child.toHandle()
                                .destroyForcibly(); // the process's own method closes its output
                    }
                } else {
                    Operation asked = asked(words, line);
                    open.put(
                            words[0] + ":" + (words[0].equals("again") ? words[2] : words[1]),
                            asked);
                    all.add(asked);
                }
            }
        }
        int exit = child.waitFor();
        if (exit != (failing ? 0 : 137)) {
            throw new IllegalStateException(seed() + "clients ended with exit code " + exit);
        }
        return all;
    }

    private static Operation asked(String[] words, int line) {
        return switch (words[0]) {
            case "ask" -> new Operation(words[1], words[2], words[3], line);
            case "end" -> new Operation(words[1], "", "end", line);
            case "again" -> new Operation(words[2], words[1], "again", line);
            default -> throw new IllegalStateException("'" + words[0] + "': want ask, end, again");
        };
    }

    private Process start(int operationsEach, String fault, long bytes) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx512m",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        KilledAllocator.class.getName(),
                        dir.toString(),
                        Long.toString(seed),
                        Integer.toString(round),
                        Integer.toString(operationsEach),
                        fault,
                        Long.toString(bytes))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    /// What a machine may leave of a frame that it was writing when it ended.
    private void tear() throws IOException {
        try (Stream<Path> files = Files.list(dir)) {
            Path journal =
                    files.filter(f -> f.getFileName().toString().startsWith("journal-"))
                            .findFirst()
                            .orElseThrow();
            byte[] torn = new byte[1 + random.nextInt(TORN_BYTES_MAX)];
            random.nextBytes(torn);
            if (torn.length > 8) { // the beginning of a frame of some length
                System.arraycopy(new byte[] {0x53, 0x57, 0x4a, 0x31, 0, 0, 2, 0}, 0, torn, 0, 8);
            }
            Files.write(journal, torn, StandardOpenOption.APPEND);
        }
    }

    /// Compares what is on disk with what was told, and plays it to the model.
    private int check(List<Operation> told) throws StoreUnavailableException {
        Map<String, Request> found = new HashMap<>();
        Map<String, Double> used = new HashMap<>();
        try (AllocationJournal journal = AllocationJournal.open(dir, InstantSource.system())) {
            journal.ask((Allocator allocator) -> {
                allocator.forEachRequest(r -> found.put(r.wish().key(), r));
                allocator.pools().forEach(p -> used.put(p.name(), allocator.usage(p).used()));
                return true;
            });
        }
        for (Operation operation : told) {
            if (operation.answered == Integer.MAX_VALUE) {
                settle(operation, found);
            }
        }
        history.play(told);
        Map<String, String> wanted = history.inForce();
        int inForce = 0;
        for (Map.Entry<String, Request> entry : found.entrySet()) {
            Request request = entry.getValue();
            if (request.state() == Request.State.ALLOCATED) {
                inForce++;
                String at = request.place().block().first().toString();
                if (!at.equals(wanted.get(entry.getKey()))) {
                    throw new IllegalStateException(
                            seed()
                                    + entry.getKey()
                                    + " has "
                                    + at
                                    + ", want "
                                    + wanted.get(entry.getKey()));
                }
            }
        }
        if (inForce != wanted.size()) {
            throw new IllegalStateException(seed() + inForce + " in force, want " + wanted.size());
        }
        for (String pool : List.of("v4", "tiny", "rests")) {
            if (used.getOrDefault(pool, 0.0) != history.takenUnits(pool)) {
                throw new IllegalStateException(
                        seed()
                                + pool
                                + " uses "
                                + used.get(pool)
                                + ", want "
                                + history.takenUnits(pool));
            }
        }
        return inForce;
    }

    /// One that was never answered either happened, at the revision that its request shows, or did not.
    private static void settle(Operation operation, Map<String, Request> found) {
        Request request = found.get(operation.key);
        boolean isEnd = operation.what.equals("end");
        if (request != null
                && !operation.what.equals("again")
                && (!isEnd || request.state() != Request.State.ALLOCATED)) {
            operation.revision = request.revision();
            operation.answer = request.place().block().first() + " " + request.state();
        }
    }

    private String seed() {
        return "seed " + seed + ", round " + round + ": ";
    }
}
