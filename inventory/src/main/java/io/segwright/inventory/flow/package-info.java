/// Flows and their folding into conversations: who talks to whom on which service, by time bucket.
///
/// A flow is one direction of a connection as one exporter saw it. It is never stored by itself: [Conversations]
/// asks whose both addresses were at the flow's time, finds out which end is the server, and adds it to a
/// conversation. Nothing observed here grants anything; it is evidence for a person.
/// Start at [Conversations]; [ServerEnd] has the rules for direction.
@NullMarked
package io.segwright.inventory.flow;

import org.jspecify.annotations.NullMarked;
