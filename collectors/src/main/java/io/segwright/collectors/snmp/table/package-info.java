/// From varbinds to facts: walks an agent's tables within limits and reads them into inventory values, whatever the
/// vendor. No socket, no credential, no clock but a monotonic one.
///
/// Start at [DeviceReader]; it asks a [VarbindSource] through one [Walker] and has one small file a table, those of a
/// device's links under [Surroundings]. An agent
/// is an adversary here: every loop ends by a limit of [WalkLimits], and what could not be read whole becomes a line
/// of `DevicePolled.incomplete`, never a silent gap.
@NullMarked
package io.segwright.collectors.snmp.table;

import org.jspecify.annotations.NullMarked;
