/// What devices sent of their own accord (syslog, traps), kept for as long as policy says.
///
/// Start at [LogStore].
@NullMarked
package io.segwright.app.logs;

import org.jspecify.annotations.NullMarked;
