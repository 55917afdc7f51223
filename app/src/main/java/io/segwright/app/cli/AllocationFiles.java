package io.segwright.app.cli;

import io.segwright.collectors.imports.AllocationCsv;
import io.segwright.collectors.imports.AllocationFormat;
import io.segwright.collectors.imports.AllocationHistory;
import io.segwright.collectors.imports.AllocationImport;
import io.segwright.collectors.imports.cloud.CloudListing;
import io.segwright.collectors.imports.cloud.CloudMapping;
import io.segwright.collectors.imports.text.SourceFile;
import io.segwright.collectors.imports.text.SourceFormatException;
import io.segwright.inventory.net.Vrf;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// The files of `import allocations`, and how they are to be read.
final class AllocationFiles {
    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            description =
                    "csv, cloud (JSON of az, aws, gcloud) or history (dated events); told by the content otherwise")
    private @Nullable AllocationFormat format; // null: told by the content

    @Option(
            names = "--vrf",
            paramLabel = "VRF",
            defaultValue = "default",
            description =
                    "csv, history: the routing domain of rows that name none (default: ${DEFAULT-VALUE})")
    private String vrf = Vrf.DEFAULT.name();

    @Option(
            names = "--owner",
            paramLabel = "NAME",
            defaultValue = "",
            description = "history: who answers for all of its prefixes")
    private String owner = "";

    @Option(
            names = "--mapping",
            paramLabel = "MAP.yaml",
            description =
                    "cloud: which tags say service, owner ..., and what networks are called; see the user guide")
    private @Nullable Path mapping; // null: as shipped

    @Option(
            names = "--listed-at",
            paramLabel = "TIME",
            description =
                    "cloud: when the listings were made, from when on they hold (default: now)")
    private @Nullable String listedAt; // null: now

    /// Whether files of this format say what is, and neither since when nor until when.
    ///
    /// @param files of one format, as [#read] found them
    boolean areListings(List<Path> files) throws CommandFailure {
        try {
            return format(files.stream().map(SourceFile::of).toList()) == AllocationFormat.CLOUD;
        } catch (IOException e) {
            throw CommandFailure.badInput(e);
        }
    }

    /// @throws CommandFailure with every fault, located; nothing is taken then
    AllocationImport read(List<Path> files, Instant now) throws CommandFailure {
        for (Path file : files) {
            ImportFailures.checkNamed(file);
            if (!Files.isReadable(file)) {
                throw CommandFailure.badInput(
                        file + " cannot be read: want a CSV file with a header, or JSON");
            }
        }
        List<SourceFile> sources = files.stream().map(SourceFile::of).toList();
        try {
            AllocationImport read = read(sources, format(sources), now);
            if (read instanceof AllocationImport.Refused(List<String> errors, int total)) {
                throw ImportFailures.refused(errors, total, named(files));
            }
            return read;
        } catch (IOException e) {
            throw CommandFailure.badInput(e);
        }
    }

    private AllocationImport read(List<SourceFile> sources, AllocationFormat read, Instant now)
            throws IOException, CommandFailure {
        return switch (read) {
            case CSV -> AllocationCsv.read(sources.getFirst(), vrf());
            case HISTORY -> AllocationHistory.read(sources.getFirst(), vrf(), owner);
            case CLOUD ->
                    CloudListing.read(
                            sources,
                            mapping == null ? CloudMapping.shipped() : mapping(mapping),
                            listedAt == null ? now : TimeOptions.parse("--listed-at", listedAt));
        };
    }

    /// Of all of them: listings are read together, anything else is alone.
    private AllocationFormat format(List<SourceFile> sources) throws IOException, CommandFailure {
        AllocationFormat first = null;
        for (SourceFile source : sources) {
            AllocationFormat found = format == null ? told(source) : format;
            if (first != null && (found != AllocationFormat.CLOUD || first != found)) {
                throw CommandFailure.usage(
                        "%s is %s and %s is %s: want one file, or several that az, aws or gcloud listed"
                                .formatted(
                                        sources.getFirst().name(),
                                        first.word(),
                                        source.name(),
                                        found.word()));
            }
            first = found;
        }
        if (first == null) {
            throw CommandFailure.usage("FILE is missing: want the name of a file");
        }
        return first;
    }

    private static AllocationFormat told(SourceFile source) throws IOException, CommandFailure {
        try {
            return AllocationFormat.of(source);
        } catch (SourceFormatException e) {
            throw CommandFailure.badInput(source.name() + ": " + e.reason());
        }
    }

    private Vrf vrf() throws CommandFailure {
        try {
            return new Vrf(vrf);
        } catch (IllegalArgumentException e) {
            throw CommandFailure.usage(e);
        }
    }

    private static CloudMapping mapping(Path path) throws IOException, CommandFailure {
        return switch (CloudMapping.read(SourceFile.of(path))) {
            case CloudMapping.Reading.Read(CloudMapping mapping) -> mapping;
            case CloudMapping.Reading.Refused(List<String> errors, int total) ->
                    throw ImportFailures.refused(errors, total, path);
        };
    }

    /// What messages call them together.
    static String named(List<Path> files) {
        return files.size() == 1
                ? files.getFirst().toString()
                : files.getFirst() + " and " + (files.size() - 1) + " more";
    }
}
