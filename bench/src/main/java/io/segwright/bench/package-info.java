/// Benchmarks beside the libraries that a user would pick instead.
///
/// `bench/run NAME` prints one JSON object a line. A figure is a ratio of two things measured in the same process
/// in alternating slices, since the machine is shared and has no hardware counters. Start at [Main].
@NullMarked
package io.segwright.bench;

import org.jspecify.annotations.NullMarked;
