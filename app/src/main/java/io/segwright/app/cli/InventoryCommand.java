package io.segwright.app.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// `segwright inventory`: the devices.
@Command(
        name = "inventory",
        mixinStandardHelpOptions = true,
        description = "The devices, each once, with the evidence.",
        subcommands = {InventoryListCommand.class, InventoryShowCommand.class})
final class InventoryCommand implements Runnable {
    @Spec private CommandSpec spec = CommandSpec.create(); // picocli puts the real one in its place

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }
}
