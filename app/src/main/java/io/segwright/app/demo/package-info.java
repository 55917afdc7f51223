/// The demo: a generated estate on loopback whose truth is known, taken from the first packet to the proved list.
///
/// Everything it shows is computed and compared with the truth; it fails when anything is wrong. Start at [DemoRun].
@NullMarked
package io.segwright.app.demo;

import org.jspecify.annotations.NullMarked;
