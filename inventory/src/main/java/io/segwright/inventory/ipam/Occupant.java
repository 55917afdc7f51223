package io.segwright.inventory.ipam;

/// What takes address space: something set aside, or a request that was granted.
public sealed interface Occupant permits Space, Request {
    /// Unique among all of them.
    int id();

    /// @throws IllegalStateException for a request that was never given anything
    Place place();
}
