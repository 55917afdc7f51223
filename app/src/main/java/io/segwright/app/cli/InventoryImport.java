package io.segwright.app.cli;

import io.segwright.app.config.DataDirectory;
import io.segwright.app.stage.DeviceImporting;
import io.segwright.app.view.Table;
import io.segwright.collectors.imports.InventoryReading;
import io.segwright.collectors.imports.NotTaken;
import io.segwright.inventory.attribute.Allocation;
import io.segwright.inventory.attribute.DeclaredRanges;
import io.segwright.inventory.attribute.Tags;
import io.segwright.inventory.claim.Authority;
import io.segwright.inventory.imports.DeviceDifference;
import io.segwright.inventory.imports.FieldChange;
import io.segwright.inventory.imports.SourceRecord;
import io.segwright.inventory.net.IpAddress;
import io.segwright.inventory.observe.Provenance;
import io.segwright.inventory.reconcile.ClaimChange;
import io.segwright.inventory.reconcile.InventoryChange;
import io.segwright.inventory.reconcile.InventorySnapshot;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import picocli.CommandLine;

/// What imports of devices have in common: the difference, its table, and the exit code.
final class InventoryImport {
    private static final IpAddress HERE = IpAddress.of("127.0.0.1"); // a list has no exporter
    private static final int SOURCE_CHARS_MAX = 80; // it is part of a file's name

    private final CommandLine line;
    private final ImportOptions options;
    private final String subject;
    private final boolean shrinkAllowed;

    /// @param subject what is imported, for messages
    /// @param shrinkAllowed a person said that the source may have lost devices
    InventoryImport(
            CommandLine line, ImportOptions options, String subject, boolean shrinkAllowed) {
        this.line = line;
        this.options = options;
        this.subject = subject;
        this.shrinkAllowed = shrinkAllowed;
    }

    /// Of an import that happens now.
    ///
    /// @param name of the source, without `import:`
    static Provenance provenance(String name) throws CommandFailure {
        if (!name.matches("[A-Za-z0-9._-]{1," + SOURCE_CHARS_MAX + "}")) {
            throw CommandFailure.usage(
                    "--source '"
                            + name
                            + "': want 1.."
                            + SOURCE_CHARS_MAX
                            + " letters, digits, dots, hyphens and underscores");
        }
        return new Provenance("import:" + name, HERE, Instant.now());
    }

    int run(InventoryReading reading, Provenance provenance) throws CommandFailure {
        return switch (reading) {
            case InventoryReading.Read read -> run(read, provenance);
            case InventoryReading.Refused(List<String> errors, int total) ->
                    throw ImportFailures.refused(errors, total, subject);
        };
    }

    private int run(InventoryReading.Read read, Provenance provenance) throws CommandFailure {
        read.warnings().forEach(line.getErr()::println);
        if (options.dryRun && !DataDirectory.exists(options.data.directory)) {
            return print( // trying must not begin an inventory
                    DeviceImporting.difference(
                            InventorySnapshot.EMPTY,
                            SourceRecord.EMPTY,
                            read,
                            DeclaredRanges.NONE,
                            Authority.SHIPPED,
                            provenance),
                    read);
        }
        return Opened.create(
                options.data.directory,
                directory -> {
                    DeviceImporting.Result result =
                            DeviceImporting.difference(directory, read, provenance);
                    if (!options.dryRun && !shrinkAllowed && !result.shrinkage().isEmpty()) {
                        throw CommandFailure.badInput(
                                "%s: %s: is it whole? look with --dry-run; --allow-shrunken imports it, --partial (devices) leaves what it lacks alone"
                                        .formatted(subject, result.shrinkage()));
                    }
                    if (!options.dryRun) {
                        DeviceImporting.write(
                                directory,
                                result,
                                provenance,
                                line.getCommandSpec().qualifiedName());
                    }
                    return print(result, read);
                });
    }

