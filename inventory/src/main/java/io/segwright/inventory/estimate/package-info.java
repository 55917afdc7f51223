/// How many things no list shows: capture-recapture over several lists of the same things.
///
/// Pure statistics; it knows nothing of devices. What the lists are, and what they can and cannot tell, is decided in
/// `coverage` and written down in `docs/coverage.md`. Start at [UnseenEstimator].
@NullMarked
package io.segwright.inventory.estimate;

import org.jspecify.annotations.NullMarked;
