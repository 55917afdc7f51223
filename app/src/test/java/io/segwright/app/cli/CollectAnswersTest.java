package io.segwright.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.segwright.lab.agent.Agent;
import io.segwright.lab.agent.AgentFleet;
import io.segwright.lab.agent.AuthProtocol;
import io.segwright.lab.agent.Fault;
import io.segwright.lab.agent.Oid;
import io.segwright.lab.agent.SnmpAccess;
import io.segwright.lab.agent.UsmUser;
import io.segwright.lab.device.LabDevice;
import io.segwright.lab.device.Shapes;
import io.segwright.lab.estate.Estate;
import io.segwright.lab.estate.EstateSpec;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What collect makes of agents that answer badly, or not at all.
class CollectAnswersTest {
    private static final String ADDRESS = "127.93.0.1";
    private static final String RANGE = "127.93.0.1/32";
    private static final String COMMUNITY = "canary-2b9c-community";
    private static final String AUTH = "canary-2b9c-auth";
    private static final String PRIVACY = "canary-2b9c-privacy";
    private static final Oid IF_DESCR = Oid.of("1.3.6.1.2.1.2.2.1.2");
    private static final LabDevice DEVICE =
            Estate.generate(new EstateSpec(7, 1, 8, 0, 0, 0, 0)).devices().getFirst();

    /// For an agent that answers, however busy the machine.
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    /// For one that does not.
    private static final Duration SOON = Duration.ofMillis(500);

    @TempDir private Path folder;

    private Path data() {
        return folder.resolve("data");
    }

    private static Agent agent(SnmpAccess access) {
        return new Agent(
                List.of(InetAddress.ofLiteral(ADDRESS)),
                new byte[] {(byte) 0x80, 0, 0, 9, 5, 1, 2, 3},
                List.of(access),
                () -> Shapes.mib(DEVICE),
                1_472);
    }

    private static Agent v3() {
        return agent(
                new SnmpAccess.V3(
                        UsmUser.of("reader", AuthProtocol.HMAC_SHA256_192, AUTH, PRIVACY)));
    }

    /// Collects from the one agent; no secret of its file may show, in what is said or in what is written.
    private Ran collect(AgentFleet fleet, String json) throws IOException {
        return collect(fleet, json, PATIENCE);
    }

    private Ran collect(AgentFleet fleet, String json, Duration timeout) throws IOException {
        Path snmp = SnmpFiles.write(folder.resolve("snmp.json"), json);
        Ran ran =
                Ran.of(
                        "collect",
                        "--seed",
                        ADDRESS,
                        "--range",
                        "lab=" + RANGE,
                        "--snmp",
                        snmp,
                        "--port",
                        fleet.port(),
                        "--timeout-ms",
                        timeout.toMillis(),
                        "--retries",
                        0,
                        "--data",
                        data(),
                        "-o",
                        "csv");
        assertThat(ran.out() + ran.err()).doesNotContain("canary");
        for (Map.Entry<String, String> file : Ran.files(data()).entrySet()) {
            assertThat(file.getValue())
                    .as(file.getKey())
                    .doesNotContain(
                            HexFormat.of().formatHex("canary".getBytes(StandardCharsets.UTF_8)));
        }
        return ran;
    }

    private static String community(String community) {
        return SnmpFiles.community(community, RANGE);
    }

    private static void nothingAnswered(Ran ran, String silence) {
        assertThat(ran.line("silent: "))
                .isEqualTo("silent: " + ADDRESS + " " + silence + "; asked because it is a seed");
        assertThat(ran.last())
                .isEqualTo(
                        "segwright: nothing answered: see the lines above for what was tried and why it failed");
        assertThat(ran.code()).isEqualTo(69);
    }

    @Test
    void aWrongCommunityIsTold() throws IOException {
        try (AgentFleet fleet = AgentFleet.start(0, List.of(agent(new SnmpAccess.V2c("other"))))) {
            nothingAnswered(
                    collect(fleet, community(COMMUNITY), SOON),
                    "timeout: credential ours: no answer in 1 attempt: no device, filtered, or a wrong community, which"
                            + " SNMP answers with silence; check the community and the agent's access list");
        }
    }

    @Test
    void anUnreachableAgentIsTold() throws IOException {
        AgentFleet gone = AgentFleet.start(0, List.of(agent(new SnmpAccess.V2c(COMMUNITY))));
        gone.close();
        nothingAnswered(
                collect(gone, community(COMMUNITY), SOON),
                "refused: credential ours: port unreachable: a host, but no agent on port "
                        + gone.port());
    }

    @Test
    void aWrongUserIsTold() throws IOException {
        try (AgentFleet fleet = AgentFleet.start(0, List.of(v3()))) {
            nothingAnswered(
                    collect(fleet, SnmpFiles.user("nobody", AUTH, PRIVACY, RANGE)),
                    "unknown user: credential ours: the agent does not know the user (usmStatsUnknownUserNames); create"
                            + " it there or correct the name");
        }
    }

