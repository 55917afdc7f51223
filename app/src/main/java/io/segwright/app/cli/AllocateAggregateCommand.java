package io.segwright.app.cli;

import io.segwright.inventory.ipam.Command.AddAggregate;
import io.segwright.inventory.net.Prefix;
import io.segwright.inventory.net.Vrf;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `segwright allocate aggregate add PREFIX`: says which space is ours.
@Command(
        name = "aggregate",
        mixinStandardHelpOptions = true,
        description = "Space that is yours; pools lie in it. Taken back with: allocate remove ID.")
final class AllocateAggregateCommand implements Runnable {
    @Spec private CommandSpec spec = CommandSpec.create(); // picocli puts the real one in its place

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }

    @Command(
            mixinStandardHelpOptions = true,
            description = "Adds an aggregate; aggregates never overlap.")
    int add(
            @Mixin ActOptions act,
            @Option(
                            names = "--vrf",
                            paramLabel = "NAME",
                            defaultValue = "default",
                            description = "routing domain (default: ${DEFAULT-VALUE})")
                    String vrf,
            @Parameters(paramLabel = "PREFIX", description = "e.g. 10.0.0.0/8 or 2001:db8::/32")
                    String prefix)
            throws CommandFailure {
        Vrf domain = BlockText.vrf(vrf);
        Prefix ours = BlockText.prefix(prefix);
        return act.begin(
                "allocate.aggregate",
                (_, why) -> new AddAggregate(domain, ours, why),
                ActOptions.NOTHING);
    }
}
