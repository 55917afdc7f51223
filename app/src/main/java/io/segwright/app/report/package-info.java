/// An estate at a moment, put together for people: as an auditor is told of it, and what of its address space is taken.
///
/// Start at [Auditing].
@NullMarked
package io.segwright.app.report;

import org.jspecify.annotations.NullMarked;
