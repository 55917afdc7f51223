/// A device as the inventory knows it, and the keys that say that two observations are the same one.
///
/// Start at [Device] and [IdentityKey].
@NullMarked
package io.segwright.inventory.device;

import org.jspecify.annotations.NullMarked;
