package io.segwright.acl.intent;

/// Which way packets cross an interface, seen from the device.
public enum Direction {
    /// From the hosts behind the interface.
    IN,
    /// To the hosts behind the interface.
    OUT
}
