package io.segwright.collectors.imports.devices;

/// A text of a row and its place.
///
/// @param line from 1
/// @param column from 1; cells in CSV, bytes in JSON, characters in YAML
record Cell(String text, int line, int column) {
    Cell with(String other) {
        return new Cell(other, line, column);
    }
}
