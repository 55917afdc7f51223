package io.segwright.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.segwright.lab.agent.Agent;
import io.segwright.lab.agent.AgentFleet;
import io.segwright.lab.agent.Mib;
import io.segwright.lab.agent.SnmpAccess;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What collect refuses before it sends or writes anything.
class CollectRefusalTest {
    private static final String CANARY = "canary-7d1f-secret";

    @TempDir private Path folder;

    private Path data() {
        return folder.resolve("data");
    }

    /// Collects from 127.92.0.1 with these words besides.
    private Ran collect(Object... words) {
        return Ran.of(
                Stream.concat(
                                Stream.of(
                                        "collect",
                                        "--range",
                                        "127.92.0.0/16",
                                        "--seed",
                                        "127.92.0.1",
                                        "--data",
                                        data()),
                                Stream.of(words))
                        .toArray());
    }

    private Path snmp() throws IOException {
        return SnmpFiles.write(
                folder.resolve("snmp.json"), SnmpFiles.community(CANARY, "127.92.0.0/16"));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    --seed 192.0.2.1                              | seed 192.0.2.1 is outside the declared ranges: declare a range that holds it, or drop the seed
                    --seed 127.92.0.7 --exclude 127.92.0.0/24     | seed 127.92.0.7 is excluded by 127.92.0.0/24: declare a range that holds it, or drop the seed
                    --seed 224.0.0.5                              | seed 224.0.0.5 is a multicast address: declare a range that holds it, or drop the seed
                    --sweep --range 10.0.0.0/8                    | sweep of 16842752 addresses: want at most 65536 (a /16); narrow the ranges or allow a large sweep explicitly
                    """)
    void whatMayNotBeContactedIsRefused(String words, String message) throws IOException {
        String[] all =
                ("collect --range 127.92.0.0/16 --snmp "
                                + snmp()
                                + " --data "
                                + data()
                                + " "
                                + words)
                        .split(" ");
        Ran.of((Object[]) all).refused(77, "segwright: " + message);
        assertThat(data()).doesNotExist();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    {"credentials": [                                                        | :1:18: not JSON; see docs/user-guide.md for the format
                    {}                                                                       | : no credentials: want {"credentials": [{...}]}
                    null                                                                     | : null: want {"credentials": [{...}]}
                    {"credentials": [null]}                                                  | : credentials[0] is null: want {"name": ...}
                    {"credentials": [{"name": "a", "comunity": "canary-7d1f-secret"}]}       | :1:65: unknown key 'comunity': want one of [authPassword, authProtocol, community, context, name, privPassword, privProtocol, ranges, sites, user, version]; see docs/user-guide.md for the format
                    {"credentials": [{"name": "a", "version": "4", "sites": ["s"]}]}                         | : credentials[0]: version '4': want "1", "2c" or "3"
                    {"credentials": [{"name": "a", "version": "2c", "sites": ["s"]}]}                        | : credentials[0]: no "community": add it
                    {"credentials": [{"name": "a", "version": "2c", "community": "canary-7d1f-secret"}]} | : credentials[0]: credential bound to no range and no site: want at least one of them
                    {"credentials": [{"name": "a", "version": "2c", "community": "canary-7d1f-secret", "ranges": [null]}]} | : credentials[0]: "ranges" holds null: want texts only
                    {"credentials": [{"name": "a", "version": "2c", "community": "canary-7d1f-secret", "ranges": ["10.0.0.1/8"]}]} | : credentials[0]: 10.0.0.1/8 has host bits set: want 10.0.0.0/8 or 10.0.0.1
                    {"credentials": [{"name": "a", "version": "2c", "community": "canary-7d1f-secret", "ranges": "10.0.0.0/8"}]} | :1:94: a value of the wrong kind at ["credentials"]->[0]->["ranges"]; see docs/user-guide.md for the format
                    {"credentials": [{"name": "a", "version": "3", "user": "u", "authProtocol": "SHA-256", "authPassword": "short", "sites": ["s"]}]} | : credentials[0]: a: authentication passphrase of 5 bytes: want at least 8
                    {"credentials": [{"name": "a", "version": "3", "user": "u", "authProtocol": "SHA-256", "authPassword": "canary-7d1f-secret", "privProtocol": "AES-128", "privPassword": "tiny", "sites": ["s"]}]} | : credentials[0]: a: privacy passphrase of 4 bytes: want at least 8
                    {"credentials": [{"name": "a", "version": "3", "user": "u", "authProtocol": "SHA-3", "authPassword": "canary-7d1f-secret", "sites": ["s"]}]} | : credentials[0]: authProtocol 'SHA-3': want SHA-256, SHA-224, SHA-384, SHA-512, SHA-1 or MD5
                    {"credentials": [{"name": "a", "name": "canary-7d1f-secret"}]}            | :1:38: not JSON; see docs/user-guide.md for the format
                    """)
    void aBadCredentialsFileIsLocatedWithoutItsSecrets(String json, String message)
            throws IOException {
        Path file = SnmpFiles.write(folder.resolve("snmp.json"), json);
        Ran ran = collect("--snmp", file);
        assertThat(ran.err()).doesNotContain("canary");
        ran.refused(65, "segwright: " + file + message);
        assertThat(data()).doesNotExist();
    }

