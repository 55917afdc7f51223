/// Proofs about access lists: that a list permits exactly what an intent says, that two lists are equal, that a line
/// can never match.
///
/// The idea: the list by its first-match rule and the intent by its union of grants each become a set of packets
/// (package `space`); sets are canonical, so equal sets are one and the same, and where they differ there is a
/// packet. No such packet leaves here on the word of the fast engine alone: both slow evaluators,
/// [io.segwright.acl.list.FirstMatch] and [IntentCheck], which share no code with it, must disagree on it, as the
/// engine says they do. Both families are always proved. Everything here is a pure function, safe for any thread, and
/// bounded by a node budget: what does not fit ends in a `GaveUp`, never in a guess. Start at [Verifier].
///
/// Cost, in CPU seconds of one 2.6 GHz core that others load too, JVM warm unless said:
///
/// | what | lines | equal, to a rewritten copy | dead lines |
/// | --- | --- | --- | --- |
/// | segment list, 4,000 prefixes, both families, against its intent | 1,000 | 0.06 (cold 0.12) | |
/// | 210 management lists of 40 lines | 8,400 | 0.15 (cold 0.5) | |
/// | ClassBench acl, fw, ipc (seven sets) | 860 to 997 | 0.03 to 0.23 | 0.01 to 0.05 |
/// | ClassBench acl1, acl3, acl4 | about 9,700 | 1.1, 1.8, 2.0 | 0.5, 0.4, 0.6 |
/// | ClassBench fw1, fw2, fw4 | about 9,600 | 2.5, 1.4, 1.2 | 2.0, 0.5, 0.5 |
/// | ClassBench ipc1 | 9,588 | 7.8 | 1.8 |
///
/// `ClassBenchTest` (tag `data`) prints the ClassBench rows anew. Work is counted in diagram nodes, some 170 a line,
/// and grows almost as the number of lines (`EffortTest`); lists of many different wide ranges in several fields at
/// once are the ones that can outgrow the budget.
@NullMarked
package io.segwright.acl.verify;

import org.jspecify.annotations.NullMarked;
