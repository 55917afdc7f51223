package io.segwright.inventory.device;

/// Which stack or virtual chassis a box is part of.
///
/// @param whole the device that answers for all of them
/// @param position the box's number in it
public record Membership(DeviceId whole, int position) {}
