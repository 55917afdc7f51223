package io.segwright.app.cli;

import io.segwright.app.stage.Allocating;
import io.segwright.graph.store.StoreUnavailableException;
import io.segwright.inventory.ipam.Ask;
import io.segwright.inventory.ipam.Command.Approve;
import io.segwright.inventory.ipam.Command.Delegate;
import io.segwright.inventory.ipam.Command.Merge;
import io.segwright.inventory.ipam.Command.Move;
import io.segwright.inventory.ipam.Command.Refuse;
import io.segwright.inventory.ipam.Command.Release;
import io.segwright.inventory.ipam.Command.RemoveSpace;
import io.segwright.inventory.ipam.Command.Renew;
import io.segwright.inventory.ipam.Command.Reserve;
import io.segwright.inventory.ipam.Command.Split;
import io.segwright.inventory.ipam.Command.Tidy;
import io.segwright.inventory.ipam.Occupant;
import io.segwright.inventory.ipam.Request;
import io.segwright.inventory.ipam.Space;
import io.segwright.inventory.net.Vrf;
import io.segwright.inventory.space.Block;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `segwright allocate ...`: gives out addresses, with their tags.
@Command(
        name = "allocate",
        mixinStandardHelpOptions = true,
        description = {
            "Gives out addresses, prefixes and ranges from pools; never twice, and never without the tags that the pool",
            "requires. Each act takes --reason, is recorded before it is done, and can be tried with --dry-run."
        },
        subcommands = {
            AllocateAggregateCommand.class,
            AllocatePoolCommand.class,
            AllocateTagsCommand.class,
            AllocateListCommand.class,
            AllocateTreeCommand.class,
            AllocateMapCommand.class,
            AllocateFreeCommand.class,
            AllocateRequestsCommand.class,
            AllocateShowCommand.class,
            AllocateReclaimCommand.class,
            AllocateOverlapsCommand.class
        })
