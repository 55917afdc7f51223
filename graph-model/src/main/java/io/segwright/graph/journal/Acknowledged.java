package io.segwright.graph.journal;

import io.segwright.inventory.ipam.Answer;

/// An answer that would survive the machine's end.
///
/// @param revision the allocator's at that moment: answers in order of revision are in the order in which they were given
public record Acknowledged(Answer answer, long revision) {}
