package io.segwright.app.evidence;

import io.segwright.inventory.coverage.CoverageRow;
import io.segwright.inventory.coverage.CoverageRow.Thing;
import io.segwright.inventory.coverage.Gap;
import io.segwright.inventory.kpi.AllocationRow;
import io.segwright.inventory.kpi.AuditRows;
import io.segwright.inventory.kpi.Kpi;
import io.segwright.inventory.kpi.KpiValue;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// What a report says, whoever made it: the product that writes a pack, or a verifier that reads one.
///
/// @param basis `now`, or `later` for a past moment
/// @param todays what is of the day on which it was made, and not of the moment
public record PackContents(
        Instant at,
        Instant asOf,
        Instant computedAt,
        String basis,
        List<String> todays,
        AuditRows rows,
        Map<Kpi, KpiValue> kpis,
        List<Gap> gaps,
        KpiHistory history) {
    public PackContents {
        todays = List.copyOf(todays);
        kpis = Map.copyOf(kpis);
        gaps = List.copyOf(gaps);
    }

    /// How many of what are not covered, by reason: `traces never-answered`.
    public static Map<String, Map<String, Long>> missing(AuditRows rows) {
        Map<String, Map<String, Long>> reasons = new LinkedHashMap<>();
        for (Thing thing : Thing.values()) {
            Map<String, Long> counts = new TreeMap<>();
            for (CoverageRow row : rows.things()) {
                if (row.thing() == thing && !row.isCovered()) {
                    counts.merge(row.reason(), 1L, Long::sum);
                }
            }
            reasons.put(thing == Thing.ADDRESS ? "addresses" : thing.word() + "s", counts);
        }
        Map<String, Long> tags = new TreeMap<>();
        for (AllocationRow row : rows.allocations()) {
            row.problems().forEach(problem -> tags.merge(problem, 1L, Long::sum));
        }
        reasons.put("allocations", tags);
        return reasons;
    }

    /// How many things and allocations are not covered, by the owner whom they name, the empty one for nobody.
    public static Map<String, Long> gapsByOwner(AuditRows rows) {
        Map<String, Long> counts = new TreeMap<>();
        rows.things().stream()
                .filter(row -> !row.isCovered())
                .forEach(row -> counts.merge(row.owner(), 1L, Long::sum));
        rows.allocations().stream()
                .filter(row -> !row.isComplete())
                .forEach(row -> counts.merge(row.tags().owner(), 1L, Long::sum));
        return counts;
    }
}
