/// What an auditor is told in figures: each a numerator, a denominator and a definition, counted from rows that can be
/// handed over with it. Whoever has the rows can count again; nothing here is counted from anything else.
///
/// Start at [Kpi] and [AuditRows].
@NullMarked
package io.segwright.inventory.kpi;

import org.jspecify.annotations.NullMarked;
