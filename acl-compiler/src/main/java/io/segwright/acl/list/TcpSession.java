package io.segwright.acl.list;

/// The TCP header's own word on whether a connection exists: `established` on most platforms.
public enum TcpSession {
    /// Neither ACK nor RST is set. Also the value of every packet that is not TCP.
    OPENING,
    /// ACK or RST is set.
    ESTABLISHED
}
