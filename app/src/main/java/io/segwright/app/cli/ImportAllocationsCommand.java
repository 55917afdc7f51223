package io.segwright.app.cli;

import io.segwright.app.config.DataDirectory;
import io.segwright.app.stage.Importing;
import io.segwright.collectors.imports.AllocationCsv;
import io.segwright.collectors.imports.AllocationImport;
import io.segwright.inventory.reconcile.InventorySnapshot;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `segwright import allocations FILE`: who was given which prefix.
@Command(
        name = "allocations",
        mixinStandardHelpOptions = true,
        description = {
            "Reads allocations from CSV with the columns vrf, prefix, service, subscription, vm, environment, owner,",
            "valid_from, valid_to, do_not_poll in any order. All or nothing: one bad row and nothing is imported."
        })
final class ImportAllocationsCommand implements Callable<Integer> {
    @Spec private CommandSpec spec = CommandSpec.create(); // picocli puts the real one in its place
    @Mixin private ImportOptions options = new ImportOptions();

    @Parameters(paramLabel = "FILE.csv", description = "UTF-8, with a header")
    private Path file = Path.of("");

    @Override
    public Integer call() throws CommandFailure {
        ImportFailures.checkNamed(file);
        AllocationImport.Imported imported = read(file);
        imported.warnings().forEach(spec.commandLine().getErr()::println);
        if (options.dryRun && !DataDirectory.exists(options.data.directory)) {
            Importing.Result result = // trying must not begin an inventory
                    Importing.difference(
                            InventorySnapshot.EMPTY, imported.allocations(), file, Instant.now());
            return print(result, imported);
        }
        return Opened.create(
                options.data.directory,
                directory -> {
                    Importing.Result result =
                            options.dryRun
                                    ? Importing.difference(
                                            directory.graph().snapshot(),
                                            imported.allocations(),
                                            file,
                                            directory.clock().instant())
                                    : Importing.write(directory, imported.allocations(), file);
                    return print(result, imported);
                });
    }

    private int print(Importing.Result result, AllocationImport.Imported imported) {
        PrintWriter err = spec.commandLine().getErr();
        AllocationChanges.table(result.changes())
                .print(options.format.format, spec.commandLine().getOut());
        ImportOptions.tell(result.conflicts(), err);
        err.printf(
                "%s: %d rows, %d new, %d changed, %d unchanged%s%n",
                file,
                imported.allocations().size(),
                result.added(),
                result.changed(),
                result.unchanged(),
                options.remark());
        return options.exitCode(
                !result.changes().isEmpty(),
                result.conflicts().isEmpty() ? ExitCode.OK : ExitCode.FINDINGS);
    }

    private static AllocationImport.Imported read(Path file) throws CommandFailure {
        if (!Files.isReadable(file)) {
            throw CommandFailure.badInput(file + " cannot be read: want a CSV file with a header");
        }
        try {
            return switch (AllocationCsv.read(file)) {
                case AllocationImport.Imported good -> good;
                case AllocationImport.Refused(List<String> errors, int total) ->
                        throw ImportFailures.refused(errors, total, file);
            };
        } catch (IOException e) {
            throw CommandFailure.badInput(e);
        }
    }
}
