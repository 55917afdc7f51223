package io.segwright.app.cli;

import io.segwright.app.config.DataDirectory;
import io.segwright.app.view.Table;
import io.segwright.collectors.imports.OwnerCsv;
import io.segwright.collectors.imports.OwnerCsv.Reading;
import io.segwright.inventory.coverage.OwnerDirectory.Owner;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
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

    @Override
    public Integer call() throws CommandFailure {
        ImportFailures.checkNamed(file);
        List<Owner> imported = read();
        if (options.dryRun
                && !DataDirectory.exists(options.data.directory)) { // trying must not begin one
            return print(List.of(), imported);
        }
        return Opened.create(
                options.data.directory,
                directory -> {
                    List<Owner> known = directory.files().owners();
                    if (!options.dryRun) {
                        Map<String, Owner> all = byName(known);
                        all.putAll(byName(imported));
                        if (!all.equals(byName(known))) {
                            directory.record(
                                    "inventory.import",
                                    String.valueOf(file.getFileName()),
                                    "segwright import owners",
                                    Map.of("rows", Integer.toString(imported.size())));
                            directory.files().saveOwners(all.values());
                        }
                    }
                    return print(known, imported);
                });
    }

    private List<Owner> read() throws CommandFailure {
        try {
            return switch (OwnerCsv.read(file)) {
                case Reading.Owners(List<Owner> owners) -> owners;
                case Reading.Refused(List<String> errors) -> throw CommandFailure.badInput(errors);
            };
        } catch (IOException e) {
            throw CommandFailure.badInput(e);
        }
    }

    private int print(List<Owner> known, List<Owner> imported) {
        Map<String, Owner> before = byName(known);
        Table table = new Table("change", "owner", "status", "contact");
        int changes = 0;
        for (Owner owner : imported) {
            Owner old = before.get(owner.name());
            if (!owner.equals(old)) {
                changes++;
                table.row(
                        old == null ? "add" : "change",
                        owner.name(),
                        owner.status().name().toLowerCase(Locale.ROOT),
                        owner.contact());
            }
        }
        table.print(options.format.format, spec.commandLine().getOut());
        spec.commandLine()
                .getErr()
                .printf(
                        Locale.ROOT,
                        "%s: %d rows, %d new or changed, %d unchanged%s%n",
                        file,
                        imported.size(),
                        changes,
                        imported.size() - changes,
                        options.remark());
        return options.exitCode(changes > 0, ExitCode.OK);
    }

    private static Map<String, Owner> byName(List<Owner> owners) {
        Map<String, Owner> byName = new LinkedHashMap<>();
        owners.forEach(owner -> byName.put(owner.name(), owner));
        return byName;
    }
}