    private int print(DeviceImporting.Result result, InventoryReading.Read read) {
        PrintWriter err = line.getErr();
        table(result, read.notTaken()).print(options.format.format, line.getOut());
        ImportOptions.tell(result.conflicts(), err);
        err.printf(
                "%s: %d devices added, %d changed, %d unchanged, %d disappeared; %d of %d allocations new or changed; %d rows not taken%s%n",
                subject,
                result.added(),
                result.changed(),
                result.unchanged(),
                result.disappeared(),
                result.allocations().size(),
                read.allocations().size(),
                read.notTaken().size(),
                options.remark());
        if (options.dryRun && !result.shrinkage().isEmpty()) {
            err.println(
                    subject + ": " + result.shrinkage() + ": the import asks for --allow-shrunken");
        }
        boolean findings =
                !result.conflicts().isEmpty()
                        || read.notTaken().stream()
                                .anyMatch(row -> row.cause() == NotTaken.Cause.WRONG);
        return options.exitCode(!result.isEmpty(), findings ? ExitCode.FINDINGS : ExitCode.OK);
    }

    private static Table table(DeviceImporting.Result result, List<NotTaken> notTaken) {
        Table table = new Table("change", "what", "key", "field", "before", "after", "why");
        for (DeviceDifference difference : result.devices()) {
            String key = difference.nativeKey();
            switch (difference) {
                case DeviceDifference.Added added ->
                        table.row("add", "device", key, "", "", text(added.fields()), "");
                case DeviceDifference.Changed changed -> {
                    for (FieldChange field : changed.fields()) {
                        table.row(
                                "change",
                                "device",
                                key,
                                field.field(),
                                field.before(),
                                field.after(),
                                "");
                    }
                }
                case DeviceDifference.Disappeared gone ->
                        table.row(
                                "end",
                                "device",
                                key,
                                "",
                                text(gone.fields()),
                                "",
                                "no longer in the source: its claims end, others stand");
            }
        }
        result.allocations().forEach(change -> allocation(table, change));
        for (NotTaken row : notTaken) {
            String change = row.cause() == NotTaken.Cause.WRONG ? "refuse" : "leave";
            table.row(change, "row", row.key(), "", "", "", row.reason());
        }
        return table;
    }

    /// The attributes of a device in one line; interfaces and addresses are counted.
    private static String text(NavigableMap<String, String> fields) {
        StringBuilder text = new StringBuilder();
        long interfaces = 0;
        long addresses = 0;
        for (Map.Entry<String, String> field : fields.entrySet()) {
            if (field.getKey().startsWith("interface ")) {
                interfaces++;
            } else if (field.getKey().startsWith("address ")) {
                addresses++;
            } else {
                text.append(field.getKey()).append('=').append(field.getValue()).append("; ");
            }
        }
        return text + "interfaces=" + interfaces + "; addresses=" + addresses;
    }

    private static void allocation(Table table, InventoryChange change) {
        switch (change) {
            case InventoryChange.AllocationAdded added ->
                    table.row(
                            "add",
                            "allocation",
                            place(added.allocation()),
                            "tags",
                            "",
                            text(added.allocation().tags()),
                            "");
            case InventoryChange.AllocationChanged changed ->
                    table.row(
                            "change",
                            "allocation",
                            place(changed.after()),
                            "tags",
                            text(changed.before().tags()),
                            text(changed.after().tags()),
                            "");
            case InventoryChange.DeviceAdded _,
                    InventoryChange.DeviceChanged _,
                    InventoryChange.DevicesMerged _,
                    InventoryChange.DeviceEnded _,
                    InventoryChange.DevicesSplit _,
                    InventoryChange.IdentityDecided _,
                    InventoryChange.TraceSeen _,
                    InventoryChange.TraceEnded _,
                    ClaimChange _ -> {} // told as what the source says
        }
    }

    private static String place(Allocation allocation) {
        return allocation.prefix() + " in " + allocation.vrf();
    }

    private static String text(Tags tags) {
        return "service=%s; subscription=%s; vm=%s; environment=%s; owner=%s"
                .formatted(
                        tags.service(),
                        tags.subscription(),
                        tags.workload(),
                        tags.environment(),
                        tags.owner())
                .replaceAll("\\b[a-z]+=(; |$)", "")
                .replaceFirst("; $", "");
    }
}
