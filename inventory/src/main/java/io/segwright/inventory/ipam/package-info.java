/// Who is given which address: pools and their policy, requests and what became of them, tags that must be live.
///
/// [Allocator] is the state, and `decide` and `apply` are all that happens to it: a command is decided into an answer
/// and the changes that make it so, and only `apply` alters anything. It has no clock and does no IO; the time, the
/// caller and the [TagDirectory] come in with the command. So whoever keeps the changes, in order, can have the same
/// state again: `graph.journal` does. What holds always:
///
/// - of two blocks in one routing domain either one lies inside the other or they have no address in common;
/// - nothing is given out twice: a block leaves the tree only once it is released and has rested;
/// - nothing is given out whose required tags are not live at that moment;
/// - a request with a key that was used is answered as it was then.
@NullMarked
package io.segwright.inventory.ipam;

import org.jspecify.annotations.NullMarked;
