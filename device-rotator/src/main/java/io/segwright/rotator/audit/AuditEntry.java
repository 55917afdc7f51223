package io.segwright.rotator.audit;

import io.segwright.inventory.audit.AuditEvent;
import java.time.Instant;

/// One event as it stands in the log.
///
/// @param sequence its place, from 1
/// @param writtenAt when the log took it, by the log's own clock
/// @param event what was recorded
public record AuditEntry(long sequence, Instant writtenAt, AuditEvent event) {}
