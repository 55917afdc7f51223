package io.segwright.app.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// `segwright inventory`: what a person asks and decides of devices.
@Command(
        name = "inventory",
        mixinStandardHelpOptions = true,
        description = "What a person decides of devices: which are one, and which are two.",
        subcommands = {InventoryMergeCommand.class, InventorySplitCommand.class})
final class InventoryCommand implements Runnable {
    @Spec private CommandSpec spec = CommandSpec.create(); // picocli puts the real one in its place

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }
}
