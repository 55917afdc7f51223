package io.segwright.collectors.syslog;

import io.segwright.inventory.net.IpAddress;
import java.time.Instant;

/// Takes messages, one at a time from the queue's thread.
@FunctionalInterface
public interface SyslogSink {
    /// @param sender the address that it came from; over UDP it may be forged
    /// @param receivedAt when it came
    void accept(
            IpAddress sender, SyslogTransport transport, SyslogMessage message, Instant receivedAt);
}
