package io.segwright.app.cli;

import io.segwright.app.config.DataFiles;
import io.segwright.collectors.imports.OwnerCsv;
import io.segwright.inventory.coverage.OwnerDirectory.Owner;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `segwright import owners FILE`: who is there to answer for things.
@Command(
        name = "owners",
        mixinStandardHelpOptions = true,
        description = {
            "Reads owners from CSV with the columns owner, status (live or left), contact. Once there are any, audit report",
            "counts an owner only who is among them and has not left. All or nothing: one bad row and nothing is imported."
        })
final class ImportOwnersCommand implements Callable<Integer> {
    @Spec private CommandSpec spec = CommandSpec.create(); // picocli puts the real one in its place
    @Mixin private ImportOptions options = new ImportOptions();

    @Parameters(paramLabel = "FILE.csv", description = "UTF-8, with a header")
    private Path file = Path.of("");

    private static final int OWNERS_MAX = 1_000_000; // ten imports of the largest size
    private static final ListImport<Owner> LIST =
            new ListImport<>(
                    "inventory.import",
                    "segwright import owners",
                    List.of("owner", "status", "contact"),
                    owner ->
                            List.of(
                                    owner.name(),
                                    owner.status().name().toLowerCase(Locale.ROOT),
                                    owner.contact()),
                    Owner::name,
                    OWNERS_MAX,
                    DataFiles::owners,
                    DataFiles::saveOwners);

    @Override
    public Integer call() throws CommandFailure {
        return LIST.run(file, OwnerCsv::read, options, spec);
    }
}
