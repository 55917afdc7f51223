package io.segwright.inventory.claim;

import java.time.Instant;

/// A whole list was read: one small record renews everything that its source says.
///
/// @param source `import:NAME`
/// @param at when
/// @param devices how many it listed
public record ImportRun(String source, Instant at, int devices) {}
