/// Flows and their folding into conversations: who talks to whom on which service, by time bucket.
@NullMarked
package io.segwright.inventory.flow;

import org.jspecify.annotations.NullMarked;
