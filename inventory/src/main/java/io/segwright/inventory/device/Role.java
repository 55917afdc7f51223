package io.segwright.inventory.device;

/// What a device does for others.
public enum Role {
    /// Forwards at layer 3.
    ROUTER,
    /// Forwards at layer 2 only.
    SWITCH,
    /// Forwards for nobody: an end station.
    HOST
}
