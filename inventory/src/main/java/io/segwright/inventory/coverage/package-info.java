/// What must exist, what of it is attributed, and one line for each thing that is not.
///
/// Start at [Coverage].
@NullMarked
package io.segwright.inventory.coverage;

import org.jspecify.annotations.NullMarked;
