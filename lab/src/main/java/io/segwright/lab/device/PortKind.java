package io.segwright.lab.device;

/// What a port is, for its name and number.
public enum PortKind {
    PHYSICAL,
    /// The layer-3 unit of a physical port, where a vendor shows one of its own.
    UNIT,
    VLAN,
    LOOPBACK,
    MANAGEMENT,
    /// Several physical ports that are one.
    BUNDLE,
    /// Inside the chassis; its addresses mean nothing outside.
    INTERNAL
}
