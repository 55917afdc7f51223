/// Access lists as values: lines, what they match, the packets they judge, and the first-match rule.
///
/// Everything else in this room meets here: the compiler makes an [AccessList], the verifier judges it, dialects
/// write and read it. Start at [FirstMatch].
@NullMarked
package io.segwright.acl.list;

import org.jspecify.annotations.NullMarked;
