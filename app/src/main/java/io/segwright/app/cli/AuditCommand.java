package io.segwright.app.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// `segwright audit`: what an auditor asks.
@Command(
        name = "audit",
        mixinStandardHelpOptions = true,
        description =
                "What an auditor asks: figures with their gaps and their history, and the log of every change.",
        subcommands = {
            AuditReportCommand.class,
            AuditRecordCommand.class,
            AuditHistoryCommand.class,
            AuditPackCommand.class,
            AuditLogCommand.class
        })
final class AuditCommand implements Runnable {
    @Spec private CommandSpec spec = CommandSpec.create(); // picocli puts the real one in its place

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }
}
