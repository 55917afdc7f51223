package io.segwright.graph.store;

/// The graph cannot be opened, read or written. The message names the directory, what happened and what to do.
public sealed class StoreUnavailableException extends Exception permits StoreInUseException {
    private static final long serialVersionUID = 1L;

    public StoreUnavailableException(String message) {
        super(message);
    }

    public StoreUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }

    /// The same for another caller, with that caller's stack.
    public StoreUnavailableException again() {
        return new StoreUnavailableException(String.valueOf(getMessage()), this);
    }
}
