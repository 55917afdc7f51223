package io.segwright.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.segwright.app.Main;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LabSnmpTest {
    private static final InetAddress ADDRESS = InetAddress.ofLiteral("127.93.0.3");

    @TempDir private Path folder;
    private Path captures;

    @BeforeEach
    void write() throws IOException {
        captures = Files.createDirectories(folder.resolve("captures"));
        Files.writeString(
                captures.resolve("sw-1.snmprec"),
                "1.3.6.1.2.1.1.1.0|4|Example switch\n1.3.6.1.2.1.1.2.0|6|1.3.6.1.4.1.32473.1\n");
    }

    private static int freePort() throws IOException {
        try (DatagramSocket probe = new DatagramSocket(0, ADDRESS)) {
            return probe.getLocalPort();
        }
    }

    @Test
    void itServesUntilItIsStoppedAndEndsWell() throws IOException, InterruptedException {
        String listen = ADDRESS.getHostAddress() + ":" + freePort();
        Process lab =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-XX:+UseSerialGC",
                                "-XX:TieredStopAtLevel=1",
                                "-cp",
                                System.getProperty("java.class.path"),
                                Main.class.getName(),
                                "lab",
                                "snmp",
                                "--captures",
                                captures.toString(),
                                "--listen",
                                listen)
                        .start();
        try (BufferedReader out = lab.inputReader(StandardCharsets.UTF_8);
                BufferedReader err = lab.errorReader(StandardCharsets.UTF_8)) {
            assertThat(out.readLine())
                    .isEqualTo(
                            "serving 1 captures on "
                                    + listen
                                    + "; ask one: snmpwalk -v2c -c sw-1 "
                                    + listen
                                    + " 1");
            Ran ran = Ran.of("collect", "--target", listen, "--community", "sw-1", "-o", "csv");
            assertThat(ran.code()).isZero();
            assertThat(ran.out()).contains("description,Example switch,");
            lab.toHandle().destroy(); // SIGTERM; Process.destroy would close what it still says
            assertThat(lab.waitFor(30, TimeUnit.SECONDS)).isTrue();
            assertThat(lab.exitValue()).isZero();
            assertThat(err.lines().reduce("", (_, line) -> line))
                    .matches("\\d+ requests, \\d+ answers, \\d+ varbinds");
        } finally {
            lab.destroyForcibly();
        }
    }

    @ParameterizedTest(name = "--fault {0} is refused")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    loss=2          | loss 2.0: want 0..1
                    loss=x          | 'x' does not fit: want loss=SHARE, duplicate=SHARE, reorder=SHARE, cut=SHARE, delay=20ms, drop-every=N, toobig=VARBINDS, truncate=BYTES, loop=OID, repeat=OID, endless=OID, reboot=N, silent-after=N, wrong-source, wrong-id, empty or silent
                    delay=20        | want e.g. 20ms or 2s
                    delay=61s       | want at most 60s
                    toobig=0        | want at least 1
                    reboot=0        | reboot every 0: want >= 1
                    loop=1          | OID with 1 sub-identifiers: want 2..128
                    """)
    void aFaultThatCannotBeIsRefused(String fault, String message) {
        refused(65, "--fault " + fault + ": " + message, "--fault", fault);
    }

    @Test
    void faultsThatDoNotExistOrDoNotGoTogetherAreRefused() {
        Ran unknown = run("--fault", "gremlins");
        assertThat(unknown.code()).isEqualTo(65);
        assertThat(unknown.last())
                .startsWith("segwright: --fault gremlins: want loss=SHARE, duplicate=SHARE, ");
        refused(
                65,
                "--fault: want one of loop, repeat and endless at a time",
                "--fault",
                "loop=1.3.6.1",
                "--fault",
                "repeat=1.3.6.1");
    }

    @Test
    void onlyThisMachineMayAskUnlessOneSaysSo() {
        refused(
                77,
                "--listen 0.0.0.0:16100: other machines could read the captures: want an address in 127.0.0.0/8 or"
                        + " [::1], or say --allow-remote",
                "--listen",
                "0.0.0.0:16100");
    }

    @Test
    void aUserNeedsAFileThatOnlyItsOwnerReads() throws IOException {
        refused(64, "want --v3-user and --v3-auth-file together", "--v3-user", "anna");
        Path open = SnmpFiles.write(folder.resolve("open"), "a\nb\n", "rw-r--r--");
        refused(
                65,
                open + " can be read by others: run chmod 600 " + open,
                "--v3-user",
                "anna",
                "--v3-auth-file",
                open);
        Path one = SnmpFiles.write(folder.resolve("one"), "canary-auth\n");
        Ran ran = run("--v3-user", "anna", "--v3-auth-file", one);
        assertThat(ran.code()).isEqualTo(65);
        assertThat(ran.last())
                .isEqualTo(
                        "segwright: "
                                + one
                                + ": 1 lines: want two lines: the authentication passphrase, then the privacy passphrase");
    }

    @Test
    void aTakenPortAndAMissingPlaceAreTold() throws IOException {
        try (DatagramSocket taken = new DatagramSocket(0, ADDRESS)) {
            String listen = ADDRESS.getHostAddress() + ":" + taken.getLocalPort();
            refused(
                    69,
                    listen
                            + ": Address already in use; choose another port, or end what listens there",
                    "--listen",
                    listen);
        }
        Path gone = folder.resolve("gone");
        Ran ran = Ran.of("lab", "snmp", "--captures", gone);
        ran.refused(
                65,
                "segwright: "
                        + gone
                        + ": no such file or folder: want .snmprec files or a tar of them");
    }

    private Ran run(Object... more) {
        Object[] words = new Object[4 + more.length];
        System.arraycopy(new Object[] {"lab", "snmp", "--captures", captures}, 0, words, 0, 4);
        System.arraycopy(more, 0, words, 4, more.length);
        return Ran.of(words);
    }

    private void refused(int code, String message, Object... more) {
        run(more).refused(code, "segwright: " + message);
    }
}
