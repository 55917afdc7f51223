package io.segwright.inventory.audit;

/// Where a change is recorded before it is made.
@FunctionalInterface
public interface AuditTrail {
    /// Returns once the event is durable. When it throws, the caller must not act.
    ///
    /// @throws AuditUnavailableException the event could not be made durable
    void record(AuditEvent event) throws AuditUnavailableException;
}
