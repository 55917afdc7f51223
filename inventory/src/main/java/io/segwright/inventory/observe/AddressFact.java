package io.segwright.inventory.observe;

import io.segwright.inventory.net.IpAddress;
import io.segwright.inventory.net.Prefix;
import io.segwright.inventory.net.Vrf;

/// An address that the device has on an interface.
///
/// @param address its own address
/// @param prefixLength the connected prefix's length
/// @param interfaceIndex ifIndex, 0 where unknown
/// @param vrf the routing domain
public record AddressFact(IpAddress address, int prefixLength, int interfaceIndex, Vrf vrf) {
    public AddressFact {
        if (prefixLength < 0 || prefixLength > address.family().bits()) {
            throw new IllegalArgumentException(
                    address + "/" + prefixLength + ": no such prefix length");
        }
    }

    /// The connected prefix.
    public Prefix prefix() {
        return Prefix.covering(address, prefixLength);
    }
}
