package io.segwright.acl.list;

/// What a stateful platform's connection tracker says of a packet. A stateless platform never asks.
public enum Connection {
    /// Opens a connection.
    NEW,
    /// Belongs to, or is related to, one that was let through before.
    ESTABLISHED
}
