package io.segwright.collectors.flow;

/// Bytes that break the protocol. The message names what, at which byte of the datagram, its value, and what was wanted.
///
/// Without a stack trace: it is made for hostile datagrams, at their rate.
public final class MalformedException extends Exception {
    private static final long serialVersionUID = 1L;
    private final Malformation reason;

    /// @param message e.g. `template length at byte 24 is 3, want >= 4`
    public MalformedException(Malformation reason, String message) {
        super(message, null, false, false);
        this.reason = reason;
    }

    public Malformation reason() {
        return reason;
    }
}
