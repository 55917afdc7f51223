package io.segwright.app.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.segwright.inventory.attribute.Allocation;
import io.segwright.inventory.attribute.Polling;
import io.segwright.inventory.attribute.Tags;
import io.segwright.inventory.coverage.CoverageRow;
import io.segwright.inventory.coverage.CoverageRow.Thing;
import io.segwright.inventory.coverage.Gap;
import io.segwright.inventory.coverage.GapKind;
import io.segwright.inventory.coverage.OwnerDirectory;
import io.segwright.inventory.coverage.OwnerDirectory.Verdict;
import io.segwright.inventory.kpi.AllocationCheck;
import io.segwright.inventory.kpi.AllocationRow;
import io.segwright.inventory.kpi.AuditRows;
import io.segwright.inventory.kpi.Kpi;
import io.segwright.inventory.kpi.KpiValue;
import io.segwright.inventory.kpi.KpiValue.Counted;
import io.segwright.inventory.kpi.OwnerRow;
import io.segwright.inventory.kpi.TalkRow;
import io.segwright.inventory.net.Prefix;
import io.segwright.inventory.net.Vrf;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A pack says so when anything in it is not as it was written.
class EvidencePackTest {
    private static final Instant AT = Instant.parse("2026-04-03T00:00:00Z");
    private static final String HOSTILE = "sw-1<script>alert(1)</script>\"\u202e'&";

    @TempDir private Path folder;
    private Path pack = Path.of("pack");
    private String name = "";

    @BeforeEach
    void aPack() throws Exception {
        pack = folder.resolve("pack");
        name = write(pack, rows(), Kpi.all(rows()));
    }

    private static AuditRows rows() {
        Tags web = new Tags("web", "s1", "", "", "anna");
        return new AuditRows(
                List.of(
                        new CoverageRow(
                                Thing.DEVICE,
                                "10.0.0.1",
                                HOSTILE,
                                "east",
                                "net",
                                "anna",
                                "",
                                "east",
                                List.of("link")),
                        new CoverageRow(
                                Thing.DEVICE,
                                "10.0.0.2",
                                "b",
                                "east",
                                "",
                                "",
                                "no-prefix",
                                "east",
                                List.of()),
                        new CoverageRow(
                                Thing.ADDRESS,
                                "10.1.0.9",
                                "",
                                "",
                                "",
                                "",
                                "no-prefix",
                                "",
                                List.of())),
                List.of(
                        allocation("10.0.0.0/24", web, List.of()),
                        allocation(
                                "2001:db8::/32",
                                new Tags("", "", "", "", HOSTILE),
                                List.of("service-missing"))),
                List.of(
                        new OwnerRow("anna", Verdict.LIVE, 1),
                        new OwnerRow(HOSTILE, Verdict.UNKNOWN, 1)),
                OwnerDirectory.Extent.CHECKED,
                List.of(
                        new TalkRow(holder("web"), holder("web"), 7, 900),
                        new TalkRow(holder("web"), Tags.NONE, 1, 100)));
    }

    private static Tags holder(String service) {
        return new Tags(service, "", "", "", "anna");
    }

    private static AllocationRow allocation(String prefix, Tags tags, List<String> problems) {
        return new AllocationRow(
                new Allocation(
                        Vrf.DEFAULT,
                        Prefix.of(prefix),
                        tags,
                        Instant.EPOCH,
                        Instant.MAX,
                        Polling.ALLOWED,
                        "a.csv:2"),
                tags,
                AllocationCheck.REQUIRED_OUTSIDE,
                problems);
    }

