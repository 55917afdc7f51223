package io.segwright.lab.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// The lab itself: what every test on it takes for granted.
@Tag("lab")
class NetworkLabTest {
    private static final Path NET =
            Path.of(System.getProperty("segwright.root", ".."), "lab", "net").toAbsolutePath();
    private static final String LAB =
            Path.of(System.getProperty("segwright.lab", NET.toString()), "lab.sh").toString();
    private static boolean up;

    @BeforeAll
    static void bringItUp() throws Exception {
        boolean root = Files.isWritable(Path.of("/proc/sys/kernel/hostname"));
        if (!root) {
            System.err.println(
                    "SKIPPED: NetworkLabTest needs root on Linux for network namespaces");
        }
        Assumptions.assumeTrue(root, "needs root");
        Said said = run(LAB, "up");
        assertThat(said.code()).as(said.text()).isZero();
        up = true;
    }

    @AfterAll
    static void takeItDown() throws Exception {
        if (up) {
            Said said = run(LAB, "down");
            assertThat(said.code()).as(said.text()).isZero();
            assertThat(run("ip", "netns", "list").text()).doesNotContain("nl-");
            assertThat(run(LAB, "down").code()).as("taking nothing down").isZero();
        }
    }

    @Test
    void withoutAFilterEveryHostReachesEveryOther() throws Exception {
        Said said = run(NET.resolve("probe").toString());
        assertThat(said.code()).as(said.text()).isZero();
        List<String> probes = said.text().lines().toList();
        assertThat(probes)
                .hasSize(6 * 5 * 2 * 5)
                .allMatch(line -> line.endsWith("\"open\": true}"));
    }

    @Test
    void aFilterOnALeafCutsItsHostsOffAndNobodyElse() throws Exception {
        try {
            load(
                    "l1",
                    "table inet t { chain f { type filter hook forward priority 0; policy drop; }; }");
            assertThat(open("h1,h3,h5"))
                    .containsExactly("h3 h5 4", "h3 h5 6", "h5 h3 4", "h5 h3 6");
        } finally {
            run(LAB, "x", "l1", "nft", "flush", "ruleset");
        }
    }

    @Test
    void theBridgeFamilyFiltersHostsOfOneLeaf() throws Exception {
        try {
            load(
                    "l2",
                    "table bridge t { chain f { type filter hook forward priority 0; tcp dport 8080 iif eth3 drop; }; }");
            assertThat(open("h3,h4")).containsExactly("h4 h3 4", "h4 h3 6");
        } finally {
            run(LAB, "x", "l2", "nft", "flush", "ruleset");
        }
    }

    private static void load(String leaf, String table) throws IOException, InterruptedException {
        Said said = run(LAB, "x", leaf, "sh", "-c", "echo '" + table + "' | nft -f -");
        assertThat(said.code()).as(said.text()).isZero();
    }

    /// Who reaches whom on tcp/8080, as "FROM TO FAMILY".
    private static List<String> open(String hosts) throws IOException, InterruptedException {
        Said said =
                run(NET.resolve("probe").toString(), "--hosts", hosts, "--services", "tcp/8080");
        assertThat(said.code()).as(said.text()).isZero();
        return said.text()
                .lines()
                .filter(line -> line.endsWith("\"open\": true}"))
                .map(line ->
                        line.replaceFirst(
                                "^.\"from\": \"(h.)\", \"to\": \"(h.)\", \"family\": ([46]).*$",
                                "$1 $2 $3"))
                .toList();
    }

    @Test
    void theStationReadsEveryDeviceByBothVersions() throws Exception {
        for (int number = 11; number <= 21; number++) {
            String address = "10.255.0." + number;
            assertThat(
                            station(
                                            "snmpget",
                                            "-v2c",
                                            "-c",
                                            "public",
                                            "-Oqv",
                                            address,
                                            "1.3.6.1.2.1.1.5.0")
                                    .code())
                    .isZero();
            assertThat(
                            station(
                                            "snmpget",
                                            "-v3",
                                            "-l",
                                            "authPriv",
                                            "-u",
                                            "monitor",
                                            "-a",
                                            "SHA-256",
                                            "-A",
                                            "monitor-auth-1",
                                            "-x",
                                            "AES",
                                            "-X",
                                            "monitor-priv-1",
                                            "-Oqv",
                                            address,
                                            "1.3.6.1.2.1.1.5.0")
                                    .code())
                    .isZero();
        }
    }

    @Test
    void aSecondLabIsRefusedAndACommandsExitCodeIsPassedOn() throws Exception {
        Said again = run(LAB, "up");
        assertThat(again.code()).isEqualTo(1);
        assertThat(again.text()).contains("already up");
        assertThat(run(LAB, "x", "h1", "sh", "-c", "exit 7").code()).isEqualTo(7);
        assertThat(run(LAB, "x", "l1", "hostname").text().strip()).isEqualTo("l1");
    }

    private record Said(int code, String text) {}

    private static Said station(String... command) throws IOException, InterruptedException {
        String[] all = new String[command.length + 4];
        System.arraycopy(new String[] {"ip", "netns", "exec", "nl-mgmt"}, 0, all, 0, 4);
        System.arraycopy(command, 0, all, 4, command.length);
        return run(all);
    }

    private static Said run(String... command) throws IOException, InterruptedException {
        Path out = Files.createTempFile("lab", ".out");
        try {
            ProcessBuilder builder = new ProcessBuilder(command);
            builder.environment().put("MIBS", "");
            Process process =
                    builder.redirectErrorStream(true).redirectOutput(out.toFile()).start();
            if (!process.waitFor(3, TimeUnit.MINUTES)) {
                process.destroyForcibly();
            }
            return new Said(process.waitFor(), Files.readString(out));
        } finally {
            Files.delete(out);
        }
    }
}
