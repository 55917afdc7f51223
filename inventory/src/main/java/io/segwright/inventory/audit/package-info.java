/// The value that every change of truth is recorded as, and the port through which it is recorded first.
@NullMarked
package io.segwright.inventory.audit;

import org.jspecify.annotations.NullMarked;
