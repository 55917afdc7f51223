package io.segwright.inventory.kpi;

import io.segwright.inventory.coverage.OwnerDirectory.Verdict;

/// An owner whom allocations in force name.
///
/// @param allocations how many name it, inherited or not
public record OwnerRow(String owner, Verdict verdict, long allocations) {}
