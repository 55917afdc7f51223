package io.segwright.graph.journal;

import io.segwright.graph.store.StoreUnavailableException;
import io.segwright.inventory.ipam.Answer;
import io.segwright.inventory.ipam.Ask;
import io.segwright.inventory.ipam.Command;
import io.segwright.inventory.ipam.Request;
import io.segwright.inventory.space.Block;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/// The process that [AllocateModelCampaign] kills: clients that ask as fast as they are answered, and say so.
///
/// Each prints `ask KEY POOL WHAT` or `end KEY` before it asks, `got KEY REVISION ANSWER` after it was answered. The lines
/// come out in the order in which they happened.
final class KilledAllocator {
    static final int CLIENTS = 64;

    private final AllocationJournal journal;
    private final FileOutputStream out = new FileOutputStream(FileDescriptor.out);

    private KilledAllocator(AllocationJournal journal) {
        this.journal = journal;
    }

    /// @param args directory, seed, round, operations a client, fault or `NONE`, bytes until then
    public static void main(String[] args) throws Exception {
        Path dir = Path.of(args[0]);
        long seed = Long.parseLong(args[1]);
        int round = Integer.parseInt(args[2]);
        int operations = Integer.parseInt(args[3]);
        Tail.Opener opener =
                args[4].equals("NONE")
                        ? Tail::of
                        : FaultyTail.failing(
                                FaultyTail.Fault.valueOf(args[4]), Long.parseLong(args[5]));
        AllocationJournal journal;
        try {
            journal = AllocationJournal.open(dir, InstantSource.system(), opener, _ -> {});
        } catch (StoreUnavailableException _) {
            return; // the disk failed while it was compacted: nothing was asked yet
        }
        KilledAllocator all = new KilledAllocator(journal);
        List<Thread> clients = new ArrayList<>();
        for (int client = 0; client < CLIENTS; client++) {
            Client one = all.new Client(seed, round, client);
            clients.add(Thread.ofVirtual().start(() -> one.run(operations)));
        }
        for (Thread client : clients) {
            client.join();
        }
        journal.close();
    }

    private void say(String line) {
        synchronized (out) {
            try {
                out.write((line + "\n").getBytes(StandardCharsets.US_ASCII));
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    /// One client: asks, keeps what it got, gives some back, repeats some.
    private final class Client {
        private final SplittableRandom random;
        private final String name;
        private final List<Request> held = new ArrayList<>();

        Client(long seed, int round, int client) {
            random = new SplittableRandom(seed * 1_000_003 + round * 1_009L + client);
            name = "r" + round + "c" + client + "n";
        }

        void run(int operations) {
            try {
                for (int n = 0; n < operations; n++) {
                    operate(n);
                }
            } catch (StoreUnavailableException _) { // the disk failed: no client is served any more
            }
        }

        private void operate(int n) throws StoreUnavailableException {
            int dice = random.nextInt(100);
            if (dice < 8 && !held.isEmpty()) {
                Request last = held.removeLast();
                say("end " + last.wish().key());
                answer("end:" + last.wish().key(), new Command.Release(last.id(), "done"));
            } else if (dice < 12 && !held.isEmpty()) {
                Request again = held.get(random.nextInt(held.size()));
                say("again " + again.wish().key() + " " + name + n);
                answer("again:" + name + n, new Command.Allocate(again.wish(), "asked again"));
            } else {
                ask(name + n, dice);
            }
        }

        private void ask(String key, int dice) throws StoreUnavailableException {
            if (dice < 55) {
                keep(key, "v4", "address", new Ask.NextAddress());
            } else if (dice < 62) {
                keep(key, "v4", "28", new Ask.NextPrefix(28));
            } else if (dice < 90) {
                keep(key, "v6", "64", new Ask.NextPrefix(64));
            } else if (dice < 94) {
                keep(key, "tiny", "address", new Ask.NextAddress());
            } else if (dice < 96) {
                keep(key, "rests", "address", new Ask.NextAddress());
            } else {
                long offset = random.nextLong(1 << 20);
                Block block =
                        Block.of(
                                io.segwright.inventory.net.IpAddress.v4(
                                        (int) (0x0a000000L + offset)));
                keep(key, "v4", "=" + offset, new Ask.Exactly(block));
            }
        }

        private void keep(String key, String pool, String what, Ask ask)
                throws StoreUnavailableException {
            say("ask " + key + " " + pool + " " + what);
            Answer answer = answer("ask:" + key, Requests.ask(pool, ask, key));
            if (answer instanceof Answer.Requests(List<Request> requests)) {
                held.addAll(requests);
            }
        }

        private Answer answer(String operation, Command command) throws StoreUnavailableException {
            Acknowledged done = journal.submit(command, Requests.ACTOR, Requests.LIVE);
            String text =
                    switch (done.answer()) {
                        case Answer.Requests(List<Request> requests) ->
                                requests.getFirst().place().block().first()
                                        + " "
                                        + requests.getFirst().state();
                        case Answer.Refused(var refusal) -> "refused " + refusal.code();
                        case Answer.Spaces _, Answer.Done _ -> "done -";
                    };
            say("got " + operation + " " + done.revision() + " " + text);
            return done.answer();
        }
    }
}
