/// What must exist, what of it is attributed, and one line for each thing that is not.
@NullMarked
package io.segwright.inventory.coverage;

import org.jspecify.annotations.NullMarked;
