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
import io.segwright.lab.agent.Fault;
import io.segwright.lab.agent.Mib;
import io.segwright.lab.agent.Oid;
import io.segwright.lab.agent.SnmpAccess;
import io.segwright.lab.agent.UsmUser;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Against the lab's agents, which read and write SNMP with code of their own, over real UDP.
class SnmpPollerTest {
    private static final PoliteLimits QUICK =
            new PoliteLimits(1_000, 100_000, 64, Duration.ofMillis(300), 2);
    private static final Binding ANYWHERE =
            Binding.toRanges(List.of(Prefix.of("127.0.0.0/8"), Prefix.of("::1/128")));
    private static final UsmUser MONITOR =
            UsmUser.of(
                    "monitor",
                    io.segwright.lab.agent.AuthProtocol.HMAC_SHA256_192,
                    "monitor-auth-1",
                    "monitor-priv-1");
    private static final UsmUser LEGACY =
            UsmUser.of(
                    "monitor",
                    io.segwright.lab.agent.AuthProtocol.HMAC_SHA1_96,
                    "monitor-auth-1",
                    "monitor-priv-1");
    private static final IpAddress DEVICE = IpAddress.of("127.73.0.1");
    private static final String ENGINE = "80001f8804736567777269676874";

    private final List<AutoCloseable> open = new ArrayList<>();
    private final CredentialMemory memory = new CredentialMemory(() -> Instant.EPOCH);
    private Mib mib = Mib.builder().build();
    private PoliteLimits limits = QUICK; // one attempt where silence is what a test waits for

    @BeforeEach
    void describeADevice() {
        StringBuilder script = new StringBuilder();
        script.append("1.3.6.1.2.1.1.1.0 s A switch\n1.3.6.1.2.1.1.2.0 o 1.3.6.1.4.1.30065.1\n");
        script.append("1.3.6.1.2.1.1.5.0 s leaf1\n");
        for (int i = 1; i <= 60; i++) {
            script.append("1.3.6.1.2.1.2.2.1.3." + i + " i 6\n");
            script.append("1.3.6.1.2.1.31.1.1.1.1." + i + " s Ethernet" + i + "\n");
        }
        script.append("1.3.6.1.2.1.4.20.1.2.127.73.0.1 i 1\n");
        script.append("1.3.6.1.2.1.4.20.1.3.127.73.0.1 a 255.255.255.0\n");
        mib = Script.of(script.toString()).labMib();
    }

    @AfterEach
    void closeAll() throws Exception {
        for (AutoCloseable each : open) {
            each.close();
        }
    }

    private static InetAddress inet(IpAddress address) throws UnknownHostException {
        return InetAddress.getByAddress(address.bytes());
    }

    private Agent agent(String engine, List<IpAddress> addresses, SnmpAccess... access)
            throws UnknownHostException {
        List<InetAddress> inets = new ArrayList<>();
        for (IpAddress address : addresses) {
            inets.add(inet(address));
        }
        byte[] id = HexFormat.of().parseHex(engine);
        return new Agent(inets, id, List.of(access), () -> mib, 1_472);
    }

    private int start(Agent... agents) throws IOException {
        AgentFleet fleet = AgentFleet.start(agents.length == 1 ? 0 : freePort(), List.of(agents));
        open.add(fleet);
        return fleet.port();
    }

