package io.segwright.inventory.link;

import io.segwright.inventory.net.IpAddress;
import io.segwright.inventory.net.MacAddress;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// An address that several devices answer for in turn: never evidence that two of them are one.
///
/// @param group VRID or HSRP group
/// @param macOrNull the virtual MAC where the device tells it; read it by [#mac]
public record VirtualAddressFact(
        Protocol protocol,
        int interfaceIndex,
        int group,
        IpAddress address,
        @Nullable MacAddress macOrNull) {
    /// The protocols that share an address between first hops.
    public enum Protocol {
        /// RFC 2787 (version 2), RFC 6527 (version 3).
        VRRP,
        /// CISCO-HSRP-MIB.
        HSRP
    }

    public Optional<MacAddress> mac() {
        return Optional.ofNullable(macOrNull);
    }
}
