package io.segwright.app.evidence;

import io.segwright.app.picture.Svg;
import io.segwright.inventory.coverage.Gap;
import io.segwright.inventory.kpi.Kpi;
import io.segwright.inventory.kpi.KpiValue;
import io.segwright.inventory.kpi.KpiValue.Counted;
import io.segwright.inventory.kpi.KpiValue.Estimated;
import io.segwright.inventory.kpi.KpiValue.NotMeasured;
import io.segwright.inventory.kpi.Target;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// A pack for people: one page, no script, nothing from elsewhere; the page itself forbids both. Every text in it goes
/// through [Svg#escaped].
final class HtmlReport {
    private static final int GAPS_MAX = 500; // lines that are read; rows/gaps.jsonl has all

    private static final String STYLE =
            """
            body{font:16px/1.5 system-ui,-apple-system,'Segoe UI',Helvetica,Arial,sans-serif;color:#1a1a1a;background:#fff;
            max-width:1000px;margin:2rem auto;padding:0 20px}
            h1{font-size:1.7rem;margin-bottom:.2rem}h2{font-size:1.2rem;margin-top:2.4rem}
            p.note{color:#5c5c5c;margin-top:.2rem}
            p.warn{border-left:4px solid #d55e00;padding:.4rem .8rem;background:#fdf3ec}
            table{border-collapse:collapse;width:100%;font-size:.86rem}
            th,td{text-align:left;vertical-align:top;padding:.35rem .6rem;border-bottom:1px solid #dcdcd8;overflow-wrap:anywhere}
            th{background:#f4f4f2}td.n{text-align:right;white-space:nowrap;font-variant-numeric:tabular-nums}
            code{font-size:.85em}svg{max-width:100%;height:auto;display:block;margin:1rem 0}
            @media print{body{max-width:none;margin:0}h2{break-after:avoid}svg{break-inside:avoid}}
            """;

    private final PackContents contents;
    private final StringBuilder out = new StringBuilder(100_000);

    private HtmlReport(PackContents contents) {
        this.contents = contents;
    }

    static String of(PackContents contents, FactHashes facts) {
        HtmlReport report = new HtmlReport(contents);
        report.head();
        report.out.append("<h2>Figures</h2>\n").append(kpiTable(contents.kpis()));
        report.targets();
        report.missing();
        report.pictures();
        report.gaps();
        report.facts(facts);
        report.out.append("</main>\n</body>\n</html>\n");
        return report.out.toString();
    }

    private void head() {
        String day = contents.at().toString();
        String policy =
                "default-src 'none'; style-src '"
                        + styleHash()
                        + "'; base-uri 'none'; form-action 'none'";
        out.append("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n")
                .append("<meta http-equiv=\"Content-Security-Policy\" content=\"")
                .append(policy)
                .append(
                        "\">\n<meta name=\"viewport\" content=\"width=device-width,initial-scale=1\">\n")
                .append(
                        "<meta name=\"referrer\" content=\"no-referrer\">\n<title>Segwright evidence, ")
                .append(Svg.escaped(day))
                .append("</title>\n<style>")
                .append(STYLE)
                .append(
                        "</style>\n</head>\n<body>\n<main>\n<h1>Who answers for what</h1>\n<p class=\"note\">The estate at ")
                .append(Svg.escaped(day))
                .append(", as believed at ")
                .append(Svg.escaped(contents.asOf().toString()))
                .append("; computed at ")
                .append(Svg.escaped(contents.computedAt().toString()))
                .append(".</p>\n");
        if (!contents.basis().equals("now")) {
            out.append(
                            "<p class=\"warn\">Computed later, from the history of the inventory. Of the day of the computation are: ")
                    .append(Svg.escaped(String.join(", ", contents.todays())))
                    .append(".</p>\n");
        }
    }

    /// For the page's own policy: this style and no other.
    private static String styleHash() {
        return "sha256-"
                + Base64.getEncoder()
                        .encodeToString(
                                StrictJson.sha256().digest(STYLE.getBytes(StandardCharsets.UTF_8)));
    }

    /// The part of the page that a verifier makes again from the recounted figures.
    static String kpiTable(Map<Kpi, KpiValue> kpis) {
        StringBuilder table =
                new StringBuilder(
                        "<table>\n<tr><th>Figure</th><th>Share</th><th>Count</th><th>Of</th><th>Definition</th></tr>\n");
        for (Kpi kpi : Kpi.values()) {
            KpiValue value = kpis.get(kpi);
            if (value != null) {
                table.append("<tr><td>")
                        .append(kpi.word())
                        .append("</td>")
                        .append(cells(value))
                        .append("<td>")
                        .append(Svg.escaped(kpi.definition()))
                        .append("</td></tr>\n");
            }
        }
        return table.append("</table>\n").toString();
    }

