package io.segwright.app.logs;

import io.segwright.inventory.net.IpAddress;
import io.segwright.inventory.observe.Telemetry;
import java.time.Instant;

/// One message of a device as it is kept.
///
/// @param receivedAt by our clock
/// @param sender the address that it came from
/// @param device the device id at that time; empty for a sender that the inventory does not know
/// @param how what stands behind the sender's name, e.g. `udp`, `tls`, `encrypted`
/// @param name the trap's name, or the program or mnemonic of a log line; empty where it has none
/// @param severity by name, empty for a trap
public record LogEntry(
        Instant receivedAt,
        IpAddress sender,
        String device,
        Telemetry kind,
        String how,
        String name,
        String severity,
        String text) {}
