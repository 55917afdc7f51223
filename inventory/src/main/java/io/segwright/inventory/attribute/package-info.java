/// Whom an address belonged to at a moment: allocations, their tags, and the longest-prefix look-up over them.
@NullMarked
package io.segwright.inventory.attribute;

import org.jspecify.annotations.NullMarked;
