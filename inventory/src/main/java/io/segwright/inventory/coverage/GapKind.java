package io.segwright.inventory.coverage;

/// What is missing.
public enum GapKind {
    /// Traces say that a device exists; it never answered.
    DEVICE_SILENT,
    /// A device that nobody answers for.
    DEVICE_WITHOUT_OWNER,
    /// A live address that no allocation covers, or whose allocation names no owner or no service.
    ADDRESS_UNATTRIBUTED,
    /// A flow exporter that the inventory does not know.
    EXPORTER_UNKNOWN,
    /// An inventoried device that fell silent by a way in which it must be heard. It takes nothing from coverage.
    TELEMETRY_SILENT,
    /// An allocation whose required tags are missing, or name nothing live. It takes nothing from coverage.
    ALLOCATION_INCOMPLETE
}
