package io.segwright.app.evidence;

import com.fasterxml.jackson.databind.JsonNode;
import io.segwright.app.evidence.EvidencePack.Sum;
import io.segwright.inventory.coverage.CoverageRow;
import io.segwright.inventory.coverage.OwnerDirectory;
import io.segwright.inventory.kpi.AllocationRow;
import io.segwright.inventory.kpi.AuditRows;
import io.segwright.inventory.kpi.Kpi;
import io.segwright.inventory.kpi.KpiValue;
import io.segwright.inventory.kpi.OwnerRow;
import io.segwright.inventory.kpi.TalkRow;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipException;

/// Checks a pack with nothing but the pack: every hash, the history's chain, and every figure counted again from the
/// rows. Whoever can write a whole pack anew can make one that passes; that it is *the* pack says its name, which the
/// estate's audit log holds.
public final class PackVerifier {
    private final PackFiles files;
    private final Map<String, Sum> sums = new TreeMap<>();

    /// What was found to be right.
    ///
    /// @param name the SHA-256 of the file of hashes
    /// @param factsRoot what the pack says that it rests on
    /// @param at of when the figures are; `asOf`: what was believed then
    public record Verified(
            String name,
            String factsRoot,
            Instant at,
            Instant asOf,
            Map<Kpi, KpiValue> kpis,
            long rows,
            int records) {
        public Verified {
            kpis = Map.copyOf(kpis);
        }
    }

    private PackVerifier(PackFiles files) {
        this.files = files;
    }

    /// @param pack a folder or a zip file
    /// @throws EvidenceException the first thing that is not right, with its place
    public static Verified verify(Path pack) throws EvidenceException, IOException {
        try (PackFiles files = PackFiles.open(pack)) {
            Verified verified = new PackVerifier(files).verify();
            files.checkContainer();
            return verified;
        } catch (ZipException | EOFException e) {
            throw new EvidenceException(
                    pack.getFileName() + ": is a damaged zip file: " + e.getMessage());
        }
    }

    private Verified verify() throws EvidenceException, IOException {
        for (String name : EvidencePack.ALL) {
            if (!name.equals(EvidencePack.SUMS)) {
                sums.put(name, files.sum(name));
            }
        }
        String text = files.text(EvidencePack.SUMS);
        checkSums(text);
        JsonNode rests = manifest();
        String root = facts(rests);
        KpiHistory history = history(rests);
        JsonNode report = object(EvidencePack.REPORT, EvidencePack.FORMAT + "-report");
        AuditRows rows = rows(report);
        Map<Kpi, KpiValue> recounted = Kpi.all(rows);
        checkReport(report, rows, recounted);
        checkPage(recounted);
        return new Verified(
                StrictJson.sha256(text),
                root,
                KpiRecord.instant(report, "at", EvidencePack.REPORT),
                KpiRecord.instant(report, "asOf", EvidencePack.REPORT),
                recounted,
                (long) rows.things().size()
                        + rows.allocations().size()
                        + rows.owners().size()
                        + rows.talks().size(),
                history.records().size());
    }

    private void checkSums(String text) throws EvidenceException {
        List<String> wanted = EvidencePack.sums(sums).lines().toList();
        List<String> found = text.lines().toList();
        for (int i = 0; i < wanted.size(); i++) {
            String line = i < found.size() ? found.get(i) : "";
            if (!line.equals(wanted.get(i))) {
                String name = wanted.get(i).substring(66);
                throw new EvidenceException(
                        line.endsWith("  " + name)
                                ? name
                                        + ": is "
                                        + wanted.get(i).substring(0, 64)
                                        + ", and "
                                        + EvidencePack.SUMS
                                        + ":"
                                        + (i + 1)
                                        + " has another: the file was changed, or that line"
                                : EvidencePack.SUMS + ":" + (i + 1) + ": want the hash of " + name);
            }
        }
        if (!text.equals(EvidencePack.sums(sums))) {
            throw new EvidenceException(
                    EvidencePack.SUMS + ": want " + wanted.size() + " lines and nothing else");
        }
    }

    private JsonNode manifest() throws EvidenceException, IOException {
        JsonNode manifest = object(EvidencePack.MANIFEST, EvidencePack.FORMAT);
        String listed = StrictJson.list(manifest, "files", EvidencePack.MANIFEST).toString();
        String wanted =
                StrictJson.list(
                                StrictJson.object(
                                        StrictJson.write(Map.of("files", PackWriter.files(sums))),
                                        EvidencePack.MANIFEST),
                                "files",
                                EvidencePack.MANIFEST)
                        .toString();
        if (!listed.equals(wanted)) {
            throw new EvidenceException(
                    EvidencePack.MANIFEST
                            + ": files: are not those of the pack, with their sizes and hashes");
        }
        JsonNode rests = manifest.get("restsOn");
        if (rests == null || !rests.isObject()) {
            throw new EvidenceException(EvidencePack.MANIFEST + ": restsOn: want an object");
        }
        return rests;
    }

    private static String facts(JsonNode rests) throws EvidenceException {
        String place = EvidencePack.MANIFEST + ": restsOn";
        List<FactHashes.Section> sections = new ArrayList<>();
        for (JsonNode section : StrictJson.list(rests, "facts", place)) {
            sections.add(
                    new FactHashes.Section(
                            StrictJson.text(section, "section", place),
                            StrictJson.number(section, "facts", place),
                            StrictJson.text(section, "sha256", place)));
        }
        String root = StrictJson.text(rests, "factsRoot", place);
        if (!new FactHashes(sections).root().equals(root)) {
            throw new EvidenceException(
                    place + ": factsRoot " + root + " is not that of the sections");
        }
        return root;
    }

