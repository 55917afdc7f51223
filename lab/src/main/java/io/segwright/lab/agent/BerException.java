package io.segwright.lab.agent;

/// A datagram that is no SNMP message. Agents answer it with silence and count it.
final class BerException extends Exception {
    private static final long serialVersionUID = 1L;

    BerException(String message) {
        super(message, null, false, false);
    }
}
