package io.segwright.lab.device;

/// Which SNMP a device speaks.
public enum AccessKind {
    V1_ONLY,
    V2C,
    V3
}
