package io.segwright.inventory.observe;

/// One physical entity with a name or a serial (ENTITY-MIB, RFC 6933, or a vendor's own table).
///
/// @param kind what it is
/// @param manufacturer as the device says, or the vendor that its sysObjectID names; empty where unknown
/// @param model empty where unknown
/// @param serial trimmed; placeholders such as `N/A` are already dropped to empty
/// @param firmware software revision, empty where unknown
public record HardwareFact(
        HardwareKind kind, String manufacturer, String model, String serial, String firmware) {}
