/// Reads what others export: allocations as CSV.
///
/// All or nothing: a file with one wrong cell imports nothing, and every wrong cell is named with line and column, so
/// that it can be corrected in one go. Start at [AllocationCsv].
@NullMarked
package io.segwright.collectors.imports;

import org.jspecify.annotations.NullMarked;
