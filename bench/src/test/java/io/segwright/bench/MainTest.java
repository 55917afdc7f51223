package io.segwright.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class MainTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    private int run(String... arguments) {
        return Main.run(
                List.of(arguments),
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8));
    }

    @Test
    void anUnknownNameIsAUsageErrorThatListsTheNames() {
        assertThat(run("lpm-v5")).isEqualTo(64);
        assertThat(err.toString(StandardCharsets.UTF_8))
                .isEqualToNormalizingNewlines(
                        "'lpm-v5' is no benchmark: want one of lpm, lpm-v4, lpm-v6, lpm-bytes, lpm-build,"
                                + " attribute, attribute-then, attribute-change, attribute-all, demo-discovery,"
                                + " graph-new, graph-unchanged, graph-open,"
                                + " snmp-repoll, snmp-pump, snmp-dead, snmp-first, snmp-in-flight,"
                                + " next-free, prefix-page\n");
        assertThat(out.size()).isZero();
    }

    @Test
    void missingDataIsOneLineThatSaysWhatToDo() {
        String before = System.getProperty("segwright.data");
        System.setProperty("segwright.data", "/nonexistent");
        try {
            assertThat(run("lpm-v4")).isEqualTo(1);
        } finally {
            if (before == null) {
                System.clearProperty("segwright.data");
            } else {
                System.setProperty("segwright.data", before);
            }
        }
        assertThat(err.toString(StandardCharsets.UTF_8))
                .isEqualToNormalizingNewlines(
                        "/nonexistent/lpm/internet-prefixes.txt.gz: no such table; name the data directory by"
                                + " SEGWRIGHT_DATA=DIR or -Dsegwright.data=DIR\n");
    }

    @Test
    void aMeasurementPrintsOneJsonObject() {
        assertThat(Measurement.ofCost("x", 10, "peer 1", 1_234.5, "ns").toJson())
                .isEqualTo(
                        "{\"bench\":\"x\",\"ours\":10.00,\"peer\":\"peer 1\",\"peerValue\":1234.50,\"ratio\":123.5,\"unit\":\"ns\"}");
        assertThat(Measurement.alone("y", 7, "devices/minute").toJson())
                .isEqualTo(
                        "{\"bench\":\"y\",\"ours\":7.00,\"peer\":\"none\",\"peerValue\":0.00,\"ratio\":0.0,\"unit\":\"devices/minute\"}");
    }

    @Test
    void aRatioNearOneKeepsTwoDigits() {
        assertThat(Measurement.ofCost("x", 10, "peer 1", 7.25, "ns").toJson())
                .contains("\"ratio\":0.73,");
    }
}
