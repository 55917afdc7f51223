package io.segwright.app.cli;

import io.segwright.inventory.coverage.CoverageReport;
import io.segwright.inventory.coverage.DeviceCoverage;
import io.segwright.inventory.coverage.Gap;
import io.segwright.inventory.coverage.OwnerDirectory;
import io.segwright.inventory.coverage.Share;
import io.segwright.inventory.estimate.CaptureTable;
import io.segwright.inventory.estimate.Population;
import io.segwright.inventory.estimate.UnseenEstimate;
import io.segwright.inventory.estimate.UnseenEstimate.Estimated;
import io.segwright.inventory.estimate.UnseenEstimate.Insufficient;
import io.segwright.inventory.estimate.UnseenEstimate.Method;
import io.segwright.inventory.observe.Telemetry;
import io.segwright.inventory.telemetry.TelemetryReport;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// The figures of a coverage report and of who is heard: lines for a person, an object for a program.
final class CoverageText {
    private static final int SEGMENTS_MAX = 20; // lines for a person; JSON has all
    private static final double SCATTER_MIN = 1.5; // dispersion that is worth a word

    private final CoverageReport report;
    private final DeviceCoverage devices;
    private final TelemetryReport heard;
    private final List<Gap> gaps;

    /// @param gaps all that are printed, silent devices included
    CoverageText(CoverageReport report, TelemetryReport heard, List<Gap> gaps) {
        this.report = report;
        this.devices = report.devices();
        this.heard = heard;
        this.gaps = List.copyOf(gaps);
    }

