/// Fake equipment that a user starts by hand: recorded devices served again, to try a collector on.
///
/// The one package beside the demo that may use the lab: these commands are the lab, with a command line. Nothing that
/// they serve reaches an inventory but through a collector, over real UDP. Start at [CaptureServer].
@NullMarked
package io.segwright.app.labtools;

import org.jspecify.annotations.NullMarked;
