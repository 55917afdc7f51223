package io.segwright.app.cli;

import io.segwright.app.stage.Allocating;
import io.segwright.inventory.ipam.Request;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `segwright allocate requests`: what waits for a person, or stands as asked.
@Command(
        name = "requests",
        mixinStandardHelpOptions = true,
        description =
                "Requests, the oldest first; those that wait for approval unless --state says which.")
final class AllocateRequestsCommand implements Callable<Integer> {
    @Spec private CommandSpec spec = CommandSpec.create(); // picocli puts the real one in its place
    @Mixin private DataOptions data = new DataOptions();
    @Mixin private FormatOption format = new FormatOption();

    @Option(
            names = "--state",
            paramLabel = "STATE",
            defaultValue = "pending",
            description =
                    "pending, allocated, resting, closed or refused (default: ${DEFAULT-VALUE})")
    private Request.State state = Request.State.PENDING;

    @Option(
            names = "--limit",
            paramLabel = "N",
            defaultValue = "1000",
            description = "how many at most (default: ${DEFAULT-VALUE})")
    private int limit = 1_000;

    @Override
    public Integer call() throws CommandFailure {
        return Opened.existing(
                data.directory,
                directory -> {
                    try (Allocating all = Allocating.open(directory, spec.commandLine().getErr())) {
                        List<Request> found =
                                all.ask(a -> {
                                    if (state == Request.State.PENDING) {
                                        return a.pending(limit);
                                    }
                                    List<Request> some = new ArrayList<>();
                                    a.forEachRequest(r -> {
                                        if (r.state() == state && some.size() < limit) {
                                            some.add(r);
                                        }
                                    });
                                    return some;
                                });
                        AllocateText.requests(found, format.format, spec.commandLine().getOut());
                        return ExitCode.OK;
                    }
                });
    }
}
