/// Facts in two times: when something was true (valid time), and when we believed it (transaction time).
///
/// A fact vertex has five instants. At birth it gets `validFrom` and `recordedAt`; the others are "still"
/// ([io.segwright.graph.schema.Schema#FOREVER]). When the fact stops holding, `validTo` says when in the world and
/// `supersededAt` when we learned it. When late evidence shows that a closed fact was never so, `retractedAt` says
/// when we learned that. Each of the three is filled in at most once:
///
/// ```
///  known                       +--- superseded at T2: true until V2
///   ^   T3  . . . . . . . . . .|. . . . . . . . . . . . retracted at T3
///   |   T2  +------------------+ - - - - - - - - - - -
///   |       |    believed      |   believed until T2 only
///   |   T1  +------------------+----------------------
///   |       V1                 V2                        valid ->
/// ```
///
/// Start at [AsOf] and [Revision], which decides what a new assertion closes and opens.
@NullMarked
package io.segwright.graph.fact;

import org.jspecify.annotations.NullMarked;
