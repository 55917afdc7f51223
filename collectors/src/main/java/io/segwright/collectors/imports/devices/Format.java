package io.segwright.collectors.imports.devices;

import java.util.Locale;
import java.util.Optional;

/// What a list of devices is written in.
enum Format {
    CSV,
    JSON,
    JSONL,
    YAML;

    /// By the end of a file's name.
    static Optional<Format> ofFile(String name) {
        String end = name.substring(name.lastIndexOf('.') + 1);
        return named(end.equals("yml") ? "yaml" : end.equals("ndjson") ? "jsonl" : end);
    }

    static Optional<Format> named(String text) {
        for (Format format : values()) {
            if (format.name().equals(text.toUpperCase(Locale.ROOT))) {
                return Optional.of(format);
            }
        }
        return Optional.empty();
    }
}
