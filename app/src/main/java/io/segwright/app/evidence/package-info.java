/// What can be shown to somebody who does not trust us: figures with a history whose lines are chained by hashes, and a
/// pack that a third party checks without us.
///
/// Start at [KpiHistory] and [EvidencePack].
@NullMarked
package io.segwright.app.evidence;

import org.jspecify.annotations.NullMarked;
