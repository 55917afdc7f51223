package io.segwright.inventory.coverage;

import io.segwright.inventory.device.DeviceId;
import io.segwright.inventory.net.IpAddress;
import io.segwright.inventory.net.MacAddress;
import io.segwright.inventory.net.Vrf;

/// An address that somebody uses: a device had it in its ARP or neighbour table.
///
/// @param vrf the routing domain of the interface that saw it
/// @param seenBy the device that saw it
/// @param place device and port, for people
public record LiveAddress(
        Vrf vrf, IpAddress address, MacAddress mac, DeviceId seenBy, String place) {}
