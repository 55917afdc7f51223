package io.segwright.app.cli;

import io.segwright.app.stage.Allocating;
import io.segwright.app.view.Table;
import io.segwright.graph.store.StoreUnavailableException;
import io.segwright.inventory.ipam.Allocator;
import io.segwright.inventory.ipam.Occupant;
import io.segwright.inventory.ipam.Request;
import io.segwright.inventory.ipam.Space;
import io.segwright.inventory.net.Prefix;
import io.segwright.inventory.net.Vrf;
import io.segwright.inventory.space.Depth;
import io.segwright.inventory.space.SpaceTree.Placed;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `segwright allocate list`: one page of what is where, and how full it is.
@Command(
        name = "list",
        mixinStandardHelpOptions = true,
        description = {
            "What lies in a prefix, in order of address: aggregates, pools, reservations, allocations, each with how full it",
            "is. A page at a time; the word for the next page is on stderr."
        })
final class AllocateListCommand implements Callable<Integer> {
    private static final int ROWS_MAX = 1_000;

    @Spec private CommandSpec spec = CommandSpec.create(); // picocli puts the real one in its place
    @Mixin private DataOptions data = new DataOptions();
    @Mixin private FormatOption format = new FormatOption();

    @Option(
            names = "--prefix",
            paramLabel = "PREFIX",
            description = "in this one (default: everything)")
    private @Nullable String prefix; // null: not given

    @Option(
            names = "--vrf",
            paramLabel = "NAME",
            defaultValue = "default",
            description = "routing domain (default: ${DEFAULT-VALUE})")
    private String vrf = "default";

    @Option(
            names = "--children",
            description = "what lies directly in it, not what is inside of that")
    private boolean children;

    @Option(
            names = "--limit",
            paramLabel = "N",
            defaultValue = "100",
            description = "rows a page, 1..1000 (default: ${DEFAULT-VALUE})")
    private int limit = 100;

    @Option(names = "--page", paramLabel = "WORD", description = "go on there")
    private @Nullable String page; // null: not given

    @Override
    public Integer call() throws CommandFailure {
        if (limit < 1 || limit > ROWS_MAX) {
            throw CommandFailure.usage("--limit " + limit + ": want 1.." + ROWS_MAX);
        }
        Vrf domain = BlockText.vrf(vrf);
        Placed after = page == null ? null : after(page);
        List<Prefix> within =
                prefix != null
                        ? List.of(BlockText.prefix(prefix))
                        : List.of(Prefix.of("0.0.0.0/0"), Prefix.of("::/0"));
        return Opened.existing(
                data.directory,
                directory -> {
                    try (Allocating all = Allocating.open(directory, spec.commandLine().getErr())) {
                        print(all, domain, within, after);
                        return ExitCode.OK;
                    }
                });
    }

    private void print(Allocating all, Vrf domain, List<Prefix> within, @Nullable Placed after)
            throws StoreUnavailableException {
        Table table =
                new Table(
                        "block",
                        "what",
                        "id",
                        "state",
                        "name",
                        "owner",
                        "used",
                        "inside",
                        "largest_free",
                        "until");
        int left = limit;
        Placed last = null;
        for (Prefix one : within) {
            boolean isOver =
                    after != null
                            && after.prefix().family() != one.family()
                            && after.prefix().family().bits() > one.family().bits();
            if (left == 0 || isOver) {
                continue;
            }
            Placed from = after != null && after.prefix().family() == one.family() ? after : null;
            Depth depth = children ? Depth.CHILDREN : Depth.ALL;
            int wanted = left;
            List<Allocator.Row> rows = all.ask(a -> a.page(domain, one, from, depth, wanted));
            rows.forEach(row -> row(table, row));
            left -= rows.size();
            last = rows.isEmpty() ? last : rows.getLast().placed();
        }
        table.print(format.format, spec.commandLine().getOut());
        if (left == 0 && last != null) {
            spec.commandLine()
                    .getErr()
                    .println("next page: --page " + last.prefix() + "," + last.item());
        }
    }

    private static void row(Table table, Allocator.Row row) {
        Occupant occupant = row.occupant();
        String until = occupant instanceof Request request ? AllocateText.until(request) : "";
        table.row(
                occupant.place().block(),
                what(occupant),
                occupant.id(),
                occupant instanceof Request request ? request.state().word() : "",
                name(occupant),
                owner(occupant),
                row.usage().children() == 0 ? "" : AllocatePoolCommand.percent(row.usage()),
                row.usage().children(),
                row.usage().children() == 0 ? "" : AllocatePoolCommand.free(row.usage()),
                until);
    }

    private static String what(Occupant occupant) {
        return switch (occupant) {
            case Space.Aggregate _ -> "aggregate";
            case Space.Pool _ -> "pool";
            case Space.Reservation _ -> "reservation";
            case Request request when request.place().block().isAddress() -> "address";
            case Request request when request.place().block().asPrefix().isPresent() -> "prefix";
            case Request _ -> "range";
        };
    }

    private static String name(Occupant occupant) {
        return switch (occupant) {
            case Space.Aggregate _ -> "";
            case Space.Pool pool -> pool.name();
            case Space.Reservation reservation -> reservation.made().reason();
            case Request request ->
                    request.held()
                            .map(h ->
                                    h.tags().workload().isEmpty()
                                            ? h.tags().service()
                                            : h.tags().service() + "/" + h.tags().workload())
                            .orElse("");
        };
    }

    private static String owner(Occupant occupant) {
        return switch (occupant) {
            case Space.Aggregate _, Space.Reservation _ -> "";
            case Space.Pool pool -> pool.team().name();
            case Request request -> request.held().map(h -> h.tags().owner()).orElse("");
        };
    }

    private static Placed after(String word) throws CommandFailure {
        int comma = word.lastIndexOf(',');
        String digits = word.substring(comma + 1);
        boolean right =
                comma > 0
                        && !digits.isEmpty()
                        && digits.length() <= 9
                        && digits.chars().allMatch(c -> c >= '0' && c <= '9');
        if (!right) {
            throw CommandFailure.usage(
                    "--page " + word + ": want the word that the page before ended with");
        }
        return new Placed(BlockText.prefix(word.substring(0, comma)), Integer.parseInt(digits));
    }
}
