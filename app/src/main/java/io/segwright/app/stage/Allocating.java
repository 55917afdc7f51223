package io.segwright.app.stage;

import io.segwright.app.config.Caller;
import io.segwright.app.config.ConfigException;
import io.segwright.app.config.DataDirectory;
import io.segwright.graph.journal.AllocationJournal;
import io.segwright.graph.journal.Projection;
import io.segwright.graph.store.StoreUnavailableException;
import io.segwright.inventory.attribute.Allocation;
import io.segwright.inventory.audit.AuditUnavailableException;
import io.segwright.inventory.ipam.Allocator;
import io.segwright.inventory.ipam.Answer;
import io.segwright.inventory.ipam.Command;
import io.segwright.inventory.ipam.Occupant;
import io.segwright.inventory.ipam.Space;
import io.segwright.inventory.ipam.TagDirectory;
import io.segwright.inventory.space.Block;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/// The allocator of a data directory: each act is recorded first, then acknowledged by the journal, then told to the graph.
public final class Allocating implements AutoCloseable {
    private final DataDirectory data;
    private final AllocationJournal journal;
    private final Projection projection;
    private final TagDirectory tags;

    private Allocating(
            DataDirectory data,
            AllocationJournal journal,
            Projection projection,
            TagDirectory tags) {
        this.data = data;
        this.journal = journal;
        this.projection = projection;
        this.tags = tags;
    }

    /// Opens the journal, and tells the graph what it was not told before.
    ///
    /// @param err for what a person should know
    public static Allocating open(DataDirectory data, PrintWriter err)
            throws StoreUnavailableException, ConfigException, IOException {
        TagDirectory tags = data.files().tagDirectory();
        Projection projection =
                new Projection(
                        data.graph(),
                        data.files().allocations().resolve("projected"),
                        data.clock());
        AllocationJournal journal =
                AllocationJournal.open(data.files().allocations(), data.clock(), projection);
        if (journal.report().cutBytes() > 0) {
            err.println(journal.report().line());
        }
        Allocating opened = new Allocating(data, journal, projection, tags);
        try {
            projection.catchUp(journal);
        } catch (StoreUnavailableException | IOException e) {
            journal.close();
            throw e;
        }
        return opened;
    }

    public TagDirectory tags() {
        return tags;
    }

    /// Asks the allocator something.
    public <T> T ask(Function<Allocator, T> question) throws StoreUnavailableException {
        return journal.ask(question);
    }

    /// What a command would be answered. Changes nothing.
    public Answer foresee(Command command) throws StoreUnavailableException {
        return journal.foresee(command, Caller.name(), tags);
    }

    /// Gives a command. What would be refused is not recorded, since nothing is about to be done.
    ///
    /// @param action dotted, e.g. `allocate.address`
    public Answer give(Command command, String action)
            throws StoreUnavailableException, AuditUnavailableException, IOException {
        Answer foreseen = foresee(command);
        if (foreseen instanceof Answer.Refused) {
            return foreseen;
        }
        data.record(action, subject(command), command.reason(), Map.of("command", text(command)));
        Answer answer = journal.submit(command, Caller.name(), tags).answer();
        projection.flush(journal);
        return answer;
    }

    private static String subject(Command command) {
        return switch (command) {
            case Command.AddAggregate c -> c.prefix() + " in " + c.vrf();
            case Command.AddPool c -> "pool " + c.name();
            case Command.Delegate c -> "pool " + c.name();
            case Command.Reserve c -> c.block() + " in " + c.vrf();
            case Command.RemoveSpace c -> "space " + c.id();
            case Command.Allocate c -> "pool " + c.wish().pool();
            case Command.Approve c -> "request " + c.id();
            case Command.Refuse c -> "request " + c.id();
            case Command.Release c -> "request " + c.id();
            case Command.Renew c -> "request " + c.id();
            case Command.Split c -> "request " + c.id();
            case Command.Merge c -> "requests " + c.ids();
            case Command.Move c -> "request " + c.id();
            case Command.Tidy _ -> "all";
        };
    }

    private static String text(Command command) {
        String text = command.toString(); // records of names and numbers, no secrets
        return text.length() <= 2_000 ? text : text.substring(0, 2_000);
    }

    /// Reserves what other lists say is in use inside a pool, so that it is not given out again.
    ///
    /// @return how much was reserved
    public int adopt(Space.Pool pool, String reason)
            throws StoreUnavailableException, AuditUnavailableException, IOException {
        int adopted = 0;
        for (Allocation allocation : strangers()) {
            Block block = Block.of(allocation.prefix());
            boolean inside =
                    allocation.vrf().equals(pool.place().vrf())
                            && pool.place().block().contains(block)
                            && !pool.place().block().equals(block);
            if (inside && isFreeIn(pool, block)) {
                String why =
                        reason
                                + "; in use for '"
                                + allocation.tags().service()
                                + "' of '"
                                + allocation.tags().owner()
                                + "' by "
                                + allocation.source();
                Answer answer =
                        give(new Command.Reserve(allocation.vrf(), block, why), "allocate.adopt");
                adopted += answer instanceof Answer.Refused ? 0 : 1;
            }
        }
        return adopted;
    }

    /// Whether a block lies in the pool itself, and not in something that is there already.
    private boolean isFreeIn(Space.Pool pool, Block block) throws StoreUnavailableException {
        return journal.ask(allocator -> {
            List<Occupant> around = allocator.covering(pool.place().vrf(), block);
            return around.getLast().id() == pool.id();
        });
    }

    /// The allocations that hold now and are not from here, larger ones first.
    public List<Allocation> strangers() throws StoreUnavailableException {
        Instant now = data.clock().instant();
        return data.graph().snapshot().allocations().stream()
                .filter(a -> a.validAt(now) && !Projection.isOwn(a))
                .sorted(Comparator.comparingInt(a -> a.prefix().length()))
                .toList();
    }

    @Override
    public void close() throws StoreUnavailableException {
        journal.close();
    }
}
