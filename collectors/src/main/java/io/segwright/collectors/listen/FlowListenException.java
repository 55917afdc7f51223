package io.segwright.collectors.listen;

/// The flow port could not be opened. The message says why and what to do, in one line for the user.
public final class FlowListenException extends Exception {
    private static final long serialVersionUID = 1L;

    public FlowListenException(String message, Throwable cause) {
        super(message, cause);
    }
}
