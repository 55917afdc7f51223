package io.segwright.inventory.observe;

/// How neighbours on a link tell each other who they are.
public enum NeighborProtocol {
    /// IEEE 802.1AB.
    LLDP,
    /// Cisco Discovery Protocol.
    CDP
}
