package io.segwright.collectors.discover;

/// Whether to ask every address of the declared IPv4 ranges. An IPv6 range is never swept.
public enum Sweep {
    /// Only addresses with evidence of a device.
    NONE,
    /// All declared IPv4 ranges, at most a /16 worth of addresses in total.
    IPV4,
    /// All declared IPv4 ranges, however many: needs a person's explicit word.
    IPV4_ALLOW_LARGE
}
