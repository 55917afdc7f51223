package io.segwright.collectors.discover;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The eleven real net-snmp and lldpd devices of the network lab, asked from its management station. Needs root; a
/// lab that is already up is used and left up.
@Tag("lab")
class LabDiscoveryTest {
    private static final Set<String> DEVICES =
            Set.of("s1", "s2", "l1", "l2", "l3", "h1", "h2", "h3", "h4", "h5", "h6");
    private static final Path NAMESPACE = Path.of("/run/netns/nl-mgmt");
    private static final String V4 = "10.255.0.0/24";
    private static final String V6 = "fd00:ff::/64";
    private static boolean startedHere;
    private static Path lab = Path.of("");

    @BeforeAll
    static void up() throws IOException, InterruptedException {
        lab =
                Path.of(
                        System.getProperty(
                                "segwright.lab",
                                System.getProperty("segwright.root", "..") + "/lab/net"));
        boolean root = "root".equals(System.getProperty("user.name"));
        boolean there = root && Files.exists(lab.resolve("lab.sh"));
        if (!there) {
            System.err.println(
                    "SKIPPED: no "
                            + lab.resolve("lab.sh")
                            + " or not root; give the lab by -Dsegwright.lab=DIR");
        }
        assumeTrue(there, () -> "no lab in " + lab);
        if (!Files.exists(NAMESPACE)) {
            startedHere = true;
            assertThat(run(List.of(lab.resolve("lab.sh").toString(), "up"), 120)).isNotNull();
            awaitNeighbours();
        }
    }

    /// Until the leaf's lldpd has heard its four neighbours over its own MIB: at most 30 polls.
    private static void awaitNeighbours() throws IOException, InterruptedException {
        for (int i = 0; i < 30; i++) {
            List<String> seed = discover("v2c", "10.255.0.13", "10.255.0.13/32");
            if (seed.stream().anyMatch(line -> line.contains("neighbours=4"))) {
                return;
            }
        }
    }

    @AfterAll
    static void down() throws IOException, InterruptedException {
        if (startedHere) {
            run(List.of(lab.resolve("lab.sh").toString(), "down"), 60);
        }
    }

    private static List<String> discover(String... arguments)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("ip", "netns", "exec", "nl-mgmt"));
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-cp", System.getProperty("java.class.path")));
        command.add(LabStation.class.getName());
        command.addAll(List.of(arguments));
        return run(command, 120);
    }

    private static List<String> run(List<String> command, int seconds)
            throws IOException, InterruptedException {
        Path output = Files.createTempFile("segwright-lab", ".txt");
        try {
            Process process =
                    new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(output.toFile())
                            .start();
            boolean ended = process.waitFor(seconds, TimeUnit.SECONDS);
            process.destroyForcibly();
            String text = new String(Files.readAllBytes(output), StandardCharsets.UTF_8);
            assertThat(ended).as(command + " took over " + seconds + " s: " + text).isTrue();
            assertThat(process.exitValue()).as(text).isZero();
            return text.lines().toList();
        } finally {
            Files.delete(output);
        }
    }

    private static Set<String> polled(List<String> lines) {
        return lines.stream()
                .filter(line -> line.startsWith("POLLED"))
                .map(line -> line.split(" ", -1)[2])
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @ParameterizedTest(name = "over {0} one seed and the host''s own ARP table find the eleven")
    @CsvSource({"v2c", "v3"})
    void theElevenAreFoundFromOneSeed(String version) throws Exception {
        List<String> lines = discover(version, "10.255.0.13", V4, V6, "hints");
        assertThat(polled(lines)).as(lines.toString()).isEqualTo(DEVICES);
        assertThat(lines)
                .noneMatch(line -> line.startsWith("POLLED") && !line.endsWith("incomplete=0"));
        assertThat(lines)
                .noneMatch(line -> line.startsWith("SILENT") && !line.contains(" 10.255.0.1 "));
    }

    @Test
    void aSweepFindsTheElevenToo() throws Exception {
        List<String> lines = discover("v2c", "10.255.0.13", V4, "sweep");
        assertThat(polled(lines)).isEqualTo(DEVICES);
    }

    @ParameterizedTest(name = "over {0} the leaf is read whole at its IPv6 address")
    @CsvSource({"v1", "v2c", "v3"})
    void theSeedIsReadOverIpv6(String version) throws Exception {
        List<String> lines = discover(version, "fd00:ff::13", V6);
        assertThat(lines)
                .anyMatch(line ->
                        line.startsWith(
                                "POLLED fd00:ff::13 l1 interfaces=7 addresses=10 neighbours=4 keys=4"));
    }

    @ParameterizedTest(name = "{0} is told as {1}")
    @CsvSource(
            textBlock =
                    """
                    wrong-community, TIMEOUT
                    wrong-user,      UNKNOWN_USER
                    wrong-auth,      WRONG_AUTH_KEY
                    wrong-priv,      WRONG_PRIVACY_KEY
                    """)
    void aWrongCredentialIsNamed(String credential, String reason) throws Exception {
        assertThat(discover(credential, "10.255.0.13", "10.255.0.13/32"))
                .containsExactly("SILENT 10.255.0.13 " + reason);
    }
}