    private String write(Path to, AuditRows rows, Map<Kpi, KpiValue> kpis) throws Exception {
        KpiHistory history = KpiHistoryTest.written(folder.resolve(to.getFileName() + ".h"), 2);
        List<Gap> gaps =
                List.of(
                        new Gap(
                                GapKind.DEVICE_WITHOUT_OWNER,
                                "10.0.0.2",
                                "east",
                                List.of(HOSTILE),
                                "",
                                "do"),
                        new Gap(
                                GapKind.ADDRESS_UNATTRIBUTED,
                                "10.1.0.9",
                                "",
                                List.of("arp"),
                                HOSTILE,
                                "do"),
                        new Gap(
                                GapKind.ALLOCATION_INCOMPLETE,
                                "2001:db8::/32",
                                "",
                                List.of(),
                                "",
                                "do"),
                        new Gap(GapKind.TELEMETRY_SILENT, "10.0.0.1", "", List.of(), "", "do"));
        try (PackPublisher publisher = PackPublisher.begin(to)) {
            String written =
                    PackWriter.write(
                            publisher.staging(),
                            new PackContents(
                                    AT, AT, AT, "now", List.of(), rows, kpis, gaps, history),
                            new PackWriter.Origin(
                                    "segwright test",
                                    new FactHashes(
                                            List.of(
                                                    FactHashes.section(
                                                            "devices", List.of("a", "b")))),
                                    List.of(new PackWriter.Input("owners", 3, "00")),
                                    "head"));
            publisher.publish();
            return written;
        }
    }

    private static void refused(Path pack, String message) {
        assertThatThrownBy(() -> PackVerifier.verify(pack))
                .isInstanceOf(EvidenceException.class)
                .hasMessageContaining(message);
    }

    @Test
    void aPackIsCountedAgainAndNamed() throws Exception {
        PackVerifier.Verified verified = PackVerifier.verify(pack);
        assertThat(verified.name()).isEqualTo(name);
        assertThat(verified.records()).isEqualTo(2);
        assertThat(verified.kpis())
                .containsEntry(Kpi.DEVICES_OWNED, new Counted(1, 2))
                .containsEntry(Kpi.ALLOCATIONS_TAGGED, new Counted(1, 2))
                .containsEntry(Kpi.OWNERS_LIVE, new Counted(1, 2))
                .containsEntry(Kpi.BYTES_ATTRIBUTED, new Counted(900, 1_000));
    }

    @Test
    void anyFlippedByteOfAnyFileIsFound() throws Exception {
        for (String file : EvidencePack.ALL) {
            Path path = pack.resolve(file);
            byte[] whole = Files.readAllBytes(path);
            int step = Math.max(1, whole.length / 25);
            for (int i = 0; i < whole.length; i += step) {
                byte[] flipped = whole.clone();
                flipped[i] ^= (byte) (1 << (i % 8));
                Files.write(path, flipped);
                assertThatThrownBy(() -> PackVerifier.verify(pack))
                        .as(file + " byte " + i)
                        .isInstanceOf(EvidenceException.class)
                        .hasMessageFindingMatch("^[A-Za-z0-9./]+:");
            }
            Files.write(path, whole);
        }
        PackVerifier.verify(pack);
    }

    @Test
    void anyFlippedByteOfAZippedPackIsFound() throws Exception {
        Path zip = folder.resolve("pack.zip");
        write(zip, rows(), Kpi.all(rows()));
        assertThat(PackVerifier.verify(zip).name()).isEqualTo(name);
        byte[] whole = Files.readAllBytes(zip);
        for (int i = 0; i < whole.length; i += i < 4_000 || i > whole.length - 1_200 ? 37 : 2_003) {
            byte[] flipped = whole.clone();
            flipped[i] ^= (byte) (1 << (i % 8));
            Files.write(zip, flipped);
            assertThatThrownBy(() -> PackVerifier.verify(zip))
                    .as("byte " + i)
                    .isInstanceOf(EvidenceException.class);
        }
        Files.write(zip, whole);
        assertThatThrownBy(() -> PackPublisher.begin(zip)).hasMessageContaining("is there already");
    }

    @Test
    void theSameEvidenceIsTheSameFile() throws Exception {
        Path one = folder.resolve("one.zip");
        Path other = folder.resolve("other.zip");
        write(one, rows(), Kpi.all(rows()));
        write(other, rows(), Kpi.all(rows()));
        assertThat(Files.mismatch(one, other)).isEqualTo(-1);
    }