    @Test
    void aWrongAuthenticationKeyIsTold() throws IOException {
        try (AgentFleet fleet = AgentFleet.start(0, List.of(v3()))) {
            nothingAnswered(
                    collect(fleet, SnmpFiles.user("reader", "canary-wrong-auth", PRIVACY, RANGE)),
                    "wrong auth key: credential ours: wrong authentication key or protocol (usmStatsWrongDigests); set"
                            + " the ones that the device has");
        }
    }

    @Test
    void aWrongPrivacyKeyIsTold() throws IOException {
        try (AgentFleet fleet = AgentFleet.start(0, List.of(v3()))) {
            nothingAnswered(
                    collect(
                            fleet,
                            SnmpFiles.user("reader", AUTH, "canary-wrong-priv", RANGE),
                            SOON),
                    "wrong privacy key: credential ours: the engine answered discovery but is silent on encrypted requests: wrong privacy key or protocol; set"
                            + " the ones that the device has");
        }
    }

    @Test
    void aRefusedPairIsNotTriedAgainAtOnce() throws IOException {
        Agent agent = v3();
        try (AgentFleet fleet = AgentFleet.start(0, List.of(agent))) {
            String wrong = SnmpFiles.user("reader", "canary-wrong-auth", PRIVACY, RANGE);
            collect(fleet, wrong);
            long before = agent.counters().datagrams();
            nothingAnswered(
                    collect(fleet, wrong),
                    "wrong auth key: credential ours: refused less than 24 h ago and not tried again; correct it under a"
                            + " new name to try at once");
            assertThat(agent.counters().datagrams()).isEqualTo(before);
        }
    }

    @Test
    void truncatedAnswersEndInALine() throws IOException {
        Agent agent = agent(new SnmpAccess.V2c(COMMUNITY));
        agent.inject(new Fault.Truncated(40));
        try (AgentFleet fleet = AgentFleet.start(0, List.of(agent))) {
            nothingAnswered(
                    collect(fleet, community(COMMUNITY), SOON),
                    "protocol error: credential ours: 1 datagrams came back, none an answer that can be decoded and"
                            + " verified");
        }
    }

    @Test
    void loopingAnswersEndAndTheDeviceIsKept() throws IOException {
        Agent agent = agent(new SnmpAccess.V2c(COMMUNITY));
        agent.inject(new Fault.Looping(IF_DESCR));
        try (AgentFleet fleet = AgentFleet.start(0, List.of(agent))) {
            Ran ran = collect(fleet, community(COMMUNITY));
            assertThat(ran.code()).isZero();
            assertThat(ran.out()).contains("," + DEVICE.system().name() + ",lab,");
            assertThat(ran.line("partly: "))
                    .matches(
                            "partly: "
                                    + ADDRESS
                                    + " answered, but not all: ifTable: the agent went back from"
                                    + " 1\\.3\\.6\\.1\\.2\\.1\\.2\\.2\\.1\\.2\\.\\d+ to 1\\.3\\.6\\.1\\.2\\.1\\.2\\.2\\.1\\.2\\.\\d+");
        }
    }

    @Test
    void whatIsKnownStaysWhenItsAgentFallsSilent() throws IOException {
        Agent agent = agent(new SnmpAccess.V2c(COMMUNITY));
        try (AgentFleet fleet = AgentFleet.start(0, List.of(agent))) {
            Ran first = collect(fleet, community(COMMUNITY));
            assertThat(first.code()).isZero();
            assertThat(first.out().lines()).hasSize(2).last().asString().endsWith(",new");
            assertThat(first.out()).contains("," + DEVICE.system().name() + ",lab,");

            agent.inject(new Fault.SilentAfter(2));
            Ran half = collect(fleet, community(COMMUNITY), SOON);
            assertThat(half.out()).isEqualTo(first.out().replace(",new\r\n", ",\r\n"));
            assertThat(half.line("partly: "))
                    .startsWith(
                            "partly: "
                                    + ADDRESS
                                    + " answered, but not all: entPhysicalTable: the agent fell silent after 0 rows; ");
            assertThat(half.code()).isZero();

            agent.inject(new Fault.Silent());
            Ran silent = collect(fleet, community(COMMUNITY), SOON);
            assertThat(silent.out()).isEqualTo(half.out());
            assertThat(silent.code()).isEqualTo(69);

            agent.inject();
            Ran healed = collect(fleet, community(COMMUNITY));
            assertThat(healed.code()).isZero();
            assertThat(healed.err()).doesNotContain("partly: ");
            assertThat(healed.last())
                    .startsWith(
                            "1 devices in the inventory, 0 changes written, 0 addresses silent, ");
        }
    }
}
