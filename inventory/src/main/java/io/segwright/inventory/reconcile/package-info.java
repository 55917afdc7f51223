/// Observations in, changes out: which device an observation is about, and what it changes.
///
/// The reconciler is a pure function of (snapshot, observations); nothing here writes anywhere.
@NullMarked
package io.segwright.inventory.reconcile;

import org.jspecify.annotations.NullMarked;