    @Test
    void whatIsMissingOrWasPutInIsNamed() throws Exception {
        Path extra = Files.writeString(pack.resolve("rows/extra.jsonl"), "");
        refused(pack, "rows/extra.jsonl: belongs to no pack");
        Files.delete(extra);
        Files.createDirectory(pack.resolve("more"));
        refused(pack, "more/: belongs to no pack");
        Files.delete(pack.resolve("more"));
        Path moved = folder.resolve("moved");
        Files.move(pack.resolve("report.json"), moved);
        refused(pack, "report.json: is missing");
        Files.createSymbolicLink(pack.resolve("report.json"), moved);
        refused(pack, "report.json: is a link or no file");
    }

    @Test
    void aZipThatWouldClimbOutOrHasAFileTwiceIsRefusedAndNothingIsWritten() throws Exception {
        Path zip = folder.resolve("slip.zip");
        try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(zip))) {
            out.putNextEntry(new ZipEntry("../../evil\u001b[2J"));
            out.write(1);
        }
        refused(zip, "../../evil?[2J: belongs to no pack");
        Files.writeString(zip, "no zip at all");
        refused(zip, "no zip file");
    }

    @Test
    void figuresThatTheRowsDoNotMakeAreFoundAlthoughEveryHashIsRight() throws Exception {
        Map<Kpi, KpiValue> better = new EnumMap<>(Kpi.all(rows()));
        better.put(Kpi.DEVICES_OWNED, new Counted(2, 2));
        Path forged = folder.resolve("forged");
        write(forged, rows(), better);
        refused(
                forged,
                "report.json: devices-owned is Counted[numerator=2, denominator=2], and the rows make it Counted[numerator=1, denominator=2]");
        AuditRows fewer =
                new AuditRows(
                        rows().things().subList(0, 2),
                        rows().allocations(),
                        rows().owners(),
                        rows().ownersExtent(),
                        rows().talks());
        Path hidden = folder.resolve("hidden");
        write(hidden, fewer, Kpi.all(fewer));
        refused(hidden, "rows/gaps.jsonl: lists 3 gaps, and the rows have 2");
    }

    @Test
    void aRowThatClaimsMoreThanItProvesIsNamedByItsLine() throws Exception {
        Path things = pack.resolve("rows/things.jsonl");
        List<String> lines = new ArrayList<>(Files.readAllLines(things));
        lines.set(1, lines.get(1).replace("no-prefix", ""));
        Files.write(things, lines);
        rehash();
        refused(
                pack,
                "rows/things.jsonl:2: device 10.0.0.2 counts as covered with service '' and owner ''");
    }

    /// As a forger would: every hash made anew.
    private void rehash() throws Exception {
        Map<String, EvidencePack.Sum> sums = new java.util.TreeMap<>();
        for (String file : EvidencePack.CONTENTS) {
            sums.put(file, sum(file));
        }
        String manifest = Files.readString(pack.resolve(EvidencePack.MANIFEST));
        String files = StrictJson.write(PackWriter.files(sums));
        Files.writeString(
                pack.resolve(EvidencePack.MANIFEST),
                manifest.replaceFirst(
                        "\"files\":\\[.*?\\]",
                        java.util.regex.Matcher.quoteReplacement("\"files\":" + files)));
        sums.put(EvidencePack.MANIFEST, sum(EvidencePack.MANIFEST));
        Files.writeString(pack.resolve(EvidencePack.SUMS), EvidencePack.sums(sums));
    }

    private EvidencePack.Sum sum(String file) throws Exception {
        byte[] bytes = Files.readAllBytes(pack.resolve(file));
        return new EvidencePack.Sum(
                bytes.length,
                java.util.HexFormat.of().formatHex(StrictJson.sha256().digest(bytes)));
    }

    @Test
    void thePageRunsNothingLoadsNothingAndShowsHostileNamesAsText() throws Exception {
        String page = Files.readString(pack.resolve("report.html"));
        assertThat(page)
                .contains(
                        "default-src 'none'; style-src 'sha256-",
                        "sw-1&lt;script&gt;alert(1)&lt;/script&gt;&quot;\ufffd&#39;&amp;")
                .doesNotContainIgnoringCase(
                        "<script",
                        "javascript:",
                        "<img",
                        "<link",
                        "<iframe",
                        " src=",
                        "url(",
                        "style=")
                .doesNotContain("\u202e");
        assertThat(page.replace("http://www.w3.org/2000/svg", ""))
                .doesNotContain("http:", "https:");
    }
}
