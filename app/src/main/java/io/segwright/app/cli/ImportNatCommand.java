package io.segwright.app.cli;

import io.segwright.app.config.DataDirectory;
import io.segwright.app.view.Table;
import io.segwright.collectors.imports.NatCsv;
import io.segwright.collectors.imports.NatCsv.Reading;
import io.segwright.inventory.endpoint.NatBinding;
import io.segwright.inventory.endpoint.NatBindings;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
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

    @Override
    public Integer call() throws CommandFailure {
        ImportFailures.checkNamed(file);
        List<NatBinding> imported = read();
        if (options.dryRun
                && !DataDirectory.exists(options.data.directory)) { // trying must not begin one
            return print(new TreeMap<>(), imported);
        }
        return Opened.create(
                options.data.directory,
                directory -> {
                    Map<String, NatBinding> known = byBeginning(directory.files().natBindings());
                    Map<String, NatBinding> all = new TreeMap<>(known);
                    all.putAll(byBeginning(imported));
                    if (all.size() > NatBindings.BINDINGS_MAX) {
                        throw CommandFailure.badInput(
                                "with these rows there are "
                                        + all.size()
                                        + " translations: want at most "
                                        + NatBindings.BINDINGS_MAX
                                        + "; delete old ones from the file nat of the data directory");
                    }
                    if (!options.dryRun && !all.equals(known)) {
                        directory.record(
                                "inventory.import",
                                String.valueOf(file.getFileName()),
                                "segwright import nat",
                                Map.of("rows", Integer.toString(imported.size())));
                        directory.files().saveNat(all.values());
                    }
                    return print(known, imported);
                });
    }

    private List<NatBinding> read() throws CommandFailure {
        try {
            return switch (NatCsv.read(file)) {
                case Reading.Bindings(List<NatBinding> bindings) -> bindings;
                case Reading.Refused(List<String> errors) -> throw CommandFailure.badInput(errors);
            };
        } catch (IOException e) {
            throw CommandFailure.badInput(e);
        }
    }

    private int print(Map<String, NatBinding> before, List<NatBinding> imported) {
        Table table = new Table("change", "public", "protocol", "ports", "inside", "from", "to");
        int changes = 0;
        for (NatBinding binding : imported) {
            NatBinding old = before.get(beginning(binding));
            if (!binding.equals(old)) {
                changes++;
                table.row(
                        old == null ? "add" : "change",
                        binding.publicAddress(),
                        binding.protocol().equals(NatBinding.EVERY_PROTOCOL)
                                ? ""
                                : binding.protocol(),
                        binding.ports().isAny() ? "" : binding.ports(),
                        binding.inside() + " in " + binding.insideVrf(),
                        binding.from().equals(Instant.EPOCH) ? "" : binding.from(),
                        binding.to().equals(Instant.MAX) ? "" : binding.to());
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

    private static Map<String, NatBinding> byBeginning(List<NatBinding> bindings) {
        Map<String, NatBinding> byBeginning = new TreeMap<>();
        bindings.forEach(binding -> byBeginning.put(beginning(binding), binding));
        return byBeginning;
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
