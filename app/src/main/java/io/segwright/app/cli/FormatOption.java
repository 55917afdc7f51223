package io.segwright.app.cli;

import io.segwright.app.view.Format;
import picocli.CommandLine.Option;

/// How the answer is printed.
final class FormatOption {
    @Option(
            names = {"-o", "--output"},
            paramLabel = "FORMAT",
            defaultValue = "table",
            description = "table, json, jsonl or csv (default: ${DEFAULT-VALUE})")
    Format format = Format.TABLE;
}
