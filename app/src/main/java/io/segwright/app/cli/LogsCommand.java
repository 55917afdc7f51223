package io.segwright.app.cli;

import io.segwright.app.logs.LogEntry;
import io.segwright.app.logs.LogStore;
import io.segwright.app.view.Table;
import io.segwright.inventory.net.IpAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `segwright logs`: what devices sent of their own accord.
@Command(
        name = "logs",
        mixinStandardHelpOptions = true,
        description =
                "Traps and log lines that were kept, oldest first. Reading them is recorded in the audit log.")
final class LogsCommand implements Callable<Integer> {
    private static final int LIMIT_MAX = 1_000_000;

    @Spec private CommandSpec spec = CommandSpec.create(); // picocli puts the real one in its place
    @Mixin private DataOptions data = new DataOptions();
    @Mixin private FormatOption format = new FormatOption();

    @Option(names = "--sender", paramLabel = "ADDRESS", description = "of this sender only")
    private @Nullable String sender; // null: of all

    @Option(
            names = "--since",
            paramLabel = "TIME",
            description = "received then or later (default: the last day)")
    private @Nullable String since; // null: not given

    @Option(names = "--until", paramLabel = "TIME", description = "received before (default: now)")
    private @Nullable String until; // null: not given

    @Option(
            names = "--limit",
            paramLabel = "N",
            defaultValue = "1000",
            description = "the newest so many (default: ${DEFAULT-VALUE})")
    private int limit = 1_000;

    @Override
    public Integer call() throws CommandFailure {
        if (limit < 1 || limit > LIMIT_MAX) {
            throw CommandFailure.usage("--limit " + limit + ": want 1.." + LIMIT_MAX);
        }
        List<IpAddress> of =
                sender == null ? List.of() : RangeText.addresses("--sender", List.of(sender));
        return Opened.existing(
                data.directory,
                directory -> {
                    Instant now = directory.clock().instant();
                    Instant from =
                            since == null
                                    ? now.minus(Duration.ofDays(1))
                                    : TimeOptions.parse("--since", since);
                    Instant to =
                            until == null ? now.plusMillis(1) : TimeOptions.parse("--until", until);
                    if (from.isAfter(to)) {
                        throw CommandFailure.usage(
                                "--since " + from + " is after --until " + to + ": swap them");
                    }
                    directory.record(
                            "logs.read",
                            sender == null ? "all" : sender,
                            "segwright logs",
                            Map.of("from", from.toString(), "to", to.toString()));
                    try (LogStore logs =
                            LogStore.reading(directory.files().logs(), directory.clock())) {
                        print(
                                logs.read(
                                        from,
                                        to,
                                        limit,
                                        e -> of.isEmpty() || of.contains(e.sender())));
                    }
                    return ExitCode.OK;
                });
    }

    private void print(List<LogEntry> entries) {
        Table table =
                new Table("at", "sender", "device", "kind", "how", "name", "severity", "text");
        for (LogEntry entry : entries) {
            table.row(
                    entry.receivedAt(),
                    entry.sender(),
                    entry.device(),
                    entry.kind().name().toLowerCase(Locale.ROOT),
                    entry.how(),
                    entry.name(),
                    entry.severity(),
                    entry.text());
        }
        table.print(format.format, spec.commandLine().getOut());
    }
}
