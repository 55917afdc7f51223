package io.segwright.app.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// `segwright lab`: fake equipment to try things on.
@Command(
        name = "lab",
        mixinStandardHelpOptions = true,
        description = "Fake equipment on loopback, to try collectors on.",
        subcommands = {LabSnmpCommand.class})
final class LabCommand implements Runnable {
    @Spec private CommandSpec spec = CommandSpec.create(); // picocli puts the real one in its place

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }
}
