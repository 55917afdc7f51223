package io.segwright.inventory.audit;

/// The audit log cannot take an event, so the act is refused. The message says why and how to mend it.
public final class AuditUnavailableException extends Exception {
    private static final long serialVersionUID = 1L;

    public AuditUnavailableException(String message) {
        super(message);
    }

    public AuditUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }
}
