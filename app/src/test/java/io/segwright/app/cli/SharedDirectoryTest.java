package io.segwright.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// A data directory that another process has, or whose audit log was touched: every command refuses, nothing is lost.
class SharedDirectoryTest {
    @TempDir private Path folder;
    private Path data = Path.of("data");
    private Path csv = Path.of("a.csv");
    private Path log = Path.of("audit.jsonl");

    @BeforeEach
    void anInventoryWithOneAllocation() throws IOException {
        data = folder.resolve("data");
        log = data.resolve("audit/audit.jsonl");
        csv = Files.writeString(folder.resolve("a.csv"), "prefix,owner\n10.1.0.0/24,team\n");
        assertThat(Ran.of("import", "allocations", csv, "--data", data).code()).isZero();
        Files.writeString(csv, "prefix,owner\n10.1.0.0/24,thief\n10.2.0.0/24,thief\n");
    }

    private Ran[] everyWriter() throws IOException {
        Path snmp =
                SnmpFiles.write(
                        folder.resolve("snmp.json"),
                        SnmpFiles.community("public", "127.94.0.0/16"));
        Path policy = Files.writeString(folder.resolve("policy.yaml"), "version: 1\n");
        return new Ran[] {
            Ran.of("import", "allocations", csv, "--data", data),
            Ran.of(
                    "collect",
                    "--seed",
                    "127.94.0.1",
                    "--range",
                    "127.94.0.0/16",
                    "--snmp",
                    snmp,
                    "--data",
                    data),
            Ran.of("plan", "--policy", policy, "-out", folder.resolve("plan"), "--data", data)
        };
    }

    private void theOwnerIsStill(String owner) {
        assertThat(Ran.of("whois", "10.1.0.1", "--data", data, "-o", "json").out())
                .contains("\"owner\":\"" + owner + "\"");
        assertThat(Ran.of("whois", "10.2.0.1", "--data", data).code()).isEqualTo(3);
    }

    /// All that we keep beside the graph's own files, which opening touches.
    private Map<String, String> kept() {
        Map<String, String> kept = new TreeMap<>(Ran.files(data));
        kept.keySet().removeIf(f -> f.startsWith("graph/") || f.endsWith(".lock"));
        return kept;
    }

    @Test
    void anotherProcessKeepsItsDirectory() throws Exception {
        Process holder =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-cp",
                                System.getProperty("java.class.path"),
                                HeldDirectory.class.getName(),
                                data.toString())
                        .redirectError(ProcessBuilder.Redirect.DISCARD)
                        .start();
        try (BufferedReader said = holder.inputReader(StandardCharsets.UTF_8)) {
            assertThat(said.readLine()).isEqualTo("held 0");
            for (Ran ran : everyWriter()) {
                ran.refused(
                        69,
                        "segwright: %s: data directory is in use by another process (pid %d): stop it or choose another with --data DIR"
                                .formatted(data.resolve("graph"), holder.pid()));
            }
            Ran.of("whois", "10.1.0.1", "--data", data)
                    .refused(
                            69,
                            "segwright: %s: data directory is in use by another process (pid %d): stop it or choose another with --data DIR"
                                    .formatted(data.resolve("graph"), holder.pid()));
            holder.getOutputStream().close();
            assertThat(holder.waitFor()).isZero();
        } finally {
            holder.destroyForcibly();
        }
        theOwnerIsStill("team");
    }

    /// What somebody did to the log.
    enum Harm {
        DELETED,
        FOLDER_DELETED,
        CUT,
        ALTERED
    }

    private void harm(Harm how) throws IOException {
        String text = Files.readString(log);
        switch (how) {
            case DELETED -> Files.delete(log);
            case FOLDER_DELETED -> {
                for (String file : Ran.files(data.resolve("audit")).keySet()) {
                    Files.delete(log.resolveSibling(file));
                }
                Files.delete(data.resolve("audit"));
            }
            case CUT -> Files.writeString(log, text.lines().findFirst().orElseThrow() + "\n");
            case ALTERED -> Files.writeString(log, flipped(text));
        }
    }

    /// One hex digit of the second record is another.
    private static String flipped(String text) {
        int at = text.indexOf('\n') + 20;
        while (!Character.isDigit(text.charAt(at))) {
            at++;
        }
        return text.substring(0, at)
                + (char) ('0' + (text.charAt(at) - '0' + 1) % 10)
                + text.substring(at + 1);
    }

    @ParameterizedTest
    @EnumSource(Harm.class)
    void withoutItsAuditLogNothingIsChanged(Harm how) throws IOException {
        harm(how);
        Map<String, String> before = kept();
        for (Ran ran : everyWriter()) {
            assertThat(ran.err().lines()).hasSize(1);
            assertThat(ran.err()).startsWith("segwright: audit log " + log + " ").contains("adopt");
            assertThat(ran.out()).isEmpty();
            assertThat(ran.code()).isEqualTo(69);
        }
        assertThat(kept()).isEqualTo(before);
        assertThat(folder.resolve("plan")).doesNotExist();
        Ran adopted = Ran.of("audit", "log", "adopt", "--data", data, "--reason", "TEST-1");
        assertThat(adopted.out()).matches("adopted " + log + ", head [0-9a-f]{64}\\R");
        assertThat(adopted.code()).isZero();
        theOwnerIsStill("team");
        assertThat(Ran.of("audit", "log", "verify", log).code()).isZero();
    }

    @Test
    void verifyTellsIntactFromBrokenFromUnreadable() throws IOException {
        Ran intact = Ran.of("audit", "log", "verify", log, "-o", "json");
        assertThat(intact.code()).isZero();
        assertThat(intact.out()).contains("\"intact\":true", "\"events\":1");
        String head = intact.out().replaceAll("(?s).*\"head\":\"([0-9a-f]{64})\".*", "$1");
        assertThat(Ran.of("audit", "log", "verify", log, "--head", head).code()).isZero();
        assertThat(Ran.of("audit", "log", "verify", log, "--head", "0".repeat(64)).code())
                .isEqualTo(1);
        Ran.of("audit", "log", "verify", log, "--head", "abc")
                .refused(64, "segwright: --head 'abc': want 64 hex digits");
        harm(Harm.ALTERED);
        Ran broken = Ran.of("audit", "log", "verify", log, "-o", "json");
        assertThat(broken.code()).isEqualTo(1);
        assertThat(broken.out()).contains("\"intact\":false");
        Path none = folder.resolve("none.jsonl");
        Ran.of("audit", "log", "verify", none)
                .refused(
                        65,
                        "segwright: "
                                + none
                                + " cannot be read: want an audit log, e.g. segwright-data/audit/audit.jsonl");
    }

    @ParameterizedTest(name = "audit log {0} in a folder without inventory")
    @ValueSource(strings = {"show", "adopt --reason none"})
    void aFolderThatIsNoDataDirectoryIsLeftAlone(String words) {
        Path empty = folder.resolve("empty");
        assertThat(empty.toFile().mkdir()).isTrue();
        String[] all = ("audit log " + words + " --data " + empty).split(" ");
        Ran.of((Object[]) all)
                .refused(
                        69,
                        "segwright: "
                                + empty
                                + " holds no inventory: choose a data directory with --data DIR");
        assertThat(empty).isEmptyDirectory();
    }

    @Test
    void showTellsWhoDidWhat() {
        Ran shown = Ran.of("audit", "log", "show", "--data", data, "-o", "csv");
        assertThat(shown.code()).isZero();
        assertThat(shown.out()).contains("inventory.import,a.csv,segwright import allocations");
    }
}
