package io.segwright.app.cli;

import java.nio.file.Path;
import picocli.CommandLine.Option;

/// Where the inventory lives: the same option for every command that opens it.
final class DataOptions {
    @Option(
            names = "--data",
            paramLabel = "DIR",
            defaultValue = "${env:SEGWRIGHT_HOME:-segwright-data}",
            description =
                    "where inventory, audit log and credential memory live (default: ${DEFAULT-VALUE};"
                            + " environment variable SEGWRIGHT_HOME)")
    Path directory = Path.of("segwright-data");
}
