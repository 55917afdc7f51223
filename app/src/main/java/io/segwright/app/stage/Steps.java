package io.segwright.app.stage;

/// Told how far a stage is.
@FunctionalInterface
public interface Steps {
    Steps SILENT = (_, _) -> {};

    /// @param done so far, of `expected`
    void at(long done, long expected);
}
