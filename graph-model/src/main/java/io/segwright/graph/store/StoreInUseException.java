package io.segwright.graph.store;

/// Another process has the graph open: it may be free in a moment.
public final class StoreInUseException extends StoreUnavailableException {
    private static final long serialVersionUID = 1L;

    public StoreInUseException(String message) {
        super(message);
    }
}