    private static String cells(KpiValue value) {
        return switch (value) {
            case Counted counted ->
                    String.format(
                            Locale.ROOT,
                            "<td class=\"n\">%.2f %%</td><td class=\"n\">%d</td><td class=\"n\">%d</td>",
                            counted.floor() / 100.0,
                            counted.numerator(),
                            counted.denominator());
            case Estimated estimated ->
                    String.format(
                            Locale.ROOT,
                            "<td class=\"n\">%.2f %%<br>%.2f–%.2f %%</td><td class=\"n\">%d</td><td class=\"n\">%d and the unseen</td>",
                            estimated.percent(),
                            estimated.lower(),
                            estimated.upper(),
                            estimated.numerator(),
                            estimated.known());
            case NotMeasured(String reason) ->
                    "<td class=\"n\">–</td><td colspan=\"2\">not measured: "
                            + Svg.escaped(reason)
                            + "</td>";
        };
    }

    private void targets() {
        out.append("<h2>Targets</h2>\n<ul>\n");
        for (String name : List.of("standard", "strict")) {
            List<Target.Miss> misses = Target.shipped(name).orElseThrow().misses(contents.kpis());
            out.append("<li>")
                    .append(name)
                    .append(misses.isEmpty() ? ": reached" : ": missed\n<ul>\n");
            misses.forEach(
                    miss -> out.append("<li>").append(Svg.escaped(miss.text())).append("</li>\n"));
            out.append(misses.isEmpty() ? "</li>\n" : "</ul></li>\n");
        }
        out.append("</ul>\n");
    }

    private void missing() {
        out.append(
                "<h2>What is missing, by reason</h2>\n<table>\n<tr><th>Of</th><th>Reason</th><th>Count</th></tr>\n");
        PackContents.missing(contents.rows())
                .forEach((of, counts) ->
                        counts.forEach((reason, count) ->
                                out.append("<tr><td>")
                                        .append(of)
                                        .append("</td><td>")
                                        .append(Svg.escaped(reason))
                                        .append("</td><td class=\"n\">")
                                        .append(count)
                                        .append("</td></tr>\n")));
        out.append("</table>\n");
    }

    private void pictures() {
        PackPictures pictures = new PackPictures(contents);
        out.append("<h2>Pictures</h2>\n").append(pictures.coverage()).append(pictures.gaps());
        pictures.maps().forEach(out::append);
    }

    private void gaps() {
        out.append("<h2>Gaps</h2>\n<p class=\"note\">")
                .append(contents.gaps().size())
                .append(
                        " in all; rows/gaps.jsonl has each.</p>\n<table>\n<tr><th>Gap</th><th>Subject</th><th>Site</th><th>Evidence</th><th>What to do</th></tr>\n");
        for (Gap gap : contents.gaps().subList(0, Math.min(GAPS_MAX, contents.gaps().size()))) {
            out.append("<tr>");
            cell(gap.kind().name().toLowerCase(Locale.ROOT).replace('_', ' '));
            cell(gap.subject());
            cell(gap.site());
            cell(String.join("; ", gap.evidence()));
            cell(gap.remedy());
            out.append("</tr>\n");
        }
        out.append("</table>\n");
        if (contents.gaps().size() > GAPS_MAX) {
            out.append("<p class=\"note\">… ")
                    .append(contents.gaps().size() - GAPS_MAX)
                    .append(" more</p>\n");
        }
    }

    private void facts(FactHashes facts) {
        out.append(
                "<h2>What this rests on</h2>\n<p class=\"note\">SHA-256 over the sorted facts of the inventory; README.txt says how the files are checked.</p>\n<table>\n<tr><th>Facts</th><th>Count</th><th>SHA-256</th></tr>\n");
        for (FactHashes.Section section : facts.sections()) {
            out.append("<tr>");
            cell(section.name());
            out.append("<td class=\"n\">").append(section.facts()).append("</td><td><code>");
            out.append(Svg.escaped(section.sha256())).append("</code></td></tr>\n");
        }
        out.append("</table>\n");
    }

    private void cell(String text) {
        out.append("<td>").append(Svg.escaped(text)).append("</td>");
    }
}
