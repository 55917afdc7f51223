package io.segwright.collectors.snmp;

/// A saved credential memory that cannot be read: the message names the line and says what to do.
public final class CredentialMemoryFormatException extends Exception {
    private static final long serialVersionUID = 1L;

    CredentialMemoryFormatException(String message) {
        super(message);
    }
}