    private KpiHistory history(JsonNode rests) throws EvidenceException, IOException {
        List<String> lines = new ArrayList<>();
        files.lines(
                EvidencePack.HISTORY,
                (line, place) -> {
                    if (lines.size() > KpiHistory.RECORDS_MAX
                            || line.length() > KpiHistory.LINE_CHARS_MAX) {
                        throw new EvidenceException(place + ": more than a history holds");
                    }
                    lines.add(line);
                });
        KpiHistory history = KpiHistory.of(lines, EvidencePack.HISTORY);
        String head = StrictJson.text(rests, "kpiHistoryHead", EvidencePack.MANIFEST + ": restsOn");
        if (!head.equals(history.head())) {
            throw new EvidenceException(
                    EvidencePack.HISTORY
                            + ": ends with "
                            + history.head()
                            + ", and the manifest says "
                            + head
                            + ": records were cut off or put in");
        }
        return history;
    }

    private AuditRows rows(JsonNode report) throws EvidenceException, IOException {
        List<CoverageRow> things = new ArrayList<>();
        List<AllocationRow> allocations = new ArrayList<>();
        List<OwnerRow> owners = new ArrayList<>();
        List<TalkRow> talks = new ArrayList<>();
        files.lines(
                EvidencePack.THINGS,
                (line, place) -> things.add(RowJson.thing(StrictJson.object(line, place), place)));
        files.lines(
                EvidencePack.ALLOCATIONS,
                (line, place) ->
                        allocations.add(RowJson.allocation(StrictJson.object(line, place), place)));
        files.lines(
                EvidencePack.OWNERS,
                (line, place) -> owners.add(RowJson.owner(StrictJson.object(line, place), place)));
        files.lines(
                EvidencePack.TALKS,
                (line, place) -> talks.add(RowJson.talk(StrictJson.object(line, place), place)));
        JsonNode checked = report.get("ownersChecked");
        if (checked == null || !checked.isBoolean()) {
            throw new EvidenceException(
                    EvidencePack.REPORT + ": ownersChecked: want true or false");
        }
        return new AuditRows(
                things,
                allocations,
                owners,
                checked.booleanValue()
                        ? OwnerDirectory.Extent.CHECKED
                        : OwnerDirectory.Extent.NOT_CHECKED,
                talks);
    }

    private void checkReport(JsonNode report, AuditRows rows, Map<Kpi, KpiValue> recounted)
            throws EvidenceException, IOException {
        Map<Kpi, KpiValue> told =
                KpiJson.read(
                        StrictJson.list(report, "kpis", EvidencePack.REPORT), EvidencePack.REPORT);
        for (Kpi kpi : Kpi.values()) {
            KpiValue counted = recounted.get(kpi);
            if (counted != null && !counted.equals(told.get(kpi))) {
                throw new EvidenceException(
                        EvidencePack.REPORT
                                + ": "
                                + kpi.word()
                                + " is "
                                + told.get(kpi)
                                + ", and the rows make it "
                                + counted);
            }
        }
        same(report, "kpis", KpiJson.defined(recounted));
        same(report, "missing", PackContents.missing(rows));
        same(report, "gapsByOwner", PackContents.gapsByOwner(rows));
        checkGaps(rows);
    }

    private static void same(JsonNode report, String field, Object wanted)
            throws EvidenceException {
        JsonNode told = report.get(field);
        if (told == null || !told.toString().equals(StrictJson.write(wanted))) {
            throw new EvidenceException(
                    EvidencePack.REPORT + ": " + field + ": is not what the rows make");
        }
    }

    /// Each thing that is not covered and each allocation that is not complete has its line.
    private void checkGaps(AuditRows rows) throws EvidenceException, IOException {
        long[] listed = new long[1];
        files.lines(
                EvidencePack.GAPS,
                (line, place) -> {
                    String kind = StrictJson.text(StrictJson.object(line, place), "gap", place);
                    listed[0] += kind.equals("telemetry-silent") ? 0 : 1;
                });
        long wanted =
                rows.things().stream().filter(row -> !row.isCovered()).count()
                        + rows.allocations().stream().filter(row -> !row.isComplete()).count();
        if (listed[0] != wanted) {
            throw new EvidenceException(
                    EvidencePack.GAPS
                            + ": lists "
                            + listed[0]
                            + " gaps, and the rows have "
                            + wanted);
        }
    }

    private void checkPage(Map<Kpi, KpiValue> recounted) throws EvidenceException, IOException {
        if (!files.text(EvidencePack.HTML).contains(HtmlReport.kpiTable(recounted))) {
            throw new EvidenceException(
                    EvidencePack.HTML + ": its table of figures is not what the rows make");
        }
    }

    private JsonNode object(String name, String format) throws EvidenceException, IOException {
        JsonNode object = StrictJson.object(files.text(name), name);
        String found = StrictJson.text(object, "format", name);
        long version = StrictJson.number(object, "version", name);
        if (!found.equals(format) || version != EvidencePack.VERSION) {
            throw new EvidenceException(
                    name
                            + ": "
                            + found
                            + " version "
                            + version
                            + ": want "
                            + format
                            + " version "
                            + EvidencePack.VERSION);
        }
        return object;
    }
}
