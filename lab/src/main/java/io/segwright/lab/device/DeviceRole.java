package io.segwright.lab.device;

/// What a device does in its site.
public enum DeviceRole {
    CORE,
    DISTRIBUTION,
    /// Access: hosts hang here.
    LEAF,
    FIREWALL,
    /// A Linux machine that forwards for nobody.
    SERVER
}
