package io.segwright.app.cli;

import io.segwright.app.evidence.PackContents;
import io.segwright.app.report.Audited;
import io.segwright.inventory.ipam.TagKind;
import io.segwright.inventory.kpi.Kpi;
import io.segwright.inventory.kpi.KpiValue;
import io.segwright.inventory.kpi.KpiValue.Counted;
import io.segwright.inventory.kpi.KpiValue.Estimated;
import io.segwright.inventory.kpi.KpiValue.NotMeasured;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// The figures of an audit, in lines for a person.
final class KpiText {
    private KpiText() {}

    static List<String> lines(Audited audited) {
        List<String> lines = new ArrayList<>();
        switch (audited.basis()) {
            case NOW -> {} // nothing to warn of
            case LATER ->
                    lines.add(
                            line(
                                    "later",
                                    "computed at "
                                            + audited.computedAt()
                                            + " for "
                                            + audited.at()
                                            + ", as believed at "
                                            + audited.asOf()
                                            + "; today's are "
                                            + String.join(", ", audited.todays())));
        }
        for (Kpi kpi : Kpi.values()) {
            KpiValue value = audited.kpis().get(kpi);
            if (value != null) {
                lines.add(String.format(Locale.ROOT, "%-22s%s", kpi.word(), value(value)));
            }
        }
        PackContents.missing(audited.rows())
                .forEach((of, counts) -> {
                    if (!counts.isEmpty()) {
                        lines.add(line("missing", of + ": " + counts(counts)));
                    }
                });
        List<String> unchecked =
                EnumSet.allOf(TagKind.class).stream()
                        .filter(kind -> !audited.lookedUp().contains(kind))
                        .map(TagKind::word)
                        .toList();
        if (!unchecked.isEmpty()) {
            lines.add(
                    line(
                            "tags",
                            "not looked up, since none were imported: "
                                    + String.join(", ", unchecked)));
        }
        return lines;
    }

    private static String line(String topic, String text) {
        return String.format(Locale.ROOT, "%-10s%s", topic, text);
    }

    static String value(KpiValue value) {
        return switch (value) {
            case Counted counted ->
                    String.format(
                            Locale.ROOT,
                            "%6.2f %%  %d of %d",
                            counted.floor() / 100.0,
                            counted.numerator(),
                            counted.denominator());
            case Estimated estimated ->
                    String.format(
                            Locale.ROOT,
                            "%6.2f %%  %.2f %% to %.2f %%, at 95 %%",
                            estimated.percent(),
                            estimated.lower(),
                            estimated.upper());
            case NotMeasured(String reason) -> "     -    not measured: " + reason;
        };
    }

    private static String counts(Map<String, Long> counts) {
        return String.join(
                ", ",
                counts.entrySet().stream().map(e -> e.getValue() + " " + e.getKey()).toList());
    }
}
