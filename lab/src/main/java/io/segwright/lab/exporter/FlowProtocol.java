package io.segwright.lab.exporter;

/// What an exporter speaks.
public enum FlowProtocol {
    /// RFC 3954.
    NETFLOW9,
    /// RFC 7011.
    IPFIX
}
