package io.segwright.app.cli;

import io.segwright.app.config.DataDirectory;
import io.segwright.app.stage.Importing;
import io.segwright.collectors.imports.AllocationCsv;
import io.segwright.collectors.imports.AllocationImport;
import io.segwright.inventory.attribute.Allocation;
import io.segwright.inventory.ipam.TagDirectory;
import io.segwright.inventory.reconcile.InventorySnapshot;
import io.segwright.inventory.reconcile.ListedAllocations;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `segwright import allocations FILE...`: who was given which prefix.
@Command(
        name = "allocations",
        mixinStandardHelpOptions = true,
        description = {
            "Reads allocations: CSV with the columns vrf, prefix, service, subscription, vm, environment, owner, valid_from,",
            "valid_to, do_not_poll in any order; the JSON that az, aws and gcloud list, several files together; or a history of",
            "dated events (time, + or -, prefix, service, region by tab). .gz and .xz too. All or nothing: one bad row and",
            "nothing is imported."
        })
final class ImportAllocationsCommand implements Callable<Integer> {
    @Spec private CommandSpec spec = CommandSpec.create(); // picocli puts the real one in its place
    @Mixin private ImportOptions options = new ImportOptions();
    @Mixin private AllocationFiles reading = new AllocationFiles();

    @Parameters(paramLabel = "FILE", arity = "1..*", description = "UTF-8; CSV with a header")
    private List<Path> files = List.of();

    @Option(
            names = "--take-departed",
            description = "import also what names an owner who left or a service that is retired")
    private boolean takeDeparted;

    @Override
    public Integer call() throws CommandFailure {
        return switch (reading.read(files, Instant.now())) {
            case AllocationImport.Imported(List<Allocation> allocations, List<String> warnings) ->
                    take(allocations, warnings);
            case AllocationImport.Checked(long rows, List<String> warnings) ->
                    check(rows, warnings);
            case AllocationImport.Refused(List<String> errors, int total) ->
                    throw ImportFailures.refused(errors, total, AllocationFiles.named(files));
        };
    }

    private int take(List<Allocation> read, List<String> warnings) throws CommandFailure {
        warnings.forEach(spec.commandLine().getErr()::println);
        if (options.dryRun && !DataDirectory.exists(options.data.directory)) {
            Importing.Result result = // trying must not begin an inventory
                    Importing.difference(
                            InventorySnapshot.EMPTY, read, files.getFirst(), Instant.now());
            return print(result, read.size());
        }
        boolean listed = reading.areListings(files);
        return Opened.create(
                options.data.directory,
                directory -> {
                    if (!takeDeparted) {
                        refuseDeparted(directory.files().tagDirectory(), read);
                    }
                    List<Allocation> allocations =
                            listed
                                    ? ListedAllocations.beside(directory.graph().snapshot(), read)
                                    : read;
                    Importing.Result result =
                            options.dryRun
                                    ? Importing.difference(
                                            directory.graph().snapshot(),
                                            allocations,
                                            files.getFirst(),
                                            directory.clock().instant())
                                    : Importing.write(directory, allocations, files.getFirst());
                    return print(result, allocations.size());
                });
    }

    private void refuseDeparted(TagDirectory directory, List<Allocation> allocations)
            throws CommandFailure {
        DepartedTags departed = DepartedTags.of(directory, allocations, Instant.now());
        if (departed.total() > 0) {
            throw ImportFailures.refused(
                    departed.errors(), departed.total(), AllocationFiles.named(files));
        }
    }

    /// More than an import takes: a trial says that they are right, anything else how to go on.
    private int check(long rows, List<String> warnings) throws CommandFailure {
        warnings.forEach(spec.commandLine().getErr()::println);
        String told =
                String.format(
                        Locale.ROOT,
                        "%s: all %d rows are right, an import takes %d at most in this heap: split the file, or raise it by SEGWRIGHT_JAVA_OPTS=-Xmx4g",
                        AllocationFiles.named(files),
                        rows,
                        AllocationCsv.rowsMax());
        if (!options.dryRun) {
            throw CommandFailure.badInput(told + "; nothing was imported");
        }
        spec.commandLine().getErr().println(told + options.remark());
        return options.exitCode(true, ExitCode.OK);
    }

    private int print(Importing.Result result, int rows) {
        PrintWriter err = spec.commandLine().getErr();
        AllocationChanges.table(result.changes())
                .print(options.format.format, spec.commandLine().getOut());
        ImportOptions.tell(result.conflicts(), err);
        err.printf(
                "%s: %d rows, %d new, %d changed, %d unchanged%s%n",
                AllocationFiles.named(files),
                rows,
                result.added(),
                result.changed(),
                result.unchanged(),
                options.remark());
        return options.exitCode(
                !result.changes().isEmpty(),
                result.conflicts().isEmpty() ? ExitCode.OK : ExitCode.FINDINGS);
    }
}
