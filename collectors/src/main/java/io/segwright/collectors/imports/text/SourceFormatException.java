package io.segwright.collectors.imports.text;

/// A file that cannot be read further. Names no file: the reader that knows it adds it.
public final class SourceFormatException extends Exception {
    private static final long serialVersionUID = 1L;

    private final int line;
    private final int column;
    private final String reason;

    /// @param line from 1; 0 where the fault has no place
    /// @param column from 1
    /// @param reason what is wrong and what was wanted, without the place
    public SourceFormatException(int line, int column, String reason) {
        super(line + ":" + column + ": " + reason);
        this.line = line;
        this.column = column;
        this.reason = reason;
    }

    public SourceFormatException(SourceNode at, String reason) {
        this(at.line(), at.column(), reason);
    }

    public int line() {
        return line;
    }

    public int column() {
        return column;
    }

    public String reason() {
        return reason;
    }
}