    private static int freePort() throws IOException {
        try (java.net.DatagramSocket socket = new java.net.DatagramSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private Observation poll(IpAddress address, int port, SnmpCredential... credentials)
            throws InterruptedException {
        SnmpPoller poller = poller(credentials);
        return poller.poll(new PollTarget(address, port, "lab", Patience.EVIDENCE));
    }

    private SnmpPoller poller(SnmpCredential... credentials) {
        SnmpPoller poller =
                new SnmpPoller(
                        limits,
                        WalkLimits.SHIPPED,
                        new CredentialBook(List.of(credentials)),
                        memory,
                        () -> Instant.EPOCH);
        open.add(poller);
        return poller;
    }

    private static SnmpCredential v3(String name, String auth, String priv) {
        return v3(name, "monitor", AuthProtocol.SHA256, auth, priv);
    }

    private static SnmpCredential v3(
            String name, String user, AuthProtocol protocol, String auth, String priv) {
        return new SnmpCredential.V3(
                name,
                ANYWHERE,
                user,
                protocol,
                Secret.of(auth),
                PrivProtocol.AES128,
                Secret.of(priv));
    }

    private static final SnmpCredential GOOD_V3 = v3("good", "monitor-auth-1", "monitor-priv-1");
    private static final SnmpCredential PUBLIC =
            new SnmpCredential.V2c("public", ANYWHERE, Secret.of("public"));
    private static final SnmpCredential PUBLIC_V1 =
            new SnmpCredential.V1("public1", ANYWHERE, Secret.of("public"));

    private static void assertWhole(Observation observation) {
        assertThat(observation).isInstanceOf(DevicePolled.class);
        DevicePolled device = (DevicePolled) observation;
        assertThat(device.system().name()).isEqualTo("leaf1");
        assertThat(device.interfaces()).hasSize(60);
        assertThat(device.addresses()).hasSize(1);
        assertThat(device.incomplete()).isEmpty();
    }

    private static DeviceSilent silent(Observation observation) {
        assertThat(observation).isInstanceOf(DeviceSilent.class);
        return (DeviceSilent) observation;
    }

    @Test
    void everyVersionReadsADevice() throws Exception {
        int port =
                start(
                        agent(
                                ENGINE,
                                List.of(DEVICE),
                                new SnmpAccess.V2c("public"),
                                new SnmpAccess.V3(MONITOR)));
        assertWhole(poll(DEVICE, port, PUBLIC_V1));
        assertWhole(poll(DEVICE, port, PUBLIC));
        assertWhole(poll(DEVICE, port, GOOD_V3));
    }

    @Test
    void sha1WithAes128IsSpokenToo() throws Exception {
        int port = start(agent(ENGINE, List.of(DEVICE), new SnmpAccess.V3(LEGACY)));
        SnmpCredential sha1 =
                v3("sha1", "monitor", AuthProtocol.SHA1, "monitor-auth-1", "monitor-priv-1");
        assertWhole(poll(DEVICE, port, sha1));
    }

    @Test
    void aWrongCommunityIsATimeoutThatSaysSo() throws Exception {
        int port = start(agent(ENGINE, List.of(DEVICE), new SnmpAccess.V2c("other")));
        DeviceSilent silent = silent(poll(DEVICE, port, PUBLIC));
        assertThat(silent.reason()).isEqualTo(SilenceReason.TIMEOUT);
        assertThat(silent.detail())
                .isEqualTo(
                        "credential public: no answer in 3 attempts: no device, filtered, or a wrong"
                                + " community, which SNMP answers with silence; check the community and the"
                                + " agent's access list");
        assertThat(memory.lines()).isEmpty(); // it may as well be switched off
    }

    @Test
    void wrongUserAuthenticationAndPrivacyAreToldApart() throws Exception {
        int port = start(agent(ENGINE, List.of(DEVICE), new SnmpAccess.V3(MONITOR)));
        SnmpCredential user =
                v3("user", "nobody", AuthProtocol.SHA256, "monitor-auth-1", "monitor-priv-1");
        SnmpCredential auth = v3("auth", "monitor-auth-2", "monitor-priv-1");
        SnmpCredential priv = v3("priv", "monitor-auth-1", "monitor-priv-2");
        assertThat(silent(poll(DEVICE, port, user)).reason()).isEqualTo(SilenceReason.UNKNOWN_USER);
        assertThat(silent(poll(DEVICE, port, auth)).reason())
                .isEqualTo(SilenceReason.WRONG_AUTH_KEY);
        DeviceSilent wrongPrivacy = silent(poll(DEVICE, port, priv));
        assertThat(wrongPrivacy.reason()).isEqualTo(SilenceReason.WRONG_PRIVACY_KEY);
        assertThat(wrongPrivacy.detail())
                .startsWith(
                        "credential priv: the engine answered discovery but is silent on encrypted")
                .doesNotContain("monitor-priv");
        SnmpCredential open =
                SnmpCredential.V3.authenticated(
                        "open",
                        ANYWHERE,
                        "monitor",
                        AuthProtocol.SHA256,
                        Secret.of("monitor-auth-1"));
        assertThat(silent(poll(DEVICE, port, open)).reason())
                .isEqualTo(SilenceReason.NOT_AUTHORIZED);
    }

    @Test
    void aRefusedPairIsNotSentAgain() throws Exception {
        Agent agent = agent(ENGINE, List.of(DEVICE), new SnmpAccess.V3(MONITOR));
        int port = start(agent);
        SnmpCredential wrong = v3("wrong", "monitor-auth-2", "monitor-priv-1");
        silent(poll(DEVICE, port, wrong));
        long datagrams = agent.counters().datagrams();
        DeviceSilent again = silent(poll(DEVICE, port, wrong));
        assertThat(again.reason()).isEqualTo(SilenceReason.WRONG_AUTH_KEY);
        assertThat(again.detail()).contains("refused less than 24 h ago and not tried again");
        assertThat(agent.counters().datagrams()).isEqualTo(datagrams);
    }

    @Test
    void noCommunityIsSentToWhoeverSpeaksVersionThree() throws Exception {
        Agent agent =
                agent(
                        ENGINE,
                        List.of(DEVICE),
                        new SnmpAccess.V3(MONITOR),
                        new SnmpAccess.V2c("other"));
        int port = start(agent);
        SnmpCredential wrong = v3("wrong", "monitor-auth-1", "monitor-priv-2");
        DeviceSilent silent = silent(poll(DEVICE, port, wrong, PUBLIC));
        assertThat(silent.reason()).isEqualTo(SilenceReason.WRONG_PRIVACY_KEY);
        assertThat(agent.counters().wrongCommunity()).isZero();
        assertWhole(poll(DEVICE, port, GOOD_V3, PUBLIC));
        agent.inject(new Fault.Silent());
        silent(poll(DEVICE, port, GOOD_V3, PUBLIC));
        agent.inject();
        assertThat(silent(poll(DEVICE, port, PUBLIC)).detail())
                .contains("the device speaks SNMPv3, so v1 and v2c are not sent");
        assertThat(agent.counters().wrongCommunity()).isZero();
    }

    @Test
    void anUnknownUserMayFallBackToACommunity() throws Exception {
        int port =
                start(
                        agent(
                                ENGINE,
                                List.of(DEVICE),
                                new SnmpAccess.V3(MONITOR),
                                new SnmpAccess.V2c("public")));
        SnmpCredential user =
                v3("user", "nobody", AuthProtocol.SHA256, "monitor-auth-1", "monitor-priv-1");
        assertWhole(poll(DEVICE, port, user, PUBLIC));
        assertThat(memory.lines())
                .anyMatch(line -> line.startsWith("127.73.0.1 user UNKNOWN_USER"))
                .contains("127.73.0.1 public ANSWERED forever");
    }

    @Test
    void noCredentialForAnAddressMeansNoPacket() throws Exception {
        Agent agent = agent(ENGINE, List.of(DEVICE), new SnmpAccess.V2c("public"));
        int port = start(agent);
        SnmpCredential elsewhere =
                new SnmpCredential.V2c(
                        "elsewhere",
                        Binding.toRanges(List.of(Prefix.of("10.0.0.0/8"))),
                        Secret.of("public"));
        assertThat(silent(poll(DEVICE, port, elsewhere)).reason())
                .isEqualTo(SilenceReason.NO_CREDENTIAL);
        assertThat(agent.counters().datagrams()).isZero();
    }

    @Test
    void aClosedPortIsRefusedAtOnceAndOtherCredentialsAreNotTried() throws Exception {
        DeviceSilent silent = silent(poll(DEVICE, freePort(), GOOD_V3, PUBLIC));
        assertThat(silent.reason()).isEqualTo(SilenceReason.REFUSED);
        assertThat(silent.detail())
                .startsWith("credential good: port unreachable: a host, but no agent");
    }

    @Test
    void twoAgentsWithOneEngineIdDoNotDisturbEachOther() throws Exception {
        IpAddress other = IpAddress.of("127.73.0.2");
        Agent first = agent(ENGINE, List.of(DEVICE), new SnmpAccess.V3(MONITOR));
        Agent second = agent(ENGINE, List.of(other), new SnmpAccess.V3(MONITOR));
        for (int i = 0; i < 5; i++) {
            first.reboot(); // its boots are now above the other's
        }
        int port = start(first, second);
        SnmpPoller poller = poller(GOOD_V3);
        try (ExecutorService polls = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Observation>> answers = new ArrayList<>();
            for (int i = 0; i < 6; i++) {
                IpAddress address = i % 2 == 0 ? DEVICE : other;
                answers.add(
                        polls.submit(() ->
                                poller.poll(
                                        new PollTarget(address, port, "lab", Patience.EVIDENCE))));
            }
            for (Future<Observation> answer : answers) {
                assertWhole(answer.get());
            }
        }
    }

    @Test
    void anEngineThatRebootedOrWasReplacedIsFoundAgain() throws Exception {
        Agent agent = agent(ENGINE, List.of(DEVICE), new SnmpAccess.V3(MONITOR));
        AgentFleet fleet = AgentFleet.start(0, List.of(agent));
        int port = fleet.port();
        SnmpPoller poller = poller(GOOD_V3);
        PollTarget target = new PollTarget(DEVICE, port, "lab", Patience.EVIDENCE);
        assertWhole(poller.poll(target));
        agent.reboot();
        assertWhole(poller.poll(target));
        fleet.close();
        Agent spare = agent("80001f88047370617265", List.of(DEVICE), new SnmpAccess.V3(MONITOR));
        open.add(AgentFleet.start(port, List.of(spare)));
        assertWhole(poller.poll(target));
    }

    @Test
    void anAnswerFromAnotherAddressIsAccepted() throws Exception {
        IpAddress other = IpAddress.of("127.73.0.3");
        Agent agent =
                agent(
                        ENGINE,
                        List.of(DEVICE, other),
                        new SnmpAccess.V2c("public"),
                        new SnmpAccess.V3(MONITOR));
        agent.inject(new Fault.OtherSource());
        AgentFleet fleet = AgentFleet.start(freePort(), List.of(agent));
        open.add(fleet);
        assertWhole(poll(DEVICE, fleet.port(), PUBLIC));
        assertWhole(poll(DEVICE, fleet.port(), GOOD_V3));
    }

    @Test
    void lostAnswersAreAskedForAgain() throws Exception {
        Agent agent = agent(ENGINE, List.of(DEVICE), new SnmpAccess.V2c("public"));
        agent.inject(new Fault.DropEvery(5));
        assertWhole(poll(DEVICE, start(agent), PUBLIC));
    }

    @Test
    void anAgentWithSmallAnswersIsReadWhole() throws Exception {
        Agent agent = agent(ENGINE, List.of(DEVICE), new SnmpAccess.V2c("public"));
        agent.inject(new Fault.TooBigAbove(4));
        assertWhole(poll(DEVICE, start(agent), PUBLIC));
    }

    @Test
    void loopingRepeatingAndEndlessTablesLeaveALineEach() throws Exception {
        Agent agent = agent(ENGINE, List.of(DEVICE), new SnmpAccess.V2c("public"));
        int port = start(agent);
        Oid names = Oid.of("1.3.6.1.2.1.31.1.1.1.1");
        agent.inject(new Fault.Looping(names));
        DevicePolled looping = (DevicePolled) poll(DEVICE, port, PUBLIC);
        assertThat(looping.interfaces()).hasSize(60);
        assertThat(looping.incomplete())
                .singleElement()
                .asString()
                .startsWith("ifTable: the agent went back from 1.3.6.1.2.1.31.1.1.1.1.60");
        agent.inject(new Fault.Repeating(names));
        DevicePolled repeating = (DevicePolled) poll(DEVICE, port, PUBLIC);
        assertThat(repeating.interfaces()).hasSize(60); // ifType is sound
        assertThat(repeating.incomplete()).isNotEmpty();
        agent.inject(new Fault.EmptyVarbinds());
        assertThat(silent(poll(DEVICE, port, PUBLIC)).reason())
                .isEqualTo(SilenceReason.NOT_AUTHORIZED);
    }

    @Test
    void anAgentThatDiesMidwayKeepsWhatItSaid() throws Exception {
        Agent agent = agent(ENGINE, List.of(DEVICE), new SnmpAccess.V2c("public"));
        agent.inject(new Fault.SilentAfter(6));
        limits = QUICK.withRetries(0);
        DevicePolled device = (DevicePolled) poll(DEVICE, start(agent), PUBLIC);
        assertThat(device.system().name()).isEqualTo("leaf1");
        assertThat(device.interfaces()).isNotEmpty();
        assertThat(device.incomplete()).first().asString().contains("fell silent after");
    }

    @Test
    void truncatedAndForeignAnswersAreAProtocolError() throws Exception {
        Agent agent = agent(ENGINE, List.of(DEVICE), new SnmpAccess.V2c("public"));
        int port = start(agent);
        limits = QUICK.withRetries(0);
        agent.inject(new Fault.Truncated(40));
        assertThat(silent(poll(DEVICE, port, PUBLIC)).reason())
                .isEqualTo(SilenceReason.PROTOCOL_ERROR);
        agent.inject(new Fault.WrongRequestId());
        assertThat(silent(poll(DEVICE, port, PUBLIC)).reason())
                .isIn(SilenceReason.PROTOCOL_ERROR, SilenceReason.TIMEOUT);
    }

    @Test
    void nothingIsEverSet() throws Exception {
        Agent agent =
                agent(
                        ENGINE,
                        List.of(DEVICE),
                        new SnmpAccess.V2c("public"),
                        new SnmpAccess.V3(MONITOR));
        int port = start(agent);
        poll(DEVICE, port, PUBLIC);
        poll(DEVICE, port, GOOD_V3);
        assertThat(agent.counters().sets()).isZero();
    }
}
