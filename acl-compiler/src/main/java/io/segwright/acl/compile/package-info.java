/// Turns a policy into one access list an enforcement point, first match, with the intent that it must equal.
///
/// The compiler works on sorted address ranges ([AddressSet]) and gives the fewest prefixes; the intent beside each
/// list is read from the policy by other code. What the compiler gets wrong, the verifier therefore sees. Lists hold
/// permits only and end in the implicit deny, so the order of their lines has no meaning but for people: what the
/// tracker knows first, then the floor, then rules in the policy's order. Start at [AclCompiler].
@NullMarked
package io.segwright.acl.compile;

import org.jspecify.annotations.NullMarked;
