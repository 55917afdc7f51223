package io.segwright.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Who fell silent, as the report of every format says it: of three devices one has been away for 120 days.
class AuditReportTest {
    @TempDir private Path folder;
    private final Instant now = Instant.now();

    @BeforeEach
    void anEstate() throws Exception {
        KnownEstate.write(data(), now);
    }

    private Path data() {
        return folder.resolve("data");
    }

    private Ran report(String... words) {
        List<Object> all = new ArrayList<>(List.of("audit", "report", "--data", data()));
        all.addAll(List.of(words));
        return Ran.of(all.toArray());
    }

    private static List<JsonNode> silent(Ran ran) throws IOException {
        List<JsonNode> silent = new ArrayList<>();
        for (JsonNode gap : new ObjectMapper().readTree(ran.out()).get("gaps")) {
            if (gap.get("kind").asText().equals("TELEMETRY_SILENT")) {
                silent.add(gap);
            }
        }
        return silent;
    }

    private String idOf(String address) throws IOException {
        Ran shown = Ran.of("inventory", "show", address, "--data", data(), "-o", "json");
        return new ObjectMapper().readTree(shown.out()).findValue("id").asText();
    }

    @Test
    void aDeviceWhoseLogsStoppedIsAGapInEveryFormatAndCoverageStands() throws IOException {
        JsonNode before = new ObjectMapper().readTree(report("-o", "json").out());
        Instant stopped = now.minus(Duration.ofDays(3)).truncatedTo(ChronoUnit.SECONDS);
        Files.writeString(
                data().resolve("heard"), idOf("10.0.0.1") + " SYSLOG " + stopped + " 7\n");

        Ran json = report("-o", "json");
        assertThat(json.code()).isEqualTo(3);
        assertThat(silent(json)).hasSize(1);
        JsonNode gap = silent(json).getFirst();
        assertThat(gap.get("subject").asText()).isEqualTo("10.0.0.1");
        assertThat(gap.get("site").asText()).isEqualTo("east");
        assertThat(gap.get("evidence").get(0).asText()).isEqualTo("syslog silent since " + stopped);
        JsonNode after = new ObjectMapper().readTree(json.out());
        assertThat(after.get("required")).isEqualTo(before.get("required"));
        assertThat(after.get("attributed")).isEqualTo(before.get("attributed"));
        assertThat(after.get("telemetry").get("ways").get("syslog").get("missed").asInt())
                .isEqualTo(1);

        for (String format : List.of("table", "csv", "jsonl")) {
            assertThat(report("-o", format).out())
                    .as(format)
                    .containsIgnoringCase("telemetry")
                    .contains("syslog silent since " + stopped, "10.0.0.1");
        }
        assertThat(report("-o", "table").out())
                .contains(
                        "telemetry 2 devices, heard by snmp 2, trap 0, syslog 0, flow 0; 1 fell silent, 0 were never heard");
        assertThat(json.last()).endsWith("; 1 silent devices");
    }

    @Test
    void whoAnswersNoMoreIsAGapUntilItIsATombstone() throws IOException {
        assertThat(silent(report("-o", "json"))).isEmpty();
        assertThat(silent(report("-o", "json", "--silent-hours", "2"))).hasSize(2);
        Files.writeString(data().resolve("authority"), "presence gone 180d\n");
        assertThat(silent(report("-o", "json")))
                .singleElement()
                .satisfies(gap -> assertThat(gap.get("subject").asText()).isEqualTo("10.0.0.9"));
    }

    @Test
    void aDemandedWayThatNobodyUsesIsAGapOfEachDevice() throws IOException {
        assertThat(silent(report("-o", "json", "--demand", "flow"))).hasSize(2);
        Stream.of("frob", "SNMP6")
                .forEach(way ->
                        report("--demand", way)
                                .refused(
                                        64,
                                        "segwright: --demand '"
                                                + way
                                                + "': want snmp, trap, syslog or flow"));
        report("--silent-hours", "0").refused(64, "segwright: --silent-hours 0: want 1..8760");
    }
}