    List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add(
                line(
                        "devices",
                        String.format(
                                Locale.ROOT,
                                "%d inventoried, %d more left traces, %s: coverage %s",
                                devices.inventoried(),
                                devices.traced(),
                                unseen(),
                                share(devices.coverage()))));
        lines.add(
                line(
                        "owners",
                        String.format(
                                Locale.ROOT,
                                "%d of the inventoried have an owner: %s; %s",
                                devices.owned(),
                                share(devices.ownership()),
                                ownersChecked())));
        lines.add(
                line(
                        "addresses",
                        String.format(
                                Locale.ROOT,
                                "%d of %d in use are given to a service and an owner",
                                report.addressesOwned(),
                                report.addressesInUse())));
        if (devices.importedOnly() > 0) {
            lines.add(
                    line(
                            "imports",
                            String.format(
                                    Locale.ROOT,
                                    "%d of the inventoried never answered; an import says that they exist",
                                    devices.importedOnly())));
        }
        lines.add(telemetry());
        lines.addAll(basis());
        lines.addAll(blindSegments());
        lines.add(
                line(
                        "limits",
                        "what is switched off, cut off, or hides from every list for one reason is in no count; see docs/coverage.md"));
        return lines;
    }

    private String telemetry() {
        List<String> ways = new ArrayList<>();
        for (Telemetry way : Telemetry.values()) {
            ways.add(word(way) + " " + heard.heardBy(way));
        }
        return line(
                "telemetry",
                String.format(
                        Locale.ROOT,
                        "%d devices, heard by %s; %d fell silent, %d were never heard",
                        heard.devices().size(),
                        String.join(", ", ways),
                        heard.silent().size(),
                        heard.neverHeard()));
    }

    private Map<String, Object> telemetryObject() {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("devices", heard.devices().size());
        object.put("silent", heard.silent().size());
        object.put("neverHeard", heard.neverHeard());
        Map<String, Object> ways = new LinkedHashMap<>();
        for (Telemetry way : Telemetry.values()) {
            Map<String, Object> counts = new LinkedHashMap<>();
            counts.put("heard", heard.heardBy(way));
            counts.put("missed", heard.missing(way));
            ways.put(word(way), counts);
        }
        object.put("ways", ways);
        return object;
    }

    private static String word(Telemetry way) {
        return way.name().toLowerCase(Locale.ROOT);
    }

    private static String line(String topic, String text) {
        return String.format(Locale.ROOT, "%-10s%s", topic, text);
    }

    private String unseen() {
        return switch (devices.unseen()) {
            case Estimated found ->
                    String.format(
                            Locale.ROOT,
                            "about %.0f (%d to %d) more are on no list",
                            found.unseen(),
                            found.interval().lower(),
                            found.interval().upper());
            case Insufficient _ -> "how many more are on no list cannot be said";
        };
    }

    private static String share(Share share) {
        return switch (share) {
            case Share.Estimated(double percent, double lower, double upper) ->
                    String.format(
                            Locale.ROOT,
                            "%.2f %% (%.2f %% to %.2f %%, at 95 %%)",
                            percent,
                            lower,
                            upper);
            case Share.AtMost(double percent) ->
                    String.format(Locale.ROOT, "at most %.2f %%", percent);
        };
    }

    private String ownersChecked() {
        return switch (report.owners()) {
            case CHECKED -> "owners who left or are unknown do not count";
            case NOT_CHECKED ->
                    "owners not checked for life: import them with segwright import owners FILE.csv";
        };
    }

    private List<String> basis() {
        return switch (devices.unseen()) {
            case Insufficient(String reason) -> List.of(line("estimate", "none: " + reason));
            case Estimated found -> {
                List<String> lines = new ArrayList<>();
                lines.add(
                        line(
                                "estimate",
                                String.format(
                                        Locale.ROOT,
                                        "from %d things on %s; by %s",
                                        found.table().listed(),
                                        lists(found.table()),
                                        found.models().getFirst().text())));
                if (found.method() == Method.CHAPMAN) {
                    lines.add(
                            line(
                                    "",
                                    "two lists only, taken to know nothing of each other: nothing here can check that"));
                }
                if (found.dispersion() >= SCATTER_MIN) {
                    lines.add(
                            line(
                                    "",
                                    String.format(
                                            Locale.ROOT,
                                            "the counts scatter %.1f times as much as the model says; the interval is widened",
                                            found.dispersion())));
                }
                yield lines;
            }
        };
    }

    private static String lists(CaptureTable table) {
        List<String> words = new ArrayList<>();
        for (int list = 0; list < table.lists().size(); list++) {
            words.add(table.lists().get(list) + " " + table.shownBy(1 << list));
        }
        return String.join(", ", words);
    }

    private List<String> blindSegments() {
        List<String> lines = new ArrayList<>();
        for (Population.Segment segment : devices.segments()) {
            if (segment.lists().size() < 3 && lines.size() < SEGMENTS_MAX) {
                lines.add(
                        line(
                                "segment",
                                String.format(
                                        Locale.ROOT,
                                        "%s: %d things, %d of the lists work there%s%s",
                                        segment.name(),
                                        segment.known(),
                                        segment.lists().size(),
                                        segment.lists().isEmpty() ? "" : " " + segment.lists(),
                                        switch (segment.inclusion()) {
                                            case COUNTED -> "";
                                            case LEFT_OUT -> "; left out of the estimate";
                                        })));
            }
        }
        return lines;
    }

    /// For programs: every figure, list and model.
    Map<String, Object> object() {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("required", report.required());
        object.put("attributed", report.attributed());
        object.put("percent", report.percent());
        Map<String, Object> parts = new LinkedHashMap<>();
        parts.put("inventoried", devices.inventoried());
        parts.put("importedOnly", devices.importedOnly());
        parts.put("owned", devices.owned());
        parts.put("traced", devices.traced());
        parts.put("unseen", object(devices.unseen()));
        parts.put("coverage", object(devices.coverage()));
        parts.put("ownership", object(devices.ownership()));
        parts.put("segments", devices.segments().stream().map(CoverageText::object).toList());
        object.put("devices", parts);
        Map<String, Object> addresses = new LinkedHashMap<>();
        addresses.put("inUse", report.addressesInUse());
        addresses.put("owned", report.addressesOwned());
        object.put("addresses", addresses);
        object.put("ownersChecked", report.owners() == OwnerDirectory.Extent.CHECKED);
        object.put("telemetry", telemetryObject());
        object.put("gaps", gaps);
        return object;
    }

    private static Map<String, Object> object(Share share) {
        Map<String, Object> object = new LinkedHashMap<>();
        switch (share) {
            case Share.Estimated(double percent, double lower, double upper) -> {
                object.put("percent", percent);
                object.put("lower", lower);
                object.put("upper", upper);
            }
            case Share.AtMost(double percent) -> object.put("atMostPercent", percent);
        }
        return object;
    }

    private static Map<String, Object> object(UnseenEstimate estimate) {
        Map<String, Object> object = new LinkedHashMap<>();
        switch (estimate) {
            case Insufficient(String reason) -> object.put("insufficient", reason);
            case Estimated found -> {
                object.put("estimate", Math.round(found.unseen() * 100) / 100.0);
                object.put("lower", found.interval().lower());
                object.put("upper", found.interval().upper());
                object.put("level", UnseenEstimate.LEVEL);
                object.put("method", found.method().name().toLowerCase(Locale.ROOT));
                object.put("listed", found.table().listed());
                object.put("knownUnlisted", found.table().unlisted());
                Map<String, Object> lists = new LinkedHashMap<>();
                for (int list = 0; list < found.table().lists().size(); list++) {
                    lists.put(found.table().lists().get(list), found.table().shownBy(1 << list));
                }
                object.put("lists", lists);
                object.put("dispersion", Math.round(found.dispersion() * 100) / 100.0);
                object.put("models", found.models().stream().map(CoverageText::object).toList());
            }
        }
        return object;
    }

    private static Map<String, Object> object(UnseenEstimate.ModelShare model) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("model", model.text());
        object.put("weight", Math.round(model.weight() * 1_000) / 1_000.0);
        return object;
    }

    private static Map<String, Object> object(Population.Segment segment) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("segment", segment.name());
        object.put("known", segment.known());
        object.put("lists", segment.lists());
        object.put("leftOut", segment.inclusion() == Population.Inclusion.LEFT_OUT);
        object.put("unseen", object(segment.estimate()));
        return object;
    }
}
