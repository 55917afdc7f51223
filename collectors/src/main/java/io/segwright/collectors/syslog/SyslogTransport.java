package io.segwright.collectors.syslog;

/// How a message came.
public enum SyslogTransport {
    /// RFC 5426: the sender's address may be forged.
    UDP,
    /// RFC 6587: the sender's address is real, who it is is not proved.
    TCP,
    /// RFC 5425: encrypted; the sender is proved where client certificates are demanded.
    TLS
}
