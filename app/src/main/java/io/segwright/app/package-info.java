/// The composition root: reads the configuration, wires the rooms by hand, talks to people and scripts.
///
/// No domain decision is taken here. Start at [Main]; one command a file in `cli`, what several commands do in `stage`.
@NullMarked
package io.segwright.app;

import org.jspecify.annotations.NullMarked;
