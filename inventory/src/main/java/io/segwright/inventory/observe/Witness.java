package io.segwright.inventory.observe;

/// A list of things that must exist, told by somebody else than the thing itself. The lists are the samples from
/// which the number of things that no list shows is estimated.
public enum Witness {
    /// It answered a poll.
    POLL,
    /// A neighbour told of it: LLDP or CDP.
    NEIGHBOR,
    /// It is in a device's ARP or neighbour-discovery table.
    ARP,
    /// A bridge learned its MAC on an access port.
    FDB,
    /// It exports flows, or sends traps or logs.
    TELEMETRY,
    /// It is a next hop of a route.
    NEXT_HOP,
    /// A person's list has it: an import.
    IMPORT
}
