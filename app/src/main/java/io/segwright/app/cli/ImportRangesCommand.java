package io.segwright.app.cli;

import io.segwright.app.config.DataDirectory;
import io.segwright.app.stage.RangeImporting;
import io.segwright.app.view.Table;
import io.segwright.collectors.imports.ranges.RangesFile;
import io.segwright.collectors.imports.ranges.RangesReading;
import io.segwright.collectors.imports.text.SourceFile;
import io.segwright.inventory.attribute.PublishedUpdate;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `segwright import ranges FILE`: what clouds publish as theirs.
@Command(
        name = "ranges",
        mixinStandardHelpOptions = true,
        description = {
            "Reads the ranges that a provider publishes: AWS, Azure, Google, Oracle and GitHub as JSON, others as a geofeed",
            "(RFC 8805); .gz and .xz too. whois then names an address's provider, service and region. They attribute nothing:",
            "no coverage counts them, no segment selects them."
        })
final class ImportRangesCommand implements Callable<Integer> {
    @Spec private CommandSpec spec = CommandSpec.create(); // picocli puts the real one in its place
    @Mixin private ImportOptions options = new ImportOptions();

    @Parameters(
            paramLabel = "FILE",
            description = "as downloaded; the format is told by its content")
    private Path file = Path.of("");

    @Option(
            names = "--provider",
            paramLabel = "NAME",
            description = "whose they are, where the file does not say it")
    private String provider = "";

    @Override
    public Integer call() throws CommandFailure {
        ImportFailures.checkNamed(file);
        RangesReading.Read read = read();
        if (options.dryRun && !DataDirectory.exists(options.data.directory)) {
            return print( // trying must not begin an inventory
                    PublishedUpdate.of(List.of(), read.ranges(), Instant.now()), read);
        }
        return Opened.create(
                options.data.directory,
                directory -> {
                    PublishedUpdate update =
                            PublishedUpdate.of(
                                    directory.files().publishedRanges(read.provider()),
                                    read.ranges(),
                                    directory.clock().instant());
                    if (!options.dryRun) {
                        RangeImporting.write(directory, read, update, file.toString());
                    }
                    return print(update, read);
                });
    }

    private RangesReading.Read read() throws CommandFailure {
        try {
            SourceFile source = SourceFile.of(file);
            RangesReading reading =
                    provider.isEmpty()
                            ? RangesFile.read(source)
                            : RangesFile.read(source, provider);
            return switch (reading) {
                case RangesReading.Read good -> good;
                case RangesReading.Refused(List<String> errors, int total) ->
                        throw ImportFailures.refused(errors, total, file);
            };
        } catch (IOException e) {
            throw CommandFailure.badInput(e);
        }
    }

    private int print(PublishedUpdate update, RangesReading.Read read) {
        TreeMap<String, long[]> counts = new TreeMap<>(); // by service: added, ended
        update.added().forEach(r -> counts.computeIfAbsent(r.service(), _ -> new long[2])[0]++);
        update.ended().forEach(r -> counts.computeIfAbsent(r.service(), _ -> new long[2])[1]++);
        Table table = new Table("provider", "service", "added", "ended");
        counts.forEach((service, count) -> table.row(read.provider(), service, count[0], count[1]));
        table.print(options.format.format, spec.commandLine().getOut());
        spec.commandLine()
                .getErr()
                .printf(
                        "%s: %d ranges of %s, %d new, %d ended, %d unchanged%s%n",
                        file,
                        read.ranges().size(),
                        read.provider(),
                        update.added().size(),
                        update.ended().size(),
                        update.unchanged(),
                        options.remark());
        boolean changes = !update.added().isEmpty() || !update.ended().isEmpty();
        return options.exitCode(changes, ExitCode.OK);
    }
}
