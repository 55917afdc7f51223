package io.segwright.inventory.link;

import io.segwright.inventory.net.MacAddress;

/// A MAC that a bridge learned on a port (RFC 4188 dot1dTpFdbTable, RFC 4363 dot1qTpFdbTable).
///
/// @param interfaceIndex the port's ifIndex, 0 where the bridge port maps to none
/// @param vlan VLAN id, 0 where the table does not tell
public record FdbFact(int interfaceIndex, int vlan, MacAddress mac) {}
