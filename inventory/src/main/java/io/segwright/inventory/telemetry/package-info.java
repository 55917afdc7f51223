/// Which devices let us hear of them, by which way, and which have fallen silent.
///
/// Start at [TelemetryReport].
@NullMarked
package io.segwright.inventory.telemetry;

import org.jspecify.annotations.NullMarked;
