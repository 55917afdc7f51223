package io.segwright.app.cli;

import io.segwright.app.config.DataFiles;
import io.segwright.app.view.Table;
import io.segwright.collectors.imports.TagCsv;
import io.segwright.inventory.ipam.TagDirectory;
import io.segwright.inventory.ipam.TagDirectory.Entry;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `segwright allocate tags import|list`: what tags may name.
@Command(
        name = "tags",
        mixinStandardHelpOptions = true,
        description =
                "The services, subscriptions, VMs and environments that tags may name. Owners: segwright import owners.")
final class AllocateTagsCommand implements Runnable {
    private static final List<String> COLUMNS = List.of("kind", "name", "parent", "status");
    private static final ListImport<Entry> LIST =
            new ListImport<>(
                    "allocate.tags",
                    "segwright allocate tags import",
                    COLUMNS,
                    AllocateTagsCommand::cells,
                    entry -> entry.kind().word() + " " + entry.name(),
                    TagDirectory.ENTRIES_MAX,
                    DataFiles::tags,
                    DataFiles::saveTags);

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
            @Mixin ImportOptions options,
            @Parameters(paramLabel = "FILE.csv", description = "UTF-8, with a header") Path file)
            throws CommandFailure {
        return LIST.run(file, TagCsv::read, options, spec);
    }

    private static List<Object> cells(Entry entry) {
        return List.of(
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
                    Table table = new Table(COLUMNS.toArray(String[]::new));
                    for (Entry entry : directory.files().tagDirectory().entries()) {
                        table.row(cells(entry).toArray());
                    }
                    table.print(format.format, spec.commandLine().getOut());
                    return ExitCode.OK;
                });
    }
}