final class AllocateCommand implements Runnable {
    @Spec private CommandSpec spec = CommandSpec.create(); // picocli puts the real one in its place

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }

    @Command(
            mixinStandardHelpOptions = true,
            description = "The lowest free address of a pool, or the one you name.")
    int address(
            @Mixin ActOptions act,
            @Mixin WishOptions wish,
            @Parameters(arity = "0..1", paramLabel = "ADDRESS", description = "exactly this one")
                    @Nullable String exactly)
            throws CommandFailure {
        Ask ask =
                exactly == null ? new Ask.NextAddress() : new Ask.Exactly(BlockText.block(exactly));
        if (ask instanceof Ask.Exactly(Block block) && !block.isAddress()) {
            throw CommandFailure.usage(
                    exactly + " is no single address: use allocate prefix or range");
        }
        var asked = wish.command(ask, act.reason()); // before anything is opened
        return act.carryOut("allocate.address", (_, _) -> asked);
    }

    @Command(
            mixinStandardHelpOptions = true,
            description = "The lowest free prefix of a size, or the one you name.")
    int prefix(
            @Mixin ActOptions act,
            @Mixin WishOptions wish,
            @Option(names = "--size", paramLabel = "/N", description = "its length, e.g. /28")
                    @Nullable String size,
            @Parameters(arity = "0..1", paramLabel = "PREFIX", description = "exactly this one")
                    @Nullable String exactly)
            throws CommandFailure {
        Ask ask = prefixAsk(size, exactly);
        var asked = wish.command(ask, act.reason()); // before anything is opened
        return act.carryOut("allocate.prefix", (_, _) -> asked);
    }

    private static Ask prefixAsk(@Nullable String size, @Nullable String exactly)
            throws CommandFailure {
        if (size != null && exactly == null) {
            return new Ask.NextPrefix(BlockText.length("--size", size));
        }
        if (size == null && exactly != null) {
            return new Ask.Exactly(Block.of(BlockText.prefix(exactly)));
        }
        throw CommandFailure.usage("want --size /N or a PREFIX, one of them");
    }

    @Command(
            mixinStandardHelpOptions = true,
            description =
                    "Addresses in a row: the first of the lowest free prefix that has as many, or those you name.")
    int range(
            @Mixin ActOptions act,
            @Mixin WishOptions wish,
            @Option(names = "--count", paramLabel = "N", description = "how many addresses")
                    @Nullable Long count,
            @Parameters(arity = "0..1", paramLabel = "FIRST-LAST", description = "exactly these")
                    @Nullable String exactly)
            throws CommandFailure {
        if ((count == null) == (exactly == null)) {
            throw CommandFailure.usage("want --count N or FIRST-LAST, one of them");
        }
        try {
            Ask ask =
                    exactly == null
                            ? new Ask.NextRange(count == null ? 0 : count)
                            : new Ask.Exactly(BlockText.block(exactly));
            var asked = wish.command(ask, act.reason()); // before anything is opened
            return act.carryOut("allocate.range", (_, _) -> asked);
        } catch (IllegalArgumentException e) {
            throw CommandFailure.usage(e);
        }
    }

    @Command(
            mixinStandardHelpOptions = true,
            description = "Grants a request that waits; nobody grants his own.")
    int approve(@Mixin ActOptions act, @Parameters(paramLabel = "REQUEST") int id)
            throws CommandFailure {
        return act.carryOut("allocate.approve", (_, why) -> new Approve(id, why));
    }

    @Command(mixinStandardHelpOptions = true, description = "Turns down a request that waits.")
    int refuse(@Mixin ActOptions act, @Parameters(paramLabel = "REQUEST") int id)
            throws CommandFailure {
        return act.carryOut("allocate.refuse", (_, why) -> new Refuse(id, why));
    }

    @Command(
            mixinStandardHelpOptions = true,
            description =
                    "Gives back; the addresses rest for the pool's quarantine before they are given out again.")
    int release(@Mixin ActOptions act, @Mixin Target target) throws CommandFailure {
        return act.carryOut(
                "allocate.release", (all, why) -> new Release(target.request(all), why));
    }

    @Command(
            mixinStandardHelpOptions = true,
            description = "Makes a lease last longer, from now on.")
    int renew(
            @Mixin ActOptions act,
            @Mixin Target target,
            @Option(
                            names = "--lease",
                            paramLabel = "TIME",
                            defaultValue = "",
                            description = "e.g. 30d (default: no end)")
                    String lease)
            throws CommandFailure {
        var duration = DurationText.parse("--lease", lease);
        return act.carryOut(
                "allocate.renew", (all, why) -> new Renew(target.request(all), duration, why));
    }

    @Command(
            mixinStandardHelpOptions = true,
            description = "Makes an allocated prefix several; what lies inside stays.")
    int split(
            @Mixin ActOptions act,
            @Mixin Target target,
            @Option(
                            names = "--size",
                            required = true,
                            paramLabel = "/N",
                            description = "of each piece")
                    String size)
            throws CommandFailure {
        int length = BlockText.length("--size", size);
        return act.carryOut(
                "allocate.split", (all, why) -> new Split(target.request(all), length, why));
    }

    @Command(
            mixinStandardHelpOptions = true,
            description = "Makes allocations with the same tags, side by side, one prefix.")
    int merge(
            @Mixin ActOptions act,
            @Parameters(arity = "2..*", paramLabel = "REQUEST") List<Integer> ids)
            throws CommandFailure {
        return act.carryOut("allocate.merge", (_, why) -> new Merge(ids, why));
    }

    @Command(
            mixinStandardHelpOptions = true,
            description = "Gives the same to the same elsewhere; the old place rests.")
    int move(
            @Mixin ActOptions act,
            @Mixin Target target,
            @Option(
                            names = "--pool",
                            required = true,
                            paramLabel = "NAME",
                            description = "to which pool")
                    String pool,
            @Option(
                            names = "--to",
                            paramLabel = "BLOCK",
                            description = "exactly there (default: the lowest free)")
                    @Nullable String to)
            throws CommandFailure {
        Block there = to == null ? null : BlockText.block(to);
        return act.carryOut(
                "allocate.move",
                (all, why) -> {
                    int id = target.request(all);
                    Ask ask = there == null ? sameSize(all, id) : new Ask.Exactly(there);
                    return new Move(id, pool, ask, why);
                });
    }

    private static Ask sameSize(Allocating allocating, int id)
            throws StoreUnavailableException, CommandFailure {
        Block block =
                allocating
                        .ask(a -> a.request(id).flatMap(Request::held))
                        .orElseThrow(
                                () -> CommandFailure.badInput("request " + id + " has nothing"))
                        .place()
                        .block();
        return block.asPrefix()
                .<Ask>map(p -> new Ask.NextPrefix(p.length()))
                .orElseGet(() -> new Ask.NextRange((long) block.size()));
    }

    @Command(mixinStandardHelpOptions = true, description = "Keeps a block from being given out.")
    int reserve(
            @Mixin ActOptions act,
            @Option(names = "--vrf", paramLabel = "NAME", defaultValue = "default") String vrf,
            @Parameters(paramLabel = "BLOCK", description = "an address, a prefix or FIRST-LAST")
                    String block)
            throws CommandFailure {
        Vrf domain = BlockText.vrf(vrf);
        Block reserved = BlockText.block(block);
        return act.carryOut("allocate.reserve", (_, why) -> new Reserve(domain, reserved, why));
    }

    @Command(
            mixinStandardHelpOptions = true,
            description = "Takes a reservation or an aggregate back.")
    int remove(@Mixin ActOptions act, @Parameters(paramLabel = "ID") int id) throws CommandFailure {
        return act.carryOut("allocate.remove", (_, why) -> new RemoveSpace(id, why));
    }

    @Command(
            mixinStandardHelpOptions = true,
            description =
                    "Makes a part of a pool another team's own pool: its members allocate there, and nobody else.")
    int delegate(
            @Mixin ActOptions act,
            @Mixin TagOptions tags,
            @Option(
                            names = "--pool",
                            required = true,
                            paramLabel = "NAME",
                            description = "of which pool")
                    String pool,
            @Option(names = "--size", paramLabel = "/N", description = "its length, e.g. /20")
                    @Nullable String size,
            @Option(
                            names = "--to",
                            required = true,
                            paramLabel = "TEAM",
                            description = "a live owner")
                    String team,
            @Option(
                            names = "--member",
                            required = true,
                            paramLabel = "WHO",
                            description = "who may allocate in it, e.g. user:anna; repeatable")
                    List<String> members,
            @Option(
                            names = "--name",
                            required = true,
                            paramLabel = "NAME",
                            description = "of the new pool")
                    String name,
            @Parameters(arity = "0..1", paramLabel = "PREFIX", description = "exactly this part")
                    @Nullable String exactly)
            throws CommandFailure {
        Ask ask = prefixAsk(size, exactly);
        return act.carryOut(
                "allocate.delegate",
                (_, why) ->
                        new Delegate(
                                pool,
                                ask,
                                name,
                                new Space.Team(team, Set.copyOf(members)),
                                tags.tags(),
                                why));
    }

    @Command(
            mixinStandardHelpOptions = true,
            description =
                    "Ends leases and rests that are over; every other act does so too, a little at a time.")
    int tidy(@Mixin ActOptions act) throws CommandFailure {
        return act.carryOut("allocate.tidy", (_, why) -> new Tidy(why));
    }

    /// Which request is meant: by its number, or by what it has.
    static final class Target {
        @Option(
                names = "--vrf",
                paramLabel = "NAME",
                defaultValue = "default",
                description = "routing domain, where a block is named (default: ${DEFAULT-VALUE})")
        private String vrf = "default";

        @Parameters(
                paramLabel = "REQUEST|BLOCK",
                description =
                        "the number of a request, or the address, prefix or range that it has")
        private String text = "";

        int request(Allocating allocating) throws CommandFailure, StoreUnavailableException {
            if (text.length() <= 9 && text.chars().allMatch(c -> c >= '0' && c <= '9')) {
                return Integer.parseInt(text);
            }
            Vrf domain = BlockText.vrf(vrf);
            Block block = BlockText.block(text);
            List<Occupant> around = allocating.ask(a -> new ArrayList<>(a.covering(domain, block)));
            for (Occupant occupant : around.reversed()) {
                if (occupant instanceof Request request && request.place().block().equals(block)) {
                    return request.id();
                }
            }
            throw CommandFailure.badInput(
                    block + " in " + domain + " is no allocation: see segwright allocate list");
        }
    }
}
