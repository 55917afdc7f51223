/// Whom an address belonged to at a moment: allocations, their tags, and the longest-prefix look-up over them.
///
/// Start at [AttributionIndex], which rests on [PrefixTrie]; the algorithm is told at `TrieArrays`.
@NullMarked
package io.segwright.inventory.attribute;

import org.jspecify.annotations.NullMarked;
