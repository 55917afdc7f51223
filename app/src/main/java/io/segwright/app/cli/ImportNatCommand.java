package io.segwright.app.cli;

import io.segwright.app.config.DataFiles;
import io.segwright.collectors.imports.NatCsv;
import io.segwright.inventory.endpoint.NatBinding;
import io.segwright.inventory.endpoint.NatBindings;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `segwright import nat FILE`: whose a port of a public address was.
@Command(
        name = "nat",
        mixinStandardHelpOptions = true,
        description = {
            "Reads translations from CSV with the columns public, protocol, ports, inside, valid_from, valid_to, public_vrf,",
            "inside_vrf; whois --port looks through them. A row with the same public address, protocol, ports and valid_from",
            "as one before takes its place. All or nothing: one bad row and nothing is imported."
        })
final class ImportNatCommand implements Callable<Integer> {
    @Spec private CommandSpec spec = CommandSpec.create(); // picocli puts the real one in its place
    @Mixin private ImportOptions options = new ImportOptions();

    @Parameters(paramLabel = "FILE.csv", description = "UTF-8, with a header; may be packed")
    private Path file = Path.of("");

    private static final ListImport<NatBinding> LIST =
            new ListImport<>(
                    "inventory.import",
                    "segwright import nat",
                    List.of("public", "protocol", "ports", "inside", "from", "to"),
                    ImportNatCommand::cells,
                    ImportNatCommand::beginning,
                    NatBindings.BINDINGS_MAX,
                    DataFiles::natBindings,
                    DataFiles::saveNat);

    @Override
    public Integer call() throws CommandFailure {
        return LIST.run(file, NatCsv::read, options, spec);
    }

    private static List<Object> cells(NatBinding b) {
        return List.of(
                b.publicAddress(),
                b.protocol().equals(NatBinding.EVERY_PROTOCOL) ? "" : b.protocol(),
                b.ports().isAny() ? "" : b.ports(),
                b.inside() + " in " + b.insideVrf(),
                b.from().equals(Instant.EPOCH) ? "" : b.from(),
                b.to().equals(Instant.MAX) ? "" : b.to());
    }

    private static String beginning(NatBinding b) {
        return String.join(
                " ",
                b.publicVrf().name(),
                b.publicAddress().toString(),
                b.protocol().toString(),
                b.ports().toString(),
                b.from().toString());
    }
}
