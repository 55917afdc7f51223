package io.segwright.app.cli;

import io.segwright.app.stage.Allocating;
import io.segwright.app.view.Table;
import io.segwright.graph.store.StoreUnavailableException;
import io.segwright.inventory.attribute.Allocation;
import io.segwright.inventory.ipam.Occupant;
import io.segwright.inventory.ipam.Request;
import io.segwright.inventory.ipam.Space;
import io.segwright.inventory.space.Block;
import io.segwright.inventory.space.Overlaps;
import io.segwright.inventory.space.Overlaps.Claimed;
import io.segwright.inventory.space.Overlaps.Overlap;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `segwright allocate overlaps`: claims to the same addresses that cannot both be right.
@Command(
        name = "overlaps",
        mixinStandardHelpOptions = true,
        description = {
            "Claims to the same addresses that cannot both be right, from here and from imported lists: the same block for two",
            "holders (same), blocks that cut one another (partial), space that is free here and in use by a list (free), and",
            "with --across space that two routing domains have. Exit 3 while there are any."
        })
final class AllocateOverlapsCommand implements Callable<Integer> {
    @Spec private CommandSpec spec = CommandSpec.create(); // picocli puts the real one in its place
    @Mixin private DataOptions data = new DataOptions();
    @Mixin private FormatOption format = new FormatOption();

    @Option(names = "--across", description = "also what two routing domains have")
    private boolean across;

    @Option(
            names = "--limit",
            paramLabel = "N",
            defaultValue = "1000",
            description = "how many at most (default: ${DEFAULT-VALUE})")
    private int limit = 1_000;

    @Override
    public Integer call() throws CommandFailure {
        return Opened.existing(
                data.directory,
                directory -> {
                    try (Allocating all = Allocating.open(directory, spec.commandLine().getErr())) {
                        Table table =
                                new Table(
                                        "kind",
                                        "vrf",
                                        "block",
                                        "holder",
                                        "source",
                                        "other_vrf",
                                        "other_block",
                                        "other_holder",
                                        "other_source");
                        List<Allocation> strangers = all.strangers();
                        int found = overlaps(all, strangers, table) + free(all, strangers, table);
                        table.print(format.format, spec.commandLine().getOut());
                        return found == 0 ? ExitCode.OK : ExitCode.FINDINGS;
                    }
                });
    }

    private int overlaps(Allocating all, List<Allocation> strangers, Table table)
            throws StoreUnavailableException {
        List<Claimed> claims = new ArrayList<>();
        strangers.forEach(a -> claims.add(claimed(a)));
        claims.addAll(
                all.ask(a -> {
                    List<Claimed> ours = new ArrayList<>();
                    a.forEachRequest(r -> {
                        if (r.state() == Request.State.ALLOCATED) {
                            ours.add(claimed(r));
                        }
                    });
                    return ours;
                }));
        int found = 0;
        for (Overlap overlap : Overlaps.find(claims, limit)) {
            if (across || overlap.kind() != Overlaps.Kind.ACROSS) {
                found++;
                row(
                        table,
                        overlap.kind().name().toLowerCase(Locale.ROOT),
                        overlap.one(),
                        overlap.other());
            }
        }
        return found;
    }

    /// What a list says is in use and a pool would give out next: reserve it, or correct the list.
    private int free(Allocating all, List<Allocation> strangers, Table table)
            throws StoreUnavailableException {
        int found = 0;
        for (Allocation stranger : strangers) {
            Block block = Block.of(stranger.prefix());
            List<Occupant> around = all.ask(a -> a.covering(stranger.vrf(), block));
            if (found < limit
                    && !around.isEmpty()
                    && around.getLast() instanceof Space.Pool pool
                    && !pool.place().block().equals(block)) {
                found++;
                row(
                        table,
                        "free",
                        claimed(stranger),
                        new Claimed(
                                pool.place().vrf(),
                                pool.place().block(),
                                "pool " + pool.name(),
                                "segwright allocate"));
            }
        }
        return found;
    }

    private static Claimed claimed(Allocation allocation) {
        return new Claimed(
                allocation.vrf(),
                Block.of(allocation.prefix()),
                allocation.tags().service() + "/" + allocation.tags().owner(),
                allocation.source());
    }

    private static Claimed claimed(Request request) {
        var held = request.held().orElseThrow();
        return new Claimed(
                held.place().vrf(),
                held.place().block(),
                held.tags().service() + "/" + held.tags().owner(),
                "request " + request.id());
    }

    private static void row(Table table, String kind, Claimed one, Claimed other) {
        table.row(
                kind,
                one.vrf(),
                one.block(),
                one.holder(),
                one.source(),
                other.vrf(),
                other.block(),
                other.holder(),
                other.source());
    }
}
