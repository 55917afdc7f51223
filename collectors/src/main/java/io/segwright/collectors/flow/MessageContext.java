package io.segwright.collectors.flow;

import io.segwright.inventory.net.IpAddress;
import java.time.Instant;
import java.util.OptionalLong;

/// What a record's meaning depends on beside its own bytes: who sent its message, and when.
///
/// @param exportMillis when the exporter sent it, its clock, ms since 1970
/// @param uptime the exporter's sysUptime at that moment in ms, unsigned 32 bits; v9 has it in its header, IPFIX not
/// @param receivedAt our clock
/// @param receivedMillis the same in ms since 1970
public record MessageContext(
        Exporter exporter,
        Domain domain,
        long exportMillis,
        OptionalLong uptime,
        Instant receivedAt,
        long receivedMillis) {
    public MessageContext(
            Exporter exporter,
            Domain domain,
            long exportMillis,
            OptionalLong uptime,
            Instant receivedAt) {
        this(exporter, domain, exportMillis, uptime, receivedAt, receivedAt.toEpochMilli());
    }

    IpAddress exporterAddress() {
        return exporter.address();
    }
}
