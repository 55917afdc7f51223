package io.segwright.app.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.segwright.app.cli.Ran;
import io.segwright.app.view.Progress;
import io.segwright.lab.estate.EstateSpec;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoTest {
    @TempDir private Path folder;

    @Test
    void theWholePathAgreesWithTheTruth() throws IOException {
        Ran ran = Ran.of("demo", "-o", "json", "--dir", folder.resolve("demo"));
        assertThat(ran.err()).isEmpty();
        assertThat(ran.code()).isZero();
        assertThat(ran.out().lines()).hasSize(1);
        JsonNode json = new ObjectMapper().readTree(ran.out());
        assertThat(json.fieldNames())
                .toIterable()
                .containsExactly("devices", "coverage", "gaps", "flows", "accessLists", "seconds");
        assertThat(json.at("/devices").toString())
                .isEqualTo("{\"expected\":208,\"found\":208,\"wrong\":0}");
        int planted = json.at("/gaps/planted").asInt();
        assertThat(planted).isGreaterThanOrEqualTo(6);
        assertThat(json.at("/gaps/listed").asInt()).isEqualTo(planted);
        int required = json.at("/coverage/required").asInt();
        int attributed = json.at("/coverage/attributed").asInt();
        assertThat(required).isGreaterThan(2_000);
        assertThat(attributed).isEqualTo(required - planted);
        assertThat(json.at("/coverage/percent").asDouble())
                .isEqualTo(
                        100.0 * attributed / required, org.assertj.core.data.Offset.offset(0.01));
        assertThat(json.at("/flows/received").asInt()).isGreaterThanOrEqualTo(10_000);
        assertThat(json.at("/flows/attributed").asInt())
                .isPositive()
                .isLessThanOrEqualTo(json.at("/flows/received").asInt());
        int compiled = json.at("/accessLists/compiled").asInt();
        assertThat(compiled).isGreaterThan(208);
        assertThat(json.at("/accessLists/proved").asInt()).isEqualTo(compiled);
        assertThat(json.at("/accessLists/refuted").asInt()).isZero();
        assertThat(folder.resolve("demo/plan/plan.json")).isNotEmptyFile();
    }

    @Test
    void aFlippedLineIsRefutedWithAPacket() throws Exception {
        StringWriter err = new StringWriter();
        DemoSummary summary;
        try (Progress progress = Progress.onStderr();
                PrintWriter writer = new PrintWriter(err)) {
            summary =
                    DemoRun.run(
                            folder.resolve("demo"),
                            new EstateSpec(38, 1, 16, 64, 2, 1, 20),
                            DemoRun.Mischief.FLIP_A_LINE,
                            progress,
                            writer);
        }
        assertThat(err.toString()).startsWith("--break flipped ");
        assertThat(summary.isRight()).isFalse();
        assertThat(summary.complaints())
                .singleElement()
                .asString()
                .matches(".*: list \\S+: REFUTED by .*\\btcp\\b.*\\b22\\b.*");
        assertThat(new ObjectMapper().readTree(summary.json()).at("/accessLists/refuted").asInt())
                .isEqualTo(1);
        assertThat(folder.resolve("demo/plan")).doesNotExist();
    }

    @Test
    void aFolderThatTheDemoDidNotMakeIsLeftAlone() throws IOException {
        Files.writeString(folder.resolve("letter.txt"), "dear");
        Ran.of("demo", "--dir", folder)
                .refused(
                        69,
                        "segwright: "
                                + folder
                                + " holds something that the demo did not make: choose another with --dir DIR");
        assertThat(folder.resolve("letter.txt")).hasContent("dear");
    }
}
