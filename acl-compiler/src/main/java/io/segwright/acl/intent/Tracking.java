package io.segwright.acl.intent;

/// Whether the platform that will enforce a list tracks connections.
public enum Tracking {
    /// Replies to permitted conversations are known as such.
    STATEFUL,
    /// Every packet is judged alone: the list must let replies through by their looks.
    STATELESS
}
