package io.segwright.collectors.flow;

/// What tells one exporter's sessions apart.
public enum SessionScope {
    /// RFC 7011 sec. 8.4: over UDP a session is an exporter's address and port. The default.
    ADDRESS_AND_PORT,
    /// For exporters that send templates and data from different ports, or change port at will.
    ADDRESS
}
