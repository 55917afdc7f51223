package io.segwright.app.cli;

import io.segwright.app.stage.Allocating;
import io.segwright.app.view.Table;
import io.segwright.inventory.ipam.Space;
import io.segwright.inventory.net.Prefix;
import io.segwright.inventory.space.Usage;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `segwright allocate free --pool P`: what a pool could give out next.
@Command(
        name = "free",
        mixinStandardHelpOptions = true,
        description =
                "The lowest free blocks of a pool; of the largest free size unless --size says which.")
final class AllocateFreeCommand implements Callable<Integer> {
    private static final int ROWS_MAX = 1_000;

    @Spec private CommandSpec spec = CommandSpec.create(); // picocli puts the real one in its place
    @Mixin private DataOptions data = new DataOptions();
    @Mixin private FormatOption format = new FormatOption();

    @Option(names = "--pool", required = true, paramLabel = "NAME", description = "of which pool")
    private String pool = "";

    @Option(names = "--size", paramLabel = "/N", description = "their length, e.g. /28")
    private @Nullable String size; // null: not given

    @Option(
            names = "--limit",
            paramLabel = "N",
            defaultValue = "10",
            description = "how many at most, 1..1000 (default: ${DEFAULT-VALUE})")
    private int limit = 10;

    private record Found(int length, List<Prefix> free, Usage usage) {}

    @Override
    public Integer call() throws CommandFailure {
        if (limit < 1 || limit > ROWS_MAX) {
            throw CommandFailure.usage("--limit " + limit + ": want 1.." + ROWS_MAX);
        }
        int asked = size == null ? Usage.NONE_FREE : BlockText.length("--size", size);
        return Opened.existing(
                data.directory,
                directory -> {
                    try (Allocating all = Allocating.open(directory, spec.commandLine().getErr())) {
                        Optional<Found> found =
                                all.ask(a -> {
                                    Optional<Space.Pool> named = a.pool(pool);
                                    return named.map(p -> {
                                        Usage usage = a.usage(p);
                                        int length = size == null ? usage.largestFree() : asked;
                                        return new Found(length, a.free(p, length, limit), usage);
                                    });
                                });
                        return print(
                                found.orElseThrow(() ->
                                        CommandFailure.badInput(
                                                "pool '"
                                                        + pool
                                                        + "' is not there: list them with segwright allocate pool list")));
                    }
                });
    }

    private int print(Found found) {
        Table table = new Table("free");
        found.free().forEach(table::row);
        table.print(format.format, spec.commandLine().getOut());
        spec.commandLine()
                .getErr()
                .println(
                        AllocatePoolCommand.percent(found.usage())
                                + " used, largest free block "
                                + (found.usage().largestFree() == Usage.NONE_FREE
                                        ? "none"
                                        : AllocatePoolCommand.free(found.usage())));
        return found.free().isEmpty() ? ExitCode.FINDINGS : ExitCode.OK;
    }
}
