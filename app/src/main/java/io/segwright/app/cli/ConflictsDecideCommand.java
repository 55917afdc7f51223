package io.segwright.app.cli;

import io.segwright.app.config.AuthorityFile;
import io.segwright.app.stage.Deciding;
import io.segwright.app.stage.DeviceBook;
import io.segwright.inventory.claim.Claim;
import io.segwright.inventory.claim.Decision.Choice;
import io.segwright.inventory.device.Device;
import io.segwright.inventory.observe.Attribute;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `segwright conflicts decide DEVICE ATTRIBUTE VALUE --reason TEXT`: a person's word.
@Command(
        name = "decide",
        mixinStandardHelpOptions = true,
        description = {
            "Decides what is believed of a device, whatever the sources say. The decision is kept with your name and reason;",
            "it wins until --until, until you decide anew, or until every source that it was about says something else."
        })
final class ConflictsDecideCommand implements Callable<Integer> {
    @Spec private CommandSpec spec = CommandSpec.create(); // picocli puts the real one in its place
    @Mixin private DataOptions data = new DataOptions();

    @Parameters(index = "0", paramLabel = "DEVICE", description = "its id, name or an address")
    private String asked = "";

    @Parameters(index = "1", paramLabel = "ATTRIBUTE", description = "e.g. serial, asset-tag")
    private String attribute = "";

    @Parameters(
            index = "2",
            arity = "0..1",
            paramLabel = "VALUE",
            description = "what is to be believed")
    private @Nullable String value; // null: not given

    @Option(
            names = "--source",
            paramLabel = "SOURCE",
            description = "instead of VALUE: what this source says, now and later")
    private @Nullable String source; // null: not given

    @Option(
            names = "--reason",
            required = true,
            paramLabel = "TEXT",
            description = "why, e.g. a ticket")
    private String reason = "";

    @Option(
            names = "--until",
            paramLabel = "TIME",
            description = "when it ends, e.g. 2026-12-31 (default: no end)")
    private @Nullable String until; // null: no end

    @Override
    public Integer call() throws CommandFailure {
        if ((value == null) == (source == null)) {
            throw CommandFailure.usage("want a VALUE or --source SOURCE, one of them");
        }
        Attribute about = about();
        Instant end = until == null ? Instant.MAX : TimeOptions.parse("--until", until);
        return Opened.existing(
                data.directory,
                directory -> {
                    Instant now = directory.clock().instant();
                    DeviceBook book = DeviceBook.read(directory, now, now);
                    Device device = DeviceChoice.of(book, asked);
                    Choice choice = choice(book, device, about);
                    if (!now.isBefore(end)) {
                        throw CommandFailure.usage(
                                "--until " + end + " is past: want a time after now");
                    }
                    try {
                        Deciding.decide(directory, book, device, about, choice, reason, end);
                    } catch (IllegalArgumentException e) {
                        throw CommandFailure.usage(e);
                    }
                    Instant after = directory.clock().instant();
                    DeviceBook fresh = DeviceBook.read(directory, after, after);
                    spec.commandLine()
                            .getErr()
                            .println(
                                    device.id()
                                            + " '"
                                            + device.name()
                                            + "': "
                                            + AuthorityFile.name(about)
                                            + " is '"
                                            + DeviceSheet.of(fresh, device).text(about)
                                            + "' now");
                    return ExitCode.OK;
                });
    }

    private Attribute about() throws CommandFailure {
        try {
            return AuthorityFile.attribute(attribute);
        } catch (IllegalArgumentException e) {
            throw CommandFailure.usage(e);
        }
    }

    private Choice choice(DeviceBook book, Device device, Attribute about) throws CommandFailure {
        if (value != null) {
            return new Choice.Value(value.strip());
        }
        List<String> sources =
                book.beliefs().claims(device, about).stream()
                        .map(Claim::source)
                        .distinct()
                        .sorted()
                        .toList();
        String name = String.valueOf(source);
        if (!sources.contains(name)) {
            throw CommandFailure.badInput(
                    "'"
                            + name
                            + "' says nothing of the "
                            + AuthorityFile.name(about)
                            + " of "
                            + device.id()
                            + (sources.isEmpty()
                                    ? ": no source does; give a VALUE"
                                    : ": want one of " + String.join(", ", sources)));
        }
        return new Choice.Source(name);
    }
}
