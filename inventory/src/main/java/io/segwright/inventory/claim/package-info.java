/// What each source says of a device, and which of it is believed, why, until when.
///
/// A source speaks in a [ClaimSet]: one a device and source. A source that stops to say something keeps its last word
/// until that is stale; saying nothing never overrides anything. [Belief] picks the believed claim of an attribute by
/// the [Authority] of the sources, and names what lost and why. Claims of two sources that disagree are a
/// [ClaimConflict] until they agree or a person makes a [Decision], which then wins until all that it was about has
/// changed. [Presence] says by the age of the evidence whether the device is still there.
///
/// Pure functions of values: no clock, no store. Start at [Belief].
@NullMarked
package io.segwright.inventory.claim;

import org.jspecify.annotations.NullMarked;
