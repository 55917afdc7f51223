package io.segwright.inventory.kpi;

import io.segwright.inventory.coverage.CoverageRow;
import io.segwright.inventory.coverage.OwnerDirectory;
import java.util.List;

/// All that the figures are counted from.
///
/// @param things sorted
/// @param allocations sorted
/// @param owners sorted by name
/// @param ownersExtent whether anybody knows who is live
/// @param talks by their ends, each two of them once
public record AuditRows(
        List<CoverageRow> things,
        List<AllocationRow> allocations,
        List<OwnerRow> owners,
        OwnerDirectory.Extent ownersExtent,
        List<TalkRow> talks) {
    public AuditRows {
        things = List.copyOf(things);
        allocations = List.copyOf(allocations);
        owners = List.copyOf(owners);
        talks = List.copyOf(talks);
    }
}
