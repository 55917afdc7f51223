/// What a collector saw, with where it came from and when. Pure values: no collector, no clock, no judgement.
///
/// Start at [Observation]. An absent value is an empty `Optional` return or an empty list, never a guess:
/// absence is not a value.
@NullMarked
package io.segwright.inventory.observe;

import org.jspecify.annotations.NullMarked;
