package io.segwright.app.cli;

import io.segwright.app.config.DataDirectory;
import io.segwright.app.stage.Importing;
import io.segwright.app.view.Table;
import io.segwright.collectors.imports.AllocationCsv;
import io.segwright.collectors.imports.AllocationImport;
import io.segwright.inventory.attribute.Allocation;
import io.segwright.inventory.reconcile.InventoryChange;
import io.segwright.inventory.reconcile.InventorySnapshot;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `segwright import allocations FILE`: who was given which prefix.
@Command(
        name = "import",
        mixinStandardHelpOptions = true,
        description =
                "Reads what others export. An import adds and changes; it never deletes what it did not bring.")
final class ImportCommand implements Runnable {
    private static final String DRY = "; nothing was written (--dry-run)";

    @Spec private CommandSpec spec = CommandSpec.create(); // picocli puts the real one in its place

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }

    @Command(
            name = "allocations",
            mixinStandardHelpOptions = true,
            description = {
                "Reads allocations from CSV with the columns vrf, prefix, service, subscription, vm, environment, owner,",
                "valid_from, valid_to, do_not_poll in any order. All or nothing: one bad row and nothing is imported."
            })
    int allocations(
            @Parameters(paramLabel = "FILE.csv", description = "UTF-8, with a header") Path file,
            @Option(names = "--dry-run", description = "show what would change, change nothing")
                    boolean dryRun,
            @Mixin DataOptions data,
            @Mixin FormatOption format)
            throws CommandFailure {
        AllocationImport.Imported imported = read(file);
        imported.warnings().forEach(spec.commandLine().getErr()::println);
        if (dryRun && !DataDirectory.exists(data.directory)) { // trying must not begin one
            Importing.Result result =
                    Importing.difference(
                            InventorySnapshot.EMPTY, imported.allocations(), file, Instant.now());
            return print(result, imported, file, DRY, format);
        }
        return Opened.create(
                data.directory,
                directory -> {
                    if (dryRun) {
                        Importing.Result result =
                                Importing.difference(
                                        directory.graph().snapshot(),
                                        imported.allocations(),
                                        file,
                                        directory.clock().instant());
                        return print(result, imported, file, DRY, format);
                    }
                    Importing.Result result =
                            Importing.write(directory, imported.allocations(), file);
                    return print(result, imported, file, "", format);
                });
    }

    private int print(
            Importing.Result result,
            AllocationImport.Imported imported,
            Path file,
            String remark,
            FormatOption format) {
        PrintWriter err = spec.commandLine().getErr();
        table(result.changes()).print(format.format, spec.commandLine().getOut());
        result.conflicts()
                .forEach(c ->
                        err.println(
                                "conflict: "
                                        + c.subject()
                                        + ": "
                                        + c.question()
                                        + " "
                                        + c.evidence()));
        err.printf(
                "%s: %d rows, %d new, %d changed, %d unchanged%s%n",
                file,
                imported.allocations().size(),
                result.added(),
                result.changed(),
                result.unchanged(),
                remark);
        return result.conflicts().isEmpty() ? ExitCode.OK : ExitCode.FINDINGS;
    }

    private static AllocationImport.Imported read(Path file) throws CommandFailure {
        if (!Files.isReadable(file)) {
            throw CommandFailure.badInput(file + " cannot be read: want a CSV file with a header");
        }
        try {
            return switch (AllocationCsv.read(file)) {
                case AllocationImport.Imported good -> good;
                case AllocationImport.Refused(List<String> errors, int total) -> {
                    List<String> lines = new ArrayList<>(errors);
                    lines.add(
                            total
                                    + (total == 1 ? " error" : " errors")
                                    + " in "
                                    + file
                                    + ": nothing was imported");
                    throw CommandFailure.badInput(lines);
                }
            };
        } catch (IOException e) {
            throw CommandFailure.badInput(e);
        }
    }

    private static Table table(List<InventoryChange> changes) {
        Table table =
                new Table("change", "vrf", "prefix", "service", "subscription", "vm", "owner");
        for (InventoryChange change : changes) {
            switch (change) {
                case InventoryChange.AllocationAdded added -> row(table, "add", added.allocation());
                case InventoryChange.AllocationChanged changed ->
                        row(table, "change", changed.after());
                case InventoryChange.DeviceAdded _,
                        InventoryChange.DeviceChanged _,
                        InventoryChange.DevicesMerged _,
                        InventoryChange.DeviceEnded _,
                        InventoryChange.DevicesSplit _,
                        InventoryChange.IdentityDecided _,
                        InventoryChange.TraceSeen _,
                        InventoryChange.TraceEnded _ -> {} // an import of allocations makes none
            }
        }
        return table;
    }

    private static void row(Table table, String change, Allocation allocation) {
        table.row(
                change,
                allocation.vrf(),
                allocation.prefix(),
                allocation.tags().service(),
                allocation.tags().subscription(),
                allocation.tags().workload(),
                allocation.tags().owner());
    }
}
