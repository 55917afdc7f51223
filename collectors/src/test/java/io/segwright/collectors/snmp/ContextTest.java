package io.segwright.collectors.snmp;

import static org.assertj.core.api.Assertions.assertThat;

import io.segwright.collectors.pace.PoliteLimits;
import io.segwright.collectors.snmp.PollTarget.Patience;
import io.segwright.collectors.snmp.table.Script;
import io.segwright.collectors.snmp.table.WalkLimits;
import io.segwright.inventory.net.IpAddress;
import io.segwright.inventory.net.Prefix;
import io.segwright.inventory.observe.Observation;
import io.segwright.inventory.observe.Observation.DevicePolled;
import io.segwright.inventory.observe.Observation.DeviceSilent;
import io.segwright.inventory.observe.SilenceReason;
import io.segwright.lab.agent.Agent;
import io.segwright.lab.agent.AgentFleet;
import io.segwright.lab.agent.Mib;
import io.segwright.lab.agent.SnmpAccess;
import io.segwright.lab.agent.UsmUser;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Contexts over real UDP: a routing domain that is shown in its own only.
class ContextTest {
    private static final String DEVICE = "127.73.9.1";
    private static final Binding ANYWHERE = Binding.toRanges(List.of(Prefix.of("127.0.0.0/8")));
    private static final Mib PLAIN =
            Script.of(
                            """
                            1.3.6.1.2.1.1.2.0 o 1.3.6.1.4.1.9.12.3.1.3.1812
                            1.3.6.1.2.1.1.5.0 s leaf1
                            1.3.6.1.2.1.2.2.1.3.1 i 6
                            1.3.6.1.2.1.2.2.1.3.2 i 6
                            1.3.6.1.2.1.4.20.1.2.10.0.0.1 i 1
                            1.3.6.1.4.1.9.9.711.1.1.1.1.2.3 s blue
                            1.3.6.1.4.1.9.9.711.1.2.1.1.2.3.2 i 3
                            1.3.6.1.4.1.9.9.468.1.1.1.2.5.99.116.120.45.98 s blue
                            """)
                    .labMib();
    private static final Mib BLUE =
            Script.of(
                            """
                            1.3.6.1.2.1.4.20.1.2.10.0.0.1 i 2
                            1.3.6.1.2.1.4.22.1.2.2.10.0.0.9 x 001b21000009
                            """)
                    .labMib();

    private static SnmpCredential credential(String version) {
        Secret community = Secret.of("public");
        return switch (version) {
            case "v1" -> new SnmpCredential.V1("v1", ANYWHERE, community);
            case "v2c" -> new SnmpCredential.V2c("v2c", ANYWHERE, community);
            default ->
                    new SnmpCredential.V3(
                            "v3",
                            ANYWHERE,
                            "monitor",
                            AuthProtocol.SHA256,
                            Secret.of("monitor-auth-1"),
                            PrivProtocol.AES128,
                            Secret.of("monitor-priv-1"));
        };
    }

    private static Observation poll(SnmpCredential credential) throws Exception {
        UsmUser user =
                UsmUser.of(
                        "monitor",
                        io.segwright.lab.agent.AuthProtocol.HMAC_SHA256_192,
                        "monitor-auth-1",
                        "monitor-priv-1");
        Agent agent =
                new Agent(
                        List.of(InetAddress.ofLiteral(DEVICE)),
                        HexFormat.of().parseHex("80001f8804736567777269676874"),
                        List.of(new SnmpAccess.V2c("public"), new SnmpAccess.V3(user)),
                        () -> PLAIN,
                        Map.of("ctx-b", () -> BLUE),
                        1_472);
        PoliteLimits quick = new PoliteLimits(1_000, 100_000, 64, Duration.ofSeconds(1), 2);
        try (AgentFleet fleet = AgentFleet.start(0, List.of(agent));
                SnmpPoller poller =
                        new SnmpPoller(
                                quick,
                                WalkLimits.SHIPPED,
                                new CredentialBook(List.of(credential)),
                                new CredentialMemory(() -> Instant.EPOCH),
                                () -> Instant.EPOCH)) {
            return poller.poll(
                    new PollTarget(IpAddress.of(DEVICE), fleet.port(), "lab", Patience.EVIDENCE));
        }
    }

    @ParameterizedTest(name = "over {0}")
    @CsvSource({"v1", "v2c", "v3"})
    void aDomainThatOnlyItsContextShowsIsRead(String version) throws Exception {
        DevicePolled device = (DevicePolled) poll(credential(version));
        assertThat(device.addresses())
                .extracting(a -> a.address() + " " + a.interfaceIndex() + " " + a.vrf())
                .containsExactly("10.0.0.1 1 default", "10.0.0.1 2 blue");
        assertThat(device.arp())
                .extracting(a -> a.address() + " " + a.interfaceIndex())
                .containsExactly("10.0.0.9 2");
        assertThat(device.incomplete()).isEmpty();
    }

    @Test
    void aContextThatTheAgentDoesNotHaveIsNamed() throws Exception {
        SnmpCredential.V3 elsewhere =
                ((SnmpCredential.V3) credential("v3")).inContext("no\u0007pe");
        DeviceSilent silent = (DeviceSilent) poll(elsewhere);
        assertThat(silent.reason()).isEqualTo(SilenceReason.NOT_AUTHORIZED);
        assertThat(silent.detail())
                .isEqualTo(
                        "credential v3: the agent has no context 'no?pe' (snmpUnknownContexts); correct the"
                                + " credential's \"context\", or leave it out");
    }
}
