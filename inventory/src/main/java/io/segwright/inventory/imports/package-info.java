/// What somebody else's list says of devices, and how that differs from what it said before.
///
/// A source is told apart by its name, a device within it by the source's own key; neither says which device of the
/// inventory is meant: that is the reconciler's. Start at [SourceRecord].
@NullMarked
package io.segwright.inventory.imports;

import org.jspecify.annotations.NullMarked;
