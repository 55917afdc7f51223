package io.segwright.collectors.imports.text;

import java.util.ArrayList;
import java.util.List;

/// Collects what is wrong with a file, located; keeps the first ones and counts the rest.
public final class ImportErrors {
    private static final int KEPT_MAX =
            50; // what a person reads; one wrong habit repeats in every line

    private final String name;
    private final List<String> kept = new ArrayList<>();
    private int total;

    public ImportErrors(String name) {
        this.name = name;
    }

    /// @param line from 1
    /// @param column from 1, counted in cells; in bytes for one that is not UTF-8
    public void add(long line, int column, String message) {
        keep(name + ":" + line + ":" + column + ": " + message);
    }

    /// For what concerns a line as a whole.
    public void add(long line, String message) {
        keep(name + ":" + line + ": " + message);
    }

    /// For what concerns the file and no place in it.
    public void add(String message) {
        keep(name + ": " + message);
    }

    public void add(SourceFormatException fault) {
        if (fault.line() < 1) {
            add(fault.reason());
        } else {
            add(fault.line(), fault.column(), fault.reason());
        }
    }

    /// What is wrong with another file of the same import.
    public void addAll(ImportErrors other) {
        other.kept.forEach(this::keep);
        total += other.total - other.kept.size();
    }

    /// For a place that is known whole, e.g. in another file of the same import.
    public void addAt(String place, String message) {
        keep(place + ": " + message);
    }

    private void keep(String message) {
        total++;
        if (kept.size() < KEPT_MAX) {
            kept.add(message);
        }
    }

    /// Of the file.
    public String name() {
        return name;
    }

    public boolean isEmpty() {
        return total == 0;
    }

    /// The first 50, in the order of their finding.
    public List<String> kept() {
        return List.copyOf(kept);
    }

    public int total() {
        return total;
    }
}
