package io.segwright.collectors.imports;

import java.util.ArrayList;
import java.util.List;

/// Collects what is wrong with a file, located; keeps the first ones and counts the rest.
final class ImportErrors {
    private static final int KEPT_MAX =
            50; // what a person reads; one wrong habit repeats in every line

    private final String name;
    private final List<String> kept = new ArrayList<>();
    private int total;

    ImportErrors(String name) {
        this.name = name;
    }

    /// @param line from 1
    /// @param column from 1, counted in cells; in bytes for one that is not UTF-8
    void add(long line, int column, String message) {
        keep(name + ":" + line + ":" + column + ": " + message);
    }

    /// For what concerns the file and no place in it.
    void add(String message) {
        keep(name + ": " + message);
    }

    private void keep(String message) {
        total++;
        if (kept.size() < KEPT_MAX) {
            kept.add(message);
        }
    }

    boolean isEmpty() {
        return total == 0;
    }

    AllocationImport.Refused refused() {
        return new AllocationImport.Refused(kept, total);
    }
}
