package io.segwright.app.cli;

import io.segwright.app.config.AuthorityFile;
import io.segwright.app.stage.DeviceBook;
import io.segwright.app.view.Format;
import io.segwright.app.view.Table;
import io.segwright.inventory.claim.Claim;
import io.segwright.inventory.claim.ClaimConflict;
import io.segwright.inventory.device.Device;
import io.segwright.inventory.reconcile.Conflict;
import io.segwright.inventory.reconcile.Reconciler;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `segwright conflicts`: what a person has to decide.
@Command(
        name = "conflicts",
        mixinStandardHelpOptions = true,
        description = {
            "What a person has to decide: attributes on which live sources disagree, and devices that may be one.",
            "Nothing is guessed away: each is listed until its sources agree or somebody decides. Exit 3 while there are any."
        },
        subcommands = ConflictsDecideCommand.class)
final class ConflictsCommand implements Callable<Integer> {
    @Spec private CommandSpec spec = CommandSpec.create(); // picocli puts the real one in its place
    @Mixin private DataOptions data = new DataOptions();
    @Mixin private FormatOption format = new FormatOption();
    @Mixin private TimeOptions times = new TimeOptions();

    @Option(names = "--all", description = "also those that are decided")
    private boolean all;

    private enum State {
        UNDECIDED,
        DECIDED,
        /// All that was decided about has changed since.
        REOPENED
    }

    private record Line(
            String subject,
            String name,
            String about,
            State state,
            String believed,
            List<Map<String, Object>> claims,
            List<String> evidence) {
        boolean isDecided() {
            return state == State.DECIDED;
        }
    }

    @Override
    public Integer call() throws CommandFailure {
        return Opened.existing(
                data.directory,
                directory -> {
                    Instant now = directory.clock().instant();
                    List<Line> lines =
                            lines(DeviceBook.read(directory, times.at(now), times.asOf(now)));
                    long open = lines.stream().filter(l -> !l.isDecided()).count();
                    print(lines.stream().filter(l -> all || !l.isDecided()).toList());
                    spec.commandLine()
                            .getErr()
                            .println(open + " undecided, " + (lines.size() - open) + " decided");
                    return open == 0 ? ExitCode.OK : ExitCode.FINDINGS;
                });
    }

    private static List<Line> lines(DeviceBook book) {
        List<Line> lines = new ArrayList<>();
        for (Device device : book.snapshot().devices()) {
            book.beliefs().conflicts(device).forEach(c -> lines.add(line(device, c)));
        }
        for (Conflict conflict : Reconciler.identityConflicts(book.snapshot())) {
            lines.add(
                    new Line(
                            conflict.subject(),
                            "",
                            "identity",
                            State.UNDECIDED,
                            conflict.question(),
                            List.of(),
                            conflict.evidence()));
        }
        return lines;
    }

    private static Line line(Device device, ClaimConflict conflict) {
        State open = conflict.overtaken().isEmpty() ? State.UNDECIDED : State.REOPENED;
        return new Line(
                device.id().text(),
                device.name(),
                AuthorityFile.name(conflict.attribute()),
                conflict.isDecided() ? State.DECIDED : open,
                conflict.believed().claim().value(),
                conflict.sides().stream().map(DeviceSheet::json).toList(),
                conflict.sides().stream().map(ConflictsCommand::side).toList());
    }

    private static String side(Claim claim) {
        return claim.source()
                + " says '"
                + claim.value()
                + "' since "
                + DeviceSheet.time(claim.since())
                + " ("
                + claim.evidence()
                + ", "
                + claim.confidencePercent()
                + " %)";
    }

    private void print(List<Line> lines) {
        PrintWriter out = spec.commandLine().getOut();
        switch (format.format) {
            case JSON ->
                    out.println(Table.json(lines.stream().map(ConflictsCommand::json).toList()));
            case JSONL -> lines.forEach(l -> out.println(Table.json(json(l))));
            case TABLE, CSV -> table(lines).print(format.format, out);
        }
    }

    /// A side a row in a table, which has no room; all in one cell in CSV.
    private Table table(List<Line> lines) {
        Table table = new Table("subject", "name", "about", "state", "believed", "evidence");
        for (Line line : lines) {
            if (format.format == Format.CSV) {
                table.row(
                        line.subject,
                        line.name,
                        line.about,
                        DeviceSheet.word(line.state),
                        line.believed,
                        String.join("; ", line.evidence));
                continue;
            }
            boolean first = true;
            for (String side : line.evidence) {
                table.row(
                        first ? line.subject : "",
                        first ? line.name : "",
                        first ? line.about : "",
                        first ? DeviceSheet.word(line.state) : "",
                        first ? line.believed : "",
                        side);
                first = false;
            }
        }
        return table;
    }

    private static Map<String, Object> json(Line line) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("subject", line.subject);
        object.put("name", line.name);
        object.put("about", line.about);
        object.put("state", DeviceSheet.word(line.state));
        object.put("believed", line.believed);
        object.put("claims", line.claims);
        object.put("evidence", line.evidence);
        return object;
    }
}
