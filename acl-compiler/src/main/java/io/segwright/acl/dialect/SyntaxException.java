package io.segwright.acl.dialect;

/// A place in a text where something else was wanted; becomes a finding at the dialect's door.
final class SyntaxException extends Exception {
    private static final long serialVersionUID = 1L;

    private final int line;
    private final int column;

    /// @param line from 1
    /// @param column from 1
    SyntaxException(int line, int column, String text) {
        super(text);
        this.line = line;
        this.column = column;
    }

    int line() {
        return line;
    }

    int column() {
        return column;
    }

    String text() {
        return String.valueOf(getMessage());
    }
}
