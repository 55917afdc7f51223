package io.segwright.inventory.space;

/// How deep a listing goes.
public enum Depth {
    /// What lies directly in the asked prefix.
    CHILDREN,
    /// That and all that lies inside of it.
    ALL
}
