package io.segwright.inventory.observe;

/// The ways in which a device lets us know of itself.
public enum Telemetry {
    SNMP,
    TRAP,
    SYSLOG,
    FLOW
}
