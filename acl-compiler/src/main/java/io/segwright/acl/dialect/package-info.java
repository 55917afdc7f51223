/// Access lists in a platform's own words: writing them, and reading them back from the text alone.
///
/// A dialect that cannot say a line says so ([Rendering.Unrenderable]); it never says something wider. Reading is
/// strict: every word must be understood, or the text is refused with the place, because a word that is skipped may be
/// the one that opens a hole. Reading covers where lists are bound, since a right list on a wrong interface protects
/// nobody. Start at [Dialect].
@NullMarked
package io.segwright.acl.dialect;

import org.jspecify.annotations.NullMarked;
