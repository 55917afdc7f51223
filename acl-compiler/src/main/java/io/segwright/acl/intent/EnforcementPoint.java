package io.segwright.acl.intent;

import io.segwright.inventory.device.DeviceId;

/// A place where packets are judged.
public sealed interface EnforcementPoint {
    DeviceId device();

    /// For people and file names; not unique.
    String deviceName();

    /// Packets to the device's own addresses. For an end station this is its host firewall.
    record ManagementPlane(DeviceId device, String deviceName) implements EnforcementPoint {}

    /// Packets that the device forwards from (`IN`) or to (`OUT`) the hosts behind an interface.
    record Segment(DeviceId device, String deviceName, String interfaceName, Direction direction)
            implements EnforcementPoint {}

    /// Packets that the device bridges between two hosts behind the same interface.
    record SegmentBridge(DeviceId device, String deviceName, String interfaceName)
            implements EnforcementPoint {}
}
