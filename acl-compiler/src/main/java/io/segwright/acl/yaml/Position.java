package io.segwright.acl.yaml;

/// A place in a text.
///
/// @param file as the user named it
/// @param line from 1
/// @param column from 1, in characters
public record Position(String file, int line, int column) {
    /// `policy.yaml:12:15`.
    @Override
    public String toString() {
        return file + ":" + line + ":" + column;
    }
}
