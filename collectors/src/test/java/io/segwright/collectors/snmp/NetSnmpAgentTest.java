package io.segwright.collectors.snmp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.segwright.collectors.pace.PoliteLimits;
import io.segwright.collectors.snmp.PollTarget.Patience;
import io.segwright.collectors.snmp.table.WalkLimits;
import io.segwright.inventory.net.IpAddress;
import io.segwright.inventory.net.Prefix;
import io.segwright.inventory.observe.Observation;
import io.segwright.inventory.observe.Observation.DevicePolled;
import io.segwright.inventory.observe.Observation.DeviceSilent;
import io.segwright.inventory.observe.SilenceReason;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Every authentication and privacy protocol against net-snmp's snmpd, which shares no code with anything here.
@Tag("lab")
class NetSnmpAgentTest {
    private static final Path SNMPD = Path.of("/usr/sbin/snmpd");
    private static final IpAddress LOOPBACK = IpAddress.of("127.0.0.1");
    private static final Map<AuthProtocol, String> AUTH =
            Map.of(
                    AuthProtocol.MD5, "MD5",
                    AuthProtocol.SHA1, "SHA",
                    AuthProtocol.SHA224, "SHA-224",
                    AuthProtocol.SHA256, "SHA-256",
                    AuthProtocol.SHA384, "SHA-384",
                    AuthProtocol.SHA512, "SHA-512");
    private static final Map<PrivProtocol, String> PRIV =
            Map.of(
                    PrivProtocol.DES, "DES",
                    PrivProtocol.AES128, "AES",
                    PrivProtocol.AES192, "AES-192",
                    PrivProtocol.AES256, "AES-256",
                    PrivProtocol.AES192_REEDER, "AES-192-C",
                    PrivProtocol.AES256_REEDER, "AES-256-C");

    @TempDir Path directory;

    private static String user(AuthProtocol auth, PrivProtocol priv) {
        return (auth + "_" + priv).toLowerCase(java.util.Locale.ROOT);
    }

    /// A user for each pair of protocols.
    private Process start(int port) throws IOException {
        StringBuilder config = new StringBuilder();
        AUTH.forEach((auth, authName) ->
                PRIV.forEach((priv, privName) -> {
                    String user = user(auth, priv);
                    config.append("createUser ").append(user).append(' ').append(authName);
                    config.append(" \"auth-pass-1\" ")
                            .append(privName)
                            .append(" \"priv-pass-1\"\n");
                    config.append("rouser ").append(user).append(" priv\n");
                }));
        Path file = Files.writeString(directory.resolve("snmpd.conf"), config);
        ProcessBuilder snmpd =
                new ProcessBuilder(
                        SNMPD.toString(),
                        "-f",
                        "-Lo",
                        "-C",
                        "-c",
                        file.toString(),
                        "-I",
                        "-smux",
                        "udp:127.0.0.1:" + port);
        snmpd.environment().put("SNMP_PERSISTENT_DIR", directory.toString());
        return snmpd.redirectErrorStream(true).start();
    }

    private static Observation poll(int port, AuthProtocol auth, PrivProtocol priv, String key)
            throws InterruptedException {
        return poll(port, credential(auth, priv, key));
    }

    private static SnmpCredential.V3 credential(AuthProtocol auth, PrivProtocol priv, String key) {
        return new SnmpCredential.V3(
                "user",
                Binding.toRanges(List.of(Prefix.of("127.0.0.1/32"))),
                user(auth, priv),
                auth,
                Secret.of("auth-pass-1"),
                priv,
                Secret.of(key));
    }

    private static Observation poll(int port, SnmpCredential credential)
            throws InterruptedException {
        InstantSource clock = InstantSource.system();
        try (SnmpPoller poller =
                new SnmpPoller(
                        new PoliteLimits(1_000, 1_000, 1, Duration.ofMillis(500), 0),
                        new WalkLimits(
                                50, 4, Duration.ofSeconds(5), 50, 100, Duration.ofSeconds(20)),
                        new CredentialBook(List.of(credential)),
                        new CredentialMemory(clock),
                        clock)) {
            return poller.poll(new PollTarget(LOOPBACK, port, "lab", Patience.EVIDENCE));
        }
    }

    @Test
    void everyPairOfProtocolsThatItKnowsIsSpoken() throws Exception {
        if (!Files.isExecutable(SNMPD)) {
            System.err.println("SKIPPED: no " + SNMPD + "; install snmpd");
        }
        assumeTrue(Files.isExecutable(SNMPD), () -> "no " + SNMPD);
        int port;
        try (DatagramSocket free = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        Process snmpd = start(port);
        try {
            awaitStart(snmpd);
            for (AuthProtocol auth : AUTH.keySet()) {
                for (PrivProtocol priv : PRIV.keySet()) {
                    Observation seen = poll(port, auth, priv, "priv-pass-1");
                    assertThat(seen).as(user(auth, priv)).isInstanceOf(DevicePolled.class);
                    boolean weak =
                            auth == AuthProtocol.MD5
                                    || auth == AuthProtocol.SHA1
                                    || priv == PrivProtocol.DES;
                    assertThat(((DevicePolled) seen).weakness().isEmpty())
                            .as(user(auth, priv))
                            .isEqualTo(!weak);
                }
            }
            Observation wrong =
                    poll(port, AuthProtocol.SHA256, PrivProtocol.AES256, "another-pass-1");
            assertThat(((DeviceSilent) wrong).reason()).isEqualTo(SilenceReason.WRONG_PRIVACY_KEY);
            SnmpCredential elsewhere =
                    credential(AuthProtocol.SHA256, PrivProtocol.AES256, "priv-pass-1")
                            .inContext("nope");
            assertThat(((DeviceSilent) poll(port, elsewhere)).detail())
                    .endsWith(
                            "wrong privacy key or protocol, or a context 'nope' that it does not have;"
                                    + " set the ones that the device has");
        } finally {
            snmpd.destroy();
            snmpd.waitFor();
        }
    }

    /// It says its version when it listens.
    private static void awaitStart(Process snmpd) throws IOException {
        BufferedReader said =
                new BufferedReader(
                        new InputStreamReader(snmpd.getInputStream(), StandardCharsets.UTF_8));
        List<String> lines = new ArrayList<>();
        for (String line = said.readLine(); line != null; line = said.readLine()) {
            lines.add(line);
            if (line.startsWith("NET-SNMP version")) {
                return;
            }
        }
        throw new AssertionError("snmpd ended: " + lines);
    }
}
