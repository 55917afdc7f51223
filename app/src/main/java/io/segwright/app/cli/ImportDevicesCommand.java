package io.segwright.app.cli;

import io.segwright.collectors.imports.InventoryReading;
import io.segwright.collectors.imports.devices.DeviceList;
import io.segwright.collectors.imports.devices.DeviceMapping;
import io.segwright.collectors.imports.text.SourceFile;
import io.segwright.inventory.claim.ImportedList.Scope;
import io.segwright.inventory.observe.Provenance;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `segwright import devices FILE`: a list of devices that somebody keeps.
@Command(
        name = "devices",
        mixinStandardHelpOptions = true,
        description = {
            "Reads a list of devices from CSV, JSON, JSON lines or YAML (.gz and .xz too). Without --mapping the columns are",
            "key,name,vendor,model,serial,os,version,site,location,contact,role,owner,asset_tag,addresses,macs,interfaces,",
            "stack,position, in any order, several values of a cell by ';'. All or nothing: one bad row and nothing is imported."
        })
final class ImportDevicesCommand implements Callable<Integer> {
    @Spec private CommandSpec spec = CommandSpec.create(); // picocli puts the real one in its place
    @Mixin private ImportOptions options = new ImportOptions();

    @Parameters(paramLabel = "FILE", description = "a list, UTF-8")
    private Path file = Path.of("");

    @Option(
            names = "--mapping",
            paramLabel = "MAP.yaml",
            description = "says which of the list's fields is which of ours; see the user guide")
    private @Nullable Path mapping; // null: the list has our names

    @Option(
            names = "--source",
            paramLabel = "NAME",
            description = "what the list is called, the same each time (default: the file's name)")
    private String source = "";

    @Option(
            names = "--partial",
            description = "the list is a part: devices that it lacks have not disappeared")
    private boolean partial;

    @Option(names = "--allow-shrunken", description = "import although many devices disappeared")
    private boolean allowShrunken;

    @Override
    public Integer call() throws CommandFailure {
        ImportFailures.checkNamed(file);
        SourceFile list = SourceFile.of(file);
        String name = source.isEmpty() ? list.name().replaceAll("[^A-Za-z0-9._-]", "-") : source;
        Provenance provenance = InventoryImport.provenance(name);
        Scope scope = partial ? Scope.PART : Scope.COMPLETE;
        try {
            InventoryReading reading =
                    mapping == null
                            ? DeviceList.read(list, scope, provenance)
                            : DeviceList.read(list, mapping(mapping), scope, provenance);
            return new InventoryImport(spec.commandLine(), options, file.toString(), allowShrunken)
                    .run(reading, provenance);
        } catch (IOException e) {
            throw CommandFailure.badInput(e);
        }
    }

    private static DeviceMapping mapping(Path path) throws IOException, CommandFailure {
        return switch (DeviceMapping.read(SourceFile.of(path))) {
            case DeviceMapping.Reading.Read(DeviceMapping mapping) -> mapping;
            case DeviceMapping.Reading.Refused(List<String> errors, int total) ->
                    throw ImportFailures.refused(errors, total, path);
        };
    }
}
