package io.segwright.inventory.endpoint;

import io.segwright.inventory.net.IpAddress;
import io.segwright.inventory.net.Protocol;
import java.time.Instant;

/// One end of a conversation as somebody reported it.
///
/// @param protocol 255 where it is not known
/// @param port 0..65535; 0 where it is not known or the protocol has none
/// @param at when
/// @param reportedBy an address of the device that saw it
/// @param ifIndex the interface on which it saw it; 0 where it does not say
public record Endpoint(
        IpAddress address,
        Protocol protocol,
        int port,
        Instant at,
        IpAddress reportedBy,
        int ifIndex) {}
