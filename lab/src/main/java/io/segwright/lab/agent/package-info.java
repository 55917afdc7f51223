/// SNMP agents on loopback, cheap enough for ten thousand in one process.
///
/// An [Agent] owns what one device answers: a [Mib] (sorted once, every varbind already encoded), the communities or
/// the user it accepts ([SnmpAccess]), its engine, and the [Fault]s that a test plants. An [AgentFleet] gives every
/// address its own socket and serves all of them from a few threads, one selector each; an agent belongs to one thread.
/// SNMPv1, v2c and v3 (RFC 3416, RFC 3414, RFC 7860, RFC 3826) are read and written here by hand: no library is shared
/// with the collectors that are tested against it.
///
/// Start at [AgentFleet], then `Responder`.
@NullMarked
package io.segwright.lab.agent;

import org.jspecify.annotations.NullMarked;
