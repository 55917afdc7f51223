/// The ranges that clouds and other providers publish: whose the far end of a flow is.
///
/// Start at [RangesFile].
@NullMarked
package io.segwright.collectors.imports.ranges;

import org.jspecify.annotations.NullMarked;
