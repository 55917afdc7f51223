package io.segwright.app.cli;

import io.segwright.app.config.DataDirectory;
import io.segwright.app.view.Table;
import io.segwright.collectors.imports.TagCsv;
import io.segwright.collectors.imports.TagCsv.Reading;
import io.segwright.inventory.ipam.TagDirectory;
import io.segwright.inventory.ipam.TagDirectory.Entry;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `segwright allocate tags import|list`: what tags may name.
@Command(
        name = "tags",
        mixinStandardHelpOptions = true,
        description =
                "The services, subscriptions, VMs and environments that tags may name. Owners: segwright import owners.")
final class AllocateTagsCommand implements Runnable {
    @Spec private CommandSpec spec = CommandSpec.create(); // picocli puts the real one in its place

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }

    @Command(
            name = "import",
            mixinStandardHelpOptions = true,
            description = {
                "Reads CSV with the columns kind (service, subscription, vm, environment), name, parent (the service of a",
                "subscription, the subscription of a VM), status (live or retired). All or nothing; imports add up."
            })
    int read(
            @Mixin DataOptions data,
            @Mixin FormatOption format,
            @Option(names = "--dry-run", description = "show what would change, change nothing")
                    boolean dryRun,
            @Parameters(paramLabel = "FILE.csv", description = "UTF-8, with a header") Path file)
            throws CommandFailure {
        List<Entry> imported = read(file);
        if (dryRun && !DataDirectory.exists(data.directory)) { // trying must not begin one
            return print(Map.of(), imported, format, file);
        }
        return Opened.create(
                data.directory,
                directory -> {
                    Map<String, Entry> known = byName(directory.files().tags());
                    Map<String, Entry> all = new LinkedHashMap<>(known);
                    all.putAll(byName(imported));
                    if (!dryRun && !all.equals(known)) {
                        TagDirectory.of(all.values());
                        directory.record(
                                "allocate.tags",
                                String.valueOf(file.getFileName()),
                                "segwright allocate tags import",
                                Map.of("rows", Integer.toString(imported.size())));
                        directory.files().saveTags(all.values());
                    }
                    return print(known, imported, format, file);
                });
    }

    private static List<Entry> read(Path file) throws CommandFailure {
        try {
            return switch (TagCsv.read(file)) {
                case Reading.Tags(List<Entry> entries) -> entries;
                case Reading.Refused(List<String> errors) -> throw CommandFailure.badInput(errors);
            };
        } catch (IOException e) {
            throw CommandFailure.badInput(e);
        }
    }

    private static Map<String, Entry> byName(List<Entry> entries) {
        Map<String, Entry> byName = new LinkedHashMap<>();
        entries.forEach(e -> byName.put(e.kind().word() + " " + e.name(), e));
        return byName;
    }

    private int print(
            Map<String, Entry> known, List<Entry> imported, FormatOption format, Path file) {
        Table table = new Table("change", "kind", "name", "parent", "status");
        int changes = 0;
        for (Map.Entry<String, Entry> entry : byName(imported).entrySet()) {
            Entry old = known.get(entry.getKey());
            if (!entry.getValue().equals(old)) {
                changes++;
                row(table, old == null ? "add" : "change", entry.getValue());
            }
        }
        table.print(format.format, spec.commandLine().getOut());
        spec.commandLine()
                .getErr()
                .printf(
                        Locale.ROOT,
                        "%s: %d rows, %d new or changed%n",
                        file,
                        imported.size(),
                        changes);
        return ExitCode.OK;
    }

    private static void row(Table table, String change, Entry entry) {
        table.row(
                change,
                entry.kind().word(),
                entry.name(),
                entry.parent(),
                entry.state().name().toLowerCase(Locale.ROOT));
    }

    @Command(mixinStandardHelpOptions = true, description = "What tags may name, owners too.")
    int list(@Mixin DataOptions data, @Mixin FormatOption format) throws CommandFailure {
        return Opened.existing(
                data.directory,
                directory -> {
                    Table table = new Table("kind", "name", "parent", "status");
                    for (Entry entry : directory.files().tagDirectory().entries()) {
                        table.row(
                                entry.kind().word(),
                                entry.name(),
                                entry.parent(),
                                entry.state().name().toLowerCase(Locale.ROOT));
                    }
                    table.print(format.format, spec.commandLine().getOut());
                    return ExitCode.OK;
                });
    }
}
