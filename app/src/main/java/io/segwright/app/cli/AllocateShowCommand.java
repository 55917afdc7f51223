package io.segwright.app.cli;

import io.segwright.app.stage.Allocating;
import io.segwright.inventory.ipam.Request;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// `segwright allocate show REQUEST`: a request and all that became of it.
@Command(
        name = "show",
        mixinStandardHelpOptions = true,
        description = "A request and all that became of it: who, when, what, why.")
final class AllocateShowCommand implements Callable<Integer> {
    @Spec private CommandSpec spec = CommandSpec.create(); // picocli puts the real one in its place
    @Mixin private DataOptions data = new DataOptions();
    @Mixin private FormatOption format = new FormatOption();
    @Mixin private AllocateCommand.Target target = new AllocateCommand.Target();

    @Override
    public Integer call() throws CommandFailure {
        return Opened.existing(
                data.directory,
                directory -> {
                    try (Allocating all = Allocating.open(directory, spec.commandLine().getErr())) {
                        int id = target.request(all);
                        Request request =
                                all.ask(a -> a.request(id))
                                        .orElseThrow(() ->
                                                CommandFailure.badInput(
                                                        "request " + id + " is not there"));
                        AllocateText.sheet(request, format.format, spec.commandLine().getOut());
                        return ExitCode.OK;
                    }
                });
    }
}
