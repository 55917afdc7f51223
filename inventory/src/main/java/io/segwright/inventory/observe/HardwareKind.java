package io.segwright.inventory.observe;

/// The entPhysicalClass values that matter for an inventory.
public enum HardwareKind {
    CHASSIS,
    STACK,
    MODULE,
    OTHER
}
