/// What a policy means at one enforcement point, before anybody thought about lines: a set of permitted packets.
///
/// The verifier proves an access list equal to an [Intent]. An intent is therefore built from the policy by the most
/// direct reading of it, and shares no code with the compiler's aggregation, ordering or merging.
@NullMarked
package io.segwright.acl.intent;

import org.jspecify.annotations.NullMarked;
