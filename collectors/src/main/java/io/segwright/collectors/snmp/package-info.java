/// Asks devices over SNMP v1, v2c and v3, read-only by construction: there is no SET here.
///
/// Start at [SnmpPoller]. It picks at most three credentials for an address ([CredentialBook]), asks with one after
/// the other, never in parallel, and remembers what was refused ([CredentialMemory]). A `DeviceSession` is one
/// device with one credential: SNMP4J encodes, decodes, encrypts and verifies; the session paces, times out, repeats
/// and names what went wrong. All sessions share the two unconnected sockets of one `Wire`, which hands each datagram
/// to its session by message id, so that a device may answer from another of its addresses.
///
/// SNMP4J's own `Snmp` class is not used: it keeps the clocks of SNMPv3 engines by engine id alone, and two agents
/// with a cloned id would push each other out of the time window. Here every session has its own engine table.
@NullMarked
package io.segwright.collectors.snmp;

import org.jspecify.annotations.NullMarked;
