package io.segwright.app.evidence;

/// Evidence that is not as it was written, or cannot be; the message says where and what.
public final class EvidenceException extends Exception {
    private static final long serialVersionUID = 1L;

    public EvidenceException(String message) {
        super(message);
    }
}
