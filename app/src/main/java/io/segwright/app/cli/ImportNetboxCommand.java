package io.segwright.app.cli;

import io.segwright.collectors.imports.InventoryReading;
import io.segwright.collectors.imports.netbox.NetboxClient;
import io.segwright.collectors.imports.netbox.NetboxDump;
import io.segwright.collectors.imports.netbox.NetboxException;
import io.segwright.collectors.imports.netbox.NetboxMapping;
import io.segwright.collectors.imports.netbox.NetboxRequest;
import io.segwright.collectors.imports.netbox.NetboxServer;
import io.segwright.collectors.imports.netbox.NetboxToken;
import io.segwright.collectors.imports.netbox.Pause;
import io.segwright.collectors.imports.text.SourceFile;
import io.segwright.inventory.observe.Provenance;
import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `segwright import netbox FILE|URL`: devices, prefixes and addresses of a NetBox.
@Command(
        name = "netbox",
        mixinStandardHelpOptions = true,
        description = {
            "Reads a NetBox 3.6 to 4.6: a dump (manage.py dumpdata, .gz and .xz too) or its REST API, only by GET.",
            "Prefixes and addresses become allocations where an owner, a tenant or a tag says whose they are; every other",
            "row is listed with the reason. Exit 3 where rows are wrong."
        })
final class ImportNetboxCommand implements Callable<Integer> {
    @Spec private CommandSpec spec = CommandSpec.create(); // picocli puts the real one in its place
    @Mixin private ImportOptions options = new ImportOptions();

    @Parameters(
            paramLabel = "FILE|URL",
            description = "a dump, or NetBox's start page, e.g. https://netbox.example.net")
    private String from = "";

    @Option(
            names = "--token-file",
            paramLabel = "FILE",
            defaultValue = "${env:SEGWRIGHT_NETBOX_TOKEN_FILE}",
            description =
                    "holds the API token, mode 0600 (environment variable SEGWRIGHT_NETBOX_TOKEN_FILE)")
    private @Nullable Path tokenFile; // null: not given; a dump needs none

    @Option(
            names = "--ca",
            paramLabel = "FILE.pem",
            description = "certificates to believe instead of the JDK's")
    private @Nullable Path certificates; // null: the JDK's own

    @Option(
            names = "--mapping",
            paramLabel = "MAP.yaml",
            description =
                    "which custom fields and tags say service, workload ...; see the user guide")
    private @Nullable Path mapping; // null: as shipped

    @Option(
            names = "--include",
            paramLabel = "WHAT",
            description = "vms: virtual machines as devices; they are workloads otherwise")
    private NetboxRequest.@Nullable Inclusion included; // null: nothing more

    @Option(
            names = "--source",
            paramLabel = "NAME",
            defaultValue = "netbox",
            description =
                    "what this NetBox is called, the same each time (default: ${DEFAULT-VALUE})")
    private String source = "netbox";

    @Option(names = "--allow-shrunken", description = "import although many devices disappeared")
    private boolean allowShrunken;

    @Override
    public Integer call() throws CommandFailure {
        ImportFailures.checkNamed(from);
        Provenance provenance = InventoryImport.provenance(source);
        Set<NetboxRequest.Inclusion> inclusions = EnumSet.noneOf(NetboxRequest.Inclusion.class);
        if (included != null) {
            inclusions.add(included);
        }
        try {
            NetboxRequest request =
                    new NetboxRequest(
                            provenance,
                            mapping == null ? NetboxMapping.shipped() : mapping(mapping),
                            inclusions);
            InventoryReading reading =
                    NetboxServer.isUrl(from)
                            ? NetboxClient.read(server(), request, Pause.REAL)
                            : NetboxDump.read(SourceFile.of(Path.of(from)), request);
            return new InventoryImport(spec.commandLine(), options, from, allowShrunken)
                    .run(reading, provenance);
        } catch (IOException e) {
            throw CommandFailure.badInput(e);
        } catch (IllegalArgumentException e) {
            throw CommandFailure.usage(e);
        } catch (NetboxException e) {
            throw switch (e.kind()) {
                case UNAVAILABLE -> CommandFailure.unavailable(e);
                case NOT_ALLOWED -> CommandFailure.notAllowed(e);
                case MALFORMED -> CommandFailure.badInput(e);
            };
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw CommandFailure.failed("interrupted: nothing was imported");
        }
    }

    private NetboxServer server() throws IOException, CommandFailure {
        if (tokenFile == null) {
            throw CommandFailure.usage(
                    "no API token: name a file with mode 0600 that holds one by --token-file or SEGWRIGHT_NETBOX_TOKEN_FILE");
        }
        NetboxServer server = NetboxServer.of(from, NetboxToken.read(tokenFile));
        return certificates == null ? server : server.trusting(certificates);
    }

    private static NetboxMapping mapping(Path path) throws IOException, CommandFailure {
        return switch (NetboxMapping.read(SourceFile.of(path))) {
            case NetboxMapping.Reading.Read(NetboxMapping mapping) -> mapping;
            case NetboxMapping.Reading.Refused(List<String> errors, int total) ->
                    throw ImportFailures.refused(errors, total, path);
        };
    }
}
