/// Sets of packets, exact and small: a [PacketSet] holds any number of packets of one address family.
///
/// A set is a reduced ordered binary decision diagram over the bits of a packet's fields (Bryant 1986), kept in int
/// arrays with complement edges (Brace, Rudell, Bryant 1990) by `Diagrams`. Two sets of one [PacketSpace] are equal
/// when their references are, so a proof of equality costs what building the two costs.
///
/// Invariants: a set holds possible packets only (fields that a protocol lacks are zero, see
/// [io.segwright.acl.list.Packet]); a space never grows beyond its node budget but says
/// [BudgetExceededException] instead; nothing here depends on anything but the JDK and the list's values. A space
/// belongs to one thread. Start at [PacketSpace], then `Layout` for the order of the variables, which decides the
/// size of everything.
@NullMarked
package io.segwright.acl.space;

import org.jspecify.annotations.NullMarked;
