package io.segwright.app.cli;

import io.segwright.app.config.ConfigException;
import io.segwright.app.config.DataDirectory;
import io.segwright.app.picture.AddressMap;
import io.segwright.app.picture.AddressMap.Patch;
import io.segwright.app.report.AddressSpace;
import io.segwright.app.report.AddressSpace.Containers;
import io.segwright.app.report.AddressSpace.Item;
import io.segwright.graph.store.StoreUnavailableException;
import io.segwright.inventory.net.Prefix;
import io.segwright.inventory.net.Vrf;
import io.segwright.inventory.space.Block;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `segwright allocate map PREFIX`: a prefix as a picture.
@Command(
        name = "map",
        mixinStandardHelpOptions = true,
        description = {
            "Draws a prefix along the Hilbert curve as SVG: what is near in address is near in the picture, and a prefix is a",
            "square, or two side by side. Colours say whose it is, and can be told apart by the colour-blind."
        })
final class AllocateMapCommand implements Callable<Integer> {
    @Spec private CommandSpec spec = CommandSpec.create(); // picocli puts the real one in its place
    @Mixin private DataOptions data = new DataOptions();
    @Mixin private TimeOptions times = new TimeOptions();

    @Parameters(paramLabel = "PREFIX", description = "what to draw, e.g. 10.0.0.0/8")
    private String prefix = "";

    @Option(
            names = "--out",
            required = true,
            paramLabel = "FILE.svg",
            description = "where to; - for stdout")
    private String out = "-";

    @Option(
            names = "--by",
            paramLabel = "WHAT",
            defaultValue = "service",
            description =
                    "colour by service, owner, environment or state (default: ${DEFAULT-VALUE})")
    private By by = By.SERVICE;

    @Option(
            names = "--order",
            paramLabel = "N",
            defaultValue = "" + AddressMap.ORDER_DEFAULT,
            description = "2^N cells a side, 1..8 (default: ${DEFAULT-VALUE})")
    private int order = AddressMap.ORDER_DEFAULT;

    @Option(
            names = "--vrf",
            paramLabel = "NAME",
            defaultValue = "default",
            description = "routing domain (default: ${DEFAULT-VALUE})")
    private String vrf = "default";

    /// What a colour means.
    enum By {
        SERVICE,
        OWNER,
        ENVIRONMENT,
        STATE
    }

    @Override
    public Integer call() throws CommandFailure {
        if (order < 1 || order > AddressMap.ORDER_MAX) {
            throw CommandFailure.usage("--order " + order + ": want 1.." + AddressMap.ORDER_MAX);
        }
        Prefix drawn = BlockText.prefix(prefix);
        Vrf domain = BlockText.vrf(vrf);
        return Opened.existing(
                data.directory,
                directory -> {
                    AddressSpace space =
                            space(directory, domain, times, spec.commandLine().getErr());
                    write(
                            AddressMap.svg(
                                    "map",
                                    drawn,
                                    patches(space.items()),
                                    order,
                                    by.name().toLowerCase(Locale.ROOT)));
                    return ExitCode.OK;
                });
    }

    /// The space of a routing domain; of a past moment without pools, since they have no history.
    static AddressSpace space(
            DataDirectory directory, Vrf domain, TimeOptions times, PrintWriter err)
            throws CommandFailure, StoreUnavailableException, ConfigException, IOException {
        Instant now = directory.clock().instant();
        Instant at = times.at(now);
        Instant asOf = times.asOf(now);
        boolean past = !at.equals(now) || !asOf.equals(now);
        if (past) {
            err.println("of a past moment: without pools and aggregates, which have no history");
        }
        return AddressSpace.read(
                directory, domain, at, asOf, past ? Containers.LEFT_OUT : Containers.TODAYS, err);
    }

    private List<Patch> patches(List<Item> items) {
        List<Patch> patches = new ArrayList<>(items.size());
        for (Item item : items) {
            boolean container = item.what().equals("pool") || item.what().equals("aggregate");
            if (container && by != By.STATE) {
                continue; // nobody's yet
            }
            String key =
                    switch (by) {
                        case STATE -> item.what();
                        case SERVICE -> item.tags().service();
                        case OWNER -> item.tags().owner();
                        case ENVIRONMENT -> item.tags().environment();
                    };
            boolean reserved = item.what().equals("reserved");
            patches.add(new Patch(Block.of(item.prefix()), reserved ? "(reserved)" : key));
        }
        return patches;
    }

    private void write(String svg) throws IOException {
        if (out.equals("-")) {
            spec.commandLine().getOut().print(svg);
            return;
        }
        Path file = Path.of(out);
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        Files.writeString(fresh, svg);
        Files.move(
                fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        spec.commandLine().getErr().println("map of " + prefix + " in " + file);
    }
}
