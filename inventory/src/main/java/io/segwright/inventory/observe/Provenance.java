package io.segwright.inventory.observe;

import io.segwright.inventory.net.IpAddress;
import java.time.Instant;

/// Where a fact came from: which collector, which device told it, and when.
///
/// @param source who collected it, e.g. `snmp`, `netflow9`, `import:allocations.csv`
/// @param exporter the address that answered or sent
/// @param at when it was seen
public record Provenance(String source, IpAddress exporter, Instant at) {}
