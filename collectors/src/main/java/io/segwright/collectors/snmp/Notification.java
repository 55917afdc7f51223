package io.segwright.collectors.snmp;

import io.segwright.inventory.net.IpAddress;
import java.util.List;

/// A trap or inform that was understood.
///
/// @param sender the address that it came from; without authentication it may be forged
/// @param proof what is known of who sent it
/// @param credential the name of the credential that authenticated it; empty for a community
/// @param objectId snmpTrapOID in dotted form; for v1 by RFC 3584 sec. 3.1
/// @param values the variable bindings after the first two, at most 64 of them
/// @param kind whether the sender waits for an answer
public record Notification(
        IpAddress sender,
        Proof proof,
        String credential,
        String objectId,
        List<Value> values,
        Kind kind) {
    /// What stands behind the sender's name.
    public enum Proof {
        /// v1 or v2c: a community in clear text, which proves nothing.
        NONE,
        /// v3, authenticated.
        AUTHENTICATED,
        /// v3, authenticated and encrypted.
        ENCRYPTED
    }

    public enum Kind {
        TRAP,
        INFORM
    }

    /// @param text printable, at most 255 characters
    public record Value(String objectId, String text) {}

    public Notification {
        values = List.copyOf(values);
    }
}
