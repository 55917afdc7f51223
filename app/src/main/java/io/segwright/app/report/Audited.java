package io.segwright.app.report;

import io.segwright.app.stage.Network;
import io.segwright.inventory.coverage.CoverageCensus;
import io.segwright.inventory.coverage.Gap;
import io.segwright.inventory.ipam.TagKind;
import io.segwright.inventory.kpi.AuditRows;
import io.segwright.inventory.kpi.Kpi;
import io.segwright.inventory.kpi.KpiValue;
import io.segwright.inventory.telemetry.TelemetryReport;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// An estate as an auditor is told of it.
///
/// @param asOf what was believed then
/// @param computedAt when it was put together
/// @param network its `at` is when it was true
/// @param kpis every figure, from `rows` alone
/// @param gaps all of them: not covered, silent, incomplete
/// @param lookedUp the kinds of tags whose names could be looked up
/// @param todays what is of the day on which it was computed, and not of the moment
public record Audited(
        Network network,
        Instant asOf,
        Instant computedAt,
        CoverageCensus census,
        AuditRows rows,
        Map<Kpi, KpiValue> kpis,
        TelemetryReport heard,
        List<Gap> gaps,
        Set<TagKind> lookedUp,
        List<String> todays) {
    /// What has no history: these are today's, whatever time was asked about.
    static final List<String> TODAYS = List.of("pools' policies", "what was heard");

    /// Whether the figures are of the moment at which they were put together.
    public enum Basis {
        NOW("now"),
        /// Of a past moment, from the graph's history and the files of then.
        LATER("later");

        private final String word;

        Basis(String word) {
            this.word = word;
        }

        public String word() {
            return word;
        }
    }

    public Audited {
        kpis = Map.copyOf(kpis);
        gaps = List.copyOf(gaps);
        lookedUp = Set.copyOf(lookedUp);
        todays = List.copyOf(todays);
    }

    public Instant at() {
        return network.at();
    }

    public Basis basis() {
        return at().equals(computedAt) && asOf.equals(computedAt) ? Basis.NOW : Basis.LATER;
    }
}
