/// Recorded devices, served again: `.snmprec` captures as SNMP agents behind one address and port.
///
/// [Captures] finds them in a folder, a file or an archive, without keeping more than their packed text; [Snmprec]
/// reads one; [ReplayServer] answers for all of them, each read when it is asked for the first time, with the faults
/// that a test plants. What real captures hold is served as it was recorded: OIDs out of order and repeated ones too.
///
/// Start at [ReplayServer].
@NullMarked
package io.segwright.lab.replay;

import org.jspecify.annotations.NullMarked;
