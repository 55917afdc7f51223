package io.segwright.inventory.claim;

/// Whether a device is still there, by the age of the last sign of it.
public enum Presence {
    ACTIVE,
    /// Not seen for a while: away, or not reached.
    STALE,
    PRESUMED_GONE,
    /// Out of every list, but not of the history: new evidence brings it back as the same device.
    TOMBSTONE
}
