package io.segwright.app.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// `segwright` itself: says what there is.
@Command(
        name = "segwright",
        mixinStandardHelpOptions = true,
        version = "segwright 0.1.0",
        description =
                "Know every device and every address. Allow only the conversations that are needed, and prove it.",
        subcommands = {
            DemoCommand.class,
            LabCommand.class,
            DoctorCommand.class,
            CollectCommand.class,
            ImportCommand.class,
            InventoryCommand.class,
            ConflictsCommand.class,
            WhoisCommand.class,
            AllocateCommand.class,
            PlanCommand.class,
            ExplainCommand.class,
            AuditCommand.class,
            TelemetryCommand.class,
            LogsCommand.class
        },
        footer = {
            "",
            "Start with:  segwright demo",
            "Exit codes:  0 ok, 1 failed, 2 changes, 3 findings, 64 usage, 65 bad input, 69 unavailable, 70 bug, 77 not allowed"
        })
public final class RootCommand implements Runnable {
    @Spec private CommandSpec spec = CommandSpec.create(); // picocli puts the real one in its place

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }
}
