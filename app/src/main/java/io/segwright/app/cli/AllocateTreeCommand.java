package io.segwright.app.cli;

import io.segwright.app.picture.UtilisationTree;
import io.segwright.app.picture.UtilisationTree.Limits;
import io.segwright.app.picture.UtilisationTree.Row;
import io.segwright.app.report.AddressSpace;
import io.segwright.app.view.Format;
import io.segwright.app.view.Table;
import io.segwright.inventory.net.Prefix;
import io.segwright.inventory.net.Vrf;
import io.segwright.inventory.space.Usage;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `segwright allocate tree [PREFIX]`: how full everything is.
@Command(
        name = "tree",
        mixinStandardHelpOptions = true,
        description = {
            "How full a prefix is, and each that lies in it, as a tree: allocations of every source, and the pools and",
            "aggregates of now. What is not shown is counted: … n more."
        })
final class AllocateTreeCommand implements Callable<Integer> {
    private static final int ROWS_MAX =
            100_000; // a file of some MB; nobody reads a tree of a million
    private static final int DEPTH_MAX = 128;

    @Spec private CommandSpec spec = CommandSpec.create(); // picocli puts the real one in its place
    @Mixin private DataOptions data = new DataOptions();
    @Mixin private FormatOption format = new FormatOption();
    @Mixin private TimeOptions times = new TimeOptions();

    @Parameters(
            arity = "0..1",
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
            names = "--depth",
            paramLabel = "N",
            defaultValue = "8",
            description = "levels, 1..128 (default: ${DEFAULT-VALUE})")
    private int depth = 8;

    @Option(
            names = "--children",
            paramLabel = "N",
            defaultValue = "20",
            description = "shown of each (default: ${DEFAULT-VALUE})")
    private int children = 20;

    @Option(
            names = "--limit",
            paramLabel = "N",
            defaultValue = "200",
            description = "lines in all, 1..100000 (default: ${DEFAULT-VALUE})")
    private int limit = 200;

    @Override
    public Integer call() throws CommandFailure {
        wanted("--limit", limit, ROWS_MAX);
        wanted("--children", children, ROWS_MAX);
        wanted("--depth", depth, DEPTH_MAX);
        Vrf domain = BlockText.vrf(vrf);
        List<Prefix> roots =
                prefix != null ? List.of(BlockText.prefix(prefix)) : AddressSpace.everything();
        return Opened.existing(
                data.directory,
                directory -> {
                    AddressSpace space =
                            AllocateMapCommand.space(
                                    directory, domain, times, spec.commandLine().getErr());
                    print(space, roots);
                    return ExitCode.OK;
                });
    }

    private static void wanted(String option, int value, int max) throws CommandFailure {
        if (value < 1 || value > max) {
            throw CommandFailure.usage(option + " " + value + ": want 1.." + max);
        }
    }

    private void print(AddressSpace space, List<Prefix> roots) {
        PrintWriter out = spec.commandLine().getOut();
        List<Line> lines = new ArrayList<>();
        for (Prefix root : roots) {
            AddressSpace.Tree tree = space.tree(root);
            if (tree.items().isEmpty() && prefix == null) {
                continue; // a family that nothing is known of
            }
            List<Row> rows =
                    UtilisationTree.of(
                            tree.tree(), tree.root(), new Limits(children, depth, limit));
            rows.forEach(row -> lines.add(line(tree, row)));
        }
        if (format.format == Format.TABLE) {
            text(lines).forEach(out::println);
            return;
        }
        Table table =
                new Table(
                        "depth",
                        "prefix",
                        "what",
                        "name",
                        "owner",
                        "used_percent",
                        "free",
                        "inside",
                        "largest_free",
                        "more");
        for (Line line : lines) {
            Usage usage = line.row.usage();
            table.row(
                    line.row.depth(),
                    line.row.placed().prefix(),
                    line.row.more() > 0 ? "more" : line.what,
                    line.name,
                    line.owner,
                    Math.floor(usage.share() * 10_000) / 100,
                    line.free(),
                    usage.children(),
                    AllocatePoolCommand.free(usage),
                    line.row.more());
        }
        table.print(format.format, out);
    }

    private record Line(Row row, String what, String name, String owner) {
        String free() {
            return UtilisationTree.free(row.usage(), row.placed().prefix().family().bits());
        }

        /// A single allocation with nothing in it is full of itself.
        boolean isLeaf() {
            return row.usage().children() == 0 && row.depth() > 0;
        }
    }

    private static Line line(AddressSpace.Tree tree, Row row) {
        int item = row.item().orElse(0);
        if (item == 0 || item > tree.items().size()) { // how many more; the root itself
            return new Line(row, "", "", "");
        }
        AddressSpace.Item found = tree.items().get(item - 1);
        return new Line(row, found.what(), found.name(), found.tags().owner());
    }

    private static List<String> text(List<Line> lines) {
        int width = 6;
        int freeWidth = 4;
        for (Line line : lines) {
            width = Math.max(width, left(line).length());
            freeWidth = Math.max(freeWidth, line.isLeaf() ? 0 : line.free().length());
        }
        List<String> text = new ArrayList<>();
        if (!lines.isEmpty()) {
            text.add(
                    pad("PREFIX", width)
                            + "  "
                            + pad("USED", 21)
                            + "  "
                            + pad("FREE", freeWidth)
                            + "  LARGEST  WHAT");
        }
        for (Line line : lines) {
            if (line.row.more() > 0) {
                text.add(line.row.branch() + "… " + line.row.more() + " more");
                continue;
            }
            Usage usage = line.row.usage();
            String used =
                    line.isLeaf()
                            ? ""
                            : UtilisationTree.bar(usage)
                                    + " "
                                    + " "
                                            .repeat(
                                                    Math.max(
                                                            0,
                                                            8
                                                                    - UtilisationTree.percent(usage)
                                                                            .length()))
                                    + UtilisationTree.percent(usage);
            String free = line.isLeaf() ? "" : line.free();
            text.add(
                    (pad(left(line), width)
                                    + "  "
                                    + pad(used, 21)
                                    + "  "
                                    + " ".repeat(freeWidth - free.length())
                                    + free
                                    + "  "
                                    + pad(line.isLeaf() ? "" : AllocatePoolCommand.free(usage), 7)
                                    + "  "
                                    + what(line))
                            .stripTrailing());
        }
        return text;
    }

    private static String left(Line line) {
        return line.row.more() > 0 ? "" : line.row.branch() + line.row.placed().prefix();
    }

    private static String what(Line line) {
        String text =
                (line.what.equals("allocation") ? "" : line.what + " ")
                        + line.name
                        + (line.owner.isEmpty() ? "" : " (" + line.owner + ")");
        return Table.cell(text.strip());
    }

    private static String pad(String text, int width) {
        return text + " ".repeat(Math.max(0, width - text.length()));
    }
}
