package io.segwright.inventory.imports;

/// How much of what a source knows one run brings.
public enum Extent {
    /// All of it: what is not there is gone from the source.
    WHOLE,
    /// Some of it: what is not there is not spoken of.
    PART
}
