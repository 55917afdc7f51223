package io.segwright.collectors.imports.netbox;

/// A NetBox that could not be read through its API. The message is for a person and holds no token.
public final class NetboxException extends Exception {
    private static final long serialVersionUID = 1L;

    /// What kind of trouble it is.
    public enum Kind {
        /// No answer, or one that says that there will be none.
        UNAVAILABLE,
        /// The token, or what it may do.
        NOT_ALLOWED,
        /// An answer that is not NetBox's.
        MALFORMED
    }

    private final Kind kind;

    NetboxException(Kind kind, String message) {
        super(message);
        this.kind = kind;
    }

    public Kind kind() {
        return kind;
    }
}
