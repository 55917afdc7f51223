package io.segwright.inventory.coverage;

import io.segwright.inventory.coverage.CoverageRow.Thing;
import io.segwright.inventory.estimate.Population;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// A report with the rows that it was counted from.
///
/// @param rows sorted
public record CoverageCensus(CoverageReport report, List<CoverageRow> rows) {
    public CoverageCensus {
        rows = List.copyOf(rows);
    }

    /// The figures of the devices, from the rows alone.
    ///
    /// @param importedOnly how many of them never answered; no row says that
    public static DeviceCoverage devices(List<CoverageRow> rows, long importedOnly) {
        Map<String, List<Integer>> histories = new HashMap<>();
        long inventoried = 0;
        long owned = 0;
        long traced = 0;
        for (CoverageRow row : rows) {
            if (!row.segment().isEmpty()) {
                histories
                        .computeIfAbsent(row.segment(), _ -> new ArrayList<>())
                        .add(SamplingLists.history(row.lists()));
            }
            inventoried += row.thing() == Thing.DEVICE ? 1 : 0;
            owned += row.thing() == Thing.DEVICE && row.isCovered() ? 1 : 0;
            traced += row.thing() == Thing.TRACE ? 1 : 0;
        }
        Population population = Population.of(SamplingLists.names(), histories);
        return new DeviceCoverage(
                inventoried,
                importedOnly,
                owned,
                traced,
                population.total(),
                population.segments());
    }
}