    @Test
    void aMissingCredentialsFileIsSaid() {
        Path file = folder.resolve("none.json");
        collect("--snmp", file)
                .refused(
                        65,
                        "segwright: "
                                + file
                                + " is no file: want SNMP credentials as JSON; see docs/user-guide.md");
        assertThat(data()).doesNotExist();
    }

    @ParameterizedTest(name = "mode {0}")
    @CsvSource({"rw-r--r--", "rw-r-----", "rw----r--", "rw--w----"})
    void aCredentialsFileThatOthersCanReadIsRefused(String mode) throws IOException {
        Path file =
                SnmpFiles.write(
                        folder.resolve("snmp.json"),
                        SnmpFiles.community(CANARY, "127.92.0.0/16"),
                        mode);
        collect("--snmp", file)
                .refused(
                        65, "segwright: " + file + " can be read by others: run chmod 600 " + file);
        assertThat(data()).doesNotExist();
    }

    @Test
    void aDryRunSendsNothingAndWritesNothing() throws IOException {
        Agent agent =
                new Agent(
                        List.of(InetAddress.ofLiteral("127.92.0.1")),
                        new byte[] {(byte) 0x80, 0, 0, 9, 5},
                        List.of(new SnmpAccess.V2c(CANARY)),
                        () -> Mib.builder().build(),
                        1_472);
        try (AgentFleet fleet = AgentFleet.start(0, List.of(agent))) {
            Ran ran =
                    Ran.of(
                            "collect",
                            "--seed",
                            "127.92.0.1",
                            "--range",
                            "lab=127.92.0.0/30",
                            "--sweep",
                            "--snmp",
                            snmp(),
                            "--port",
                            fleet.port(),
                            "--data",
                            data(),
                            "--dry-run",
                            "-o",
                            "csv");
            assertThat(ran.code()).isZero();
            assertThat(ran.out().lines())
                    .containsExactly(
                            "address,site,because,credentials",
                            "127.92.0.1,lab,a seed,ours",
                            "127.92.0.2,lab,an address of a declared range,ours");
            assertThat(ran.err().lines())
                    .containsExactly(
                            "2 addresses would be contacted first, then what they tell of inside the ranges; nothing was sent");
            assertThat(agent.counters().datagrams()).isZero();
            assertThat(data()).doesNotExist();
        }
    }

    @Test
    void aCommunityOnTheCommandLineIsWarnedOf() {
        Ran ran = collect("--community", CANARY, "--dry-run");
        assertThat(ran.code()).isZero();
        assertThat(ran.err().lines().findFirst())
                .hasValue(
                        "warning: --community is for trials: every user of this machine can read a command line; use --snmp FILE");
        assertThat(ran.out() + ran.err()).doesNotContain(CANARY);
    }

    @Test
    void aFlowPortInUseIsSaid() throws IOException {
        try (DatagramSocket taken = new DatagramSocket(0)) {
            int port = taken.getLocalPort();
            Ran ran =
                    Ran.of(
                            "collect",
                            "--range",
                            "127.92.0.0/16",
                            "--flow-port",
                            port,
                            "--data",
                            data());
            assertThat(ran.code()).isEqualTo(69);
            assertThat(ran.last())
                    .isEqualTo(
                            "segwright: udp port %d is in use (see: ss -ulpn 'sport = :%d'): stop what listens there, or choose another with --flow-port"
                                    .formatted(port, port));
        }
    }

    @Test
    void listeningForFlowsAloneNeedsNoSeedAndNoCredential() throws IOException {
        int port;
        try (DatagramSocket free = new DatagramSocket(0)) {
            port = free.getLocalPort();
        }
        Ran ran =
                Ran.of(
                        "collect",
                        "--range",
                        "127.92.0.0/16",
                        "--flow-port",
                        port,
                        "--flow-seconds",
                        0,
                        "--data",
                        data());
        assertThat(ran.last())
                .isEqualTo(
                        "flows: 0 received from 0 exporters, 0 attributed at both ends, 0 at one, 0 at none; 0 conversations written");
        assertThat(ran.code()).isZero();
    }

    @Test
    void aDataDirectoryThatIsAFileIsSaid() throws IOException {
        Files.writeString(data(), "mine");
        collect("--snmp", snmp())
                .refused(
                        69,
                        "segwright: "
                                + data()
                                + " is a file: choose another data directory with --data DIR");
        assertThat(data()).hasContent("mine");
    }
}
