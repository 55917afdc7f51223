package io.segwright.collectors.trap;

/// The trap port could not be opened. The message says why and what to do, in one line for the user.
public final class TrapListenException extends Exception {
    private static final long serialVersionUID = 1L;

    public TrapListenException(String message, Throwable cause) {
        super(message, cause);
    }
}
