package io.segwright.collectors.snmp.table;

/// A request that brought no usable response. The message is one line for a person and names no secret.
public final class SnmpFault extends Exception {
    private static final long serialVersionUID = 1L;

    /// What went wrong.
    public enum Kind {
        /// Nothing came back in any attempt.
        TIMEOUT,
        /// ICMP port unreachable.
        REFUSED,
        /// error-status tooBig.
        TOO_BIG,
        /// SNMPv1 error-status noSuchName: the end of a walk.
        NO_SUCH_NAME,
        /// Any other error-status.
        AGENT_ERROR,
        /// usmStatsUnknownUserNames.
        UNKNOWN_USER,
        /// usmStatsWrongDigests.
        WRONG_AUTH_KEY,
        /// Silence on encrypted requests only, or usmStatsDecryptionErrors.
        WRONG_PRIVACY_KEY,
        /// authorizationError, noAccess, an unsupported security level, or a time window that does not heal.
        NOT_AUTHORIZED,
        /// Datagrams came that are no answer.
        MALFORMED,
        /// The poll was cancelled.
        CANCELLED
    }

    private final Kind kind;
    private final int index;

    public SnmpFault(Kind kind, String message) {
        this(kind, 0, message);
    }

    /// @param index error-index: the varbind it is about, from 1; 0 for none
    public SnmpFault(Kind kind, int index, String message) {
        super(
                message, null, false,
                false); // an expected outcome on a hot path needs no stack trace
        this.kind = kind;
        this.index = index;
    }

    public Kind kind() {
        return kind;
    }

    public int index() {
        return index;
    }

    /// The message, which is always there.
    public String text() {
        String message = getMessage();
        return message == null ? kind.name() : message;
    }
}
