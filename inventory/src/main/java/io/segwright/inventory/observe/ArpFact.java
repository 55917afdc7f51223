package io.segwright.inventory.observe;

import io.segwright.inventory.net.IpAddress;
import io.segwright.inventory.net.MacAddress;

/// An address seen on a link with its MAC: ARP for IPv4, neighbour discovery for IPv6.
///
/// @param interfaceIndex the ifIndex on the device that told it
public record ArpFact(int interfaceIndex, IpAddress address, MacAddress mac) {}
