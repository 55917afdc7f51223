package io.segwright.inventory.audit;

import java.time.Instant;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/// Who did what, when, how and why. Never a secret: references and fingerprints only.
///
/// @param at when
/// @param actor who, e.g. `user:anna` or `collector:site-a`
/// @param action what, dotted, e.g. `inventory.import` or `plan.write`
/// @param subject to what, e.g. a device id, a file, a plan's hash
/// @param reason why: a ticket, a command line without secrets
/// @param details how, further pairs
public record AuditEvent(
        Instant at,
        String actor,
        String action,
        String subject,
        String reason,
        Map<String, String> details) {
    public AuditEvent {
        details = Map.copyOf(details);
    }

    /// Details in the order in which they are written.
    public NavigableMap<String, String> sortedDetails() {
        return new TreeMap<>(details);
    }
}
