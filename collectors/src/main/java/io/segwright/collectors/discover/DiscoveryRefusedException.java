package io.segwright.collectors.discover;

/// A plan that must not be carried out: the message says which seed or range, why, and how to fix it. Not a packet
/// was sent.
public final class DiscoveryRefusedException extends Exception {
    private static final long serialVersionUID = 1L;

    public DiscoveryRefusedException(String message) {
        super(message);
    }
}
