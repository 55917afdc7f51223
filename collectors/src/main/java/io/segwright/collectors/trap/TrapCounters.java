package io.segwright.collectors.trap;

import io.segwright.collectors.intake.SenderQueue;
import io.segwright.collectors.snmp.NotificationDecoder.Refusal;
import java.util.Map;

/// What came until now. Immutable.
///
/// @param notifications understood and handed on
/// @param refused datagrams by why they were not
/// @param queue what was accepted and what was dropped, by sender
public record TrapCounters(
        long notifications, Map<Refusal, Long> refused, SenderQueue.Counters queue) {
    public TrapCounters {
        refused = Map.copyOf(refused);
    }
}
