package io.segwright.inventory.attribute;

/// Whether collectors may contact the addresses of an allocation. `FORBIDDEN` beats every seed and range.
public enum Polling {
    ALLOWED,
    FORBIDDEN
}
