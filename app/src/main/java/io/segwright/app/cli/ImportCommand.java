package io.segwright.app.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// `segwright import`: says what can be imported.
@Command(
        name = "import",
        mixinStandardHelpOptions = true,
        description =
                "Reads what others export. An import adds and changes; it never deletes what it did not bring.",
        subcommands = {
            ImportAllocationsCommand.class,
            ImportDevicesCommand.class,
            ImportNatCommand.class,
            ImportNetboxCommand.class,
            ImportOwnersCommand.class,
            ImportRangesCommand.class
        })
final class ImportCommand implements Runnable {
    @Spec private CommandSpec spec = CommandSpec.create(); // picocli puts the real one in its place

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }
}
