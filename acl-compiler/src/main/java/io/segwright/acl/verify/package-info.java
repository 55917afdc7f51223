/// Proofs about access lists: that a list permits exactly what an intent says, that two lists are equal, that a line
/// can never match.
///
/// The idea: the list by its first-match rule and the intent by its union of grants each become a set of packets
/// (package `space`); sets are canonical, so equal sets are one and the same, and where they differ there is a
/// packet. No such packet leaves here on the word of the fast engine alone: both slow evaluators,
/// [io.segwright.acl.list.FirstMatch] and [IntentCheck], which share no code with it, must disagree on it, as the
/// engine says they do. Both families are always proved. Everything here is a pure function, safe for any thread, and
/// bounded by a node budget: what does not fit ends in a `GaveUp`, never in a guess. Start at [Verifier].
@NullMarked
package io.segwright.acl.verify;

import org.jspecify.annotations.NullMarked;
