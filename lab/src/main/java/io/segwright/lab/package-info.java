/// What tests of every room stand on: goldens that a person reviews ([Golden]) and seeded properties ([Forall]).
///
/// The packages below are fake equipment on loopback: [io.segwright.lab.agent] (SNMP agents),
/// [io.segwright.lab.exporter] (flow exporters), [io.segwright.lab.device] (what six vendors' devices answer) and
/// [io.segwright.lab.estate] (a whole generated network whose truth is known). Nothing here imports another room:
/// wire formats are written a second time, by hand, so that the lab cannot share a bug with what it tests.
@NullMarked
package io.segwright.lab;

import org.jspecify.annotations.NullMarked;
