/// Segment policy as people write it: who may talk to whom on which service, with owner, ticket and expiry.
///
/// Everything that a policy does not allow is denied, and the management section is not optional: there is no policy
/// without a floor under the devices' own addresses. Names are resolved while reading, so a [Policy] in hand has no
/// dangling reference. Start at [PolicyReader].
@NullMarked
package io.segwright.acl.policy;

import org.jspecify.annotations.NullMarked;
