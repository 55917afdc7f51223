/// What six vendors' devices are and what their SNMP agents answer.
///
/// [LabDevice] is the truth about one device, in plain texts and numbers of the lab's own. [Shapes] turns it into the
/// tables that a device of its vendor really has, with their oddities: old and new IP-MIB generations, serials that are
/// not on the chassis row, local LLDP port numbers that are no ifIndex, ipAddressPrefix pointers that lead elsewhere, a
/// first LLDP generation that is empty, filtering databases whose numbers are no VLAN ids, bridges in contexts.
/// Start at [LabDevice].
@NullMarked
package io.segwright.lab.device;

import org.jspecify.annotations.NullMarked;
