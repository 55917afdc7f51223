/// One writer for the whole graph: JanusGraph's uniqueness does not hold between concurrent transactions.
///
/// Callers queue up in front of one thread, which folds what waits into commits of about a thousand elements and
/// lets each caller go when its last change is durable. A change that says nothing new costs no write at all.
/// Start at [GraphWriter].
@NullMarked
package io.segwright.graph.write;

import org.jspecify.annotations.NullMarked;
