package io.segwright.collectors.syslog;

import io.segwright.collectors.intake.SenderQueue;

/// What came until now. Immutable.
///
/// @param messages handed to the queue or dropped there, by whatever transport
/// @param unformatted of them, those that follow neither standard
/// @param streamsBroken TCP and TLS connections that were closed since their framing made no sense
/// @param connectionsRefused TCP and TLS connections beyond the bound
/// @param tlsFailures handshakes that failed
/// @param queue what was accepted and what was dropped, by sender
public record SyslogCounters(
        long messages,
        long unformatted,
        long streamsBroken,
        long connectionsRefused,
        long tlsFailures,
        SenderQueue.Counters queue) {}
