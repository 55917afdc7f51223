package io.segwright.app.demo;

import io.segwright.acl.plan.DeviceFile;
import io.segwright.app.view.Table;
import io.segwright.inventory.coverage.Gap;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/// The demo's result as a person or a script reads it.
public final class DemoSummary {
    private static final int COMPLAINTS_MAX = 20;

    private final DemoResult result;

    DemoSummary(DemoResult result) {
        this.result = result;
    }

    /// True where everything is as the truth has it and every list is proved.
    public boolean isRight() {
        return result.complaints().isEmpty();
    }

    /// One JSON object on one line.
    public String json() {
        return Table.json(result.json());
    }

    /// What is wrong, one a line, the first of them.
    public List<String> complaints() {
        List<String> all = result.complaints();
        return all.subList(0, Math.min(COMPLAINTS_MAX, all.size()));
    }

    public void print(PrintWriter out) {
        Comparison found = result.comparison();
        out.println();
        out.printf(
                Locale.ROOT,
                "  DEVICES       %d of %d found from one seed, %d wrong; devices to be left alone: %s%n",
                found.found(),
                found.expected(),
                found.wrong(),
                result.forbiddenContacts() == 0 ? "not touched" : "TOUCHED");
        out.printf(
                Locale.ROOT,
                "  COVERAGE      %.2f %% of %d devices and addresses in use are inventoried and owned%n",
                result.coverage().percent(),
                result.coverage().required());
        out.printf(
                Locale.ROOT,
                "  FLOWS         %d received, %d attributed at both ends, %d conversations%n",
                result.flows().counters().received(),
                result.flows().counters().bothAttributed(),
                result.flows().conversations());
        out.printf(
                Locale.ROOT,
                "  ACCESS LISTS  %d compiled from %d segments and %d rules, %d proved, %d refuted%n",
                result.lists(),
                result.segments(),
                result.rules(),
                result.proofs().proved(),
                result.proofs().refuted());
        out.printf(Locale.ROOT, "  TIME          %.1f s%n", result.seconds());
        out.println();
        out.printf(
                Locale.ROOT,
                "  Gaps: %d planted, %d listed%n",
                found.gapsPlanted(),
                found.gapsListed());
        for (Gap gap : result.coverage().gaps()) {
            out.println("    " + line(gap));
        }
        if (isRight()) {
            next(out);
        }
        out.flush();
    }

    private static String line(Gap gap) {
        String kind = gap.kind().name().toLowerCase(Locale.ROOT).replace('_', ' ');
        String place = gap.place().isEmpty() ? "" : " at " + gap.place();
        return kind + ": " + gap.subject() + place + ": " + gap.remedy();
    }

    private void next(PrintWriter out) {
        String folder = result.folder().toString();
        Map<String, Integer> dialects = new TreeMap<>();
        result.plan()
                .files()
                .forEach(f -> dialects.merge(f.file().dialect().suffix(), 1, Integer::sum));
        DeviceFile example = result.plan().files().getFirst().file();
        out.println();
        out.println("  Files in " + folder);
        out.println(
                "    plan/         " + files(dialects) + " and plan.json, e.g. " + example.name());
        out.println("    policy.yaml   what may talk to what");
        out.println("    data/         inventory and audit log; from allocations.csv and the wire");
        out.println();
        out.println("  Try next");
        out.println("    ./segwright demo --break");
        out.println(
                "    ./segwright whois "
                        + result.example().source()
                        + " --data "
                        + folder
                        + "/data");
        out.println("    ./segwright explain " + result.example() + " \\");
        out.println("        --policy " + folder + "/policy.yaml --data " + folder + "/data");
        out.println("    ./segwright audit log verify " + folder + "/data/audit/audit.jsonl");
        out.println("    ./segwright collect --help        for your own network");
    }

    private static String files(Map<String, Integer> dialects) {
        List<String> counts =
                dialects.entrySet().stream().map(e -> e.getValue() + " ." + e.getKey()).toList();
        return String.join(", ", counts) + " files";
    }
}
