package io.segwright.lab.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.snmp4j.PDU;
import org.snmp4j.Target;
import org.snmp4j.event.ResponseEvent;
import org.snmp4j.mp.SnmpConstants;
import org.snmp4j.security.AuthHMAC192SHA256;
import org.snmp4j.security.AuthSHA;
import org.snmp4j.security.SecurityLevel;
import org.snmp4j.smi.Integer32;
import org.snmp4j.smi.OID;
import org.snmp4j.smi.OctetString;
import org.snmp4j.smi.UdpAddress;
import org.snmp4j.smi.VariableBinding;

class AgentTest {
    private static final int PORT = 17_161;
    private static final String SYS_NAME = "1.3.6.1.2.1.1.5.0";
    private static final String TABLE = "1.3.6.1.2.1.2.2.1";
    private static final String USM_STATS = "1.3.6.1.6.3.15.1.1.";
    private static final UsmUser USER =
            UsmUser.of("reader", AuthProtocol.HMAC_SHA256_192, "auth-password", "priv-password");
    private static final byte[] ENGINE = {(byte) 0x80, 0, 0x1f, (byte) 0x88, 4, 'l', 'a', 'b'};

    private final InetAddress address = InetAddress.ofLiteral("127.77.1.1");
    private final Map<OID, String> truth = new TreeMap<>();
    private final Agent agent =
            new Agent(
                    List.of(address, InetAddress.ofLiteral("127.77.1.2")),
                    ENGINE,
                    List.of(new SnmpAccess.V2c("public"), new SnmpAccess.V3(USER)),
                    this::mib,
                    1_400);
    private AgentFleet fleet;
    private Snmp4jReader manager;

    private Mib mib() {
        Mib.Builder mib = Mib.builder();
        put(mib, SYS_NAME, "lab-switch");
        for (int column : new int[] {1, 2, 127, 128, 16_383, 16_384, 2_097_152, 268_435_456}) {
            for (int row : new int[] {1, 2, 200, 4_096, -1}) {
                put(mib, TABLE + "." + column + "." + Integer.toUnsignedString(row), "c" + column);
            }
        }
        mib.put(Oid.of("1.3.6.1.2.1.31.1.1.1.6.1"), SnmpValue.counter64(Long.MAX_VALUE));
        mib.put(Oid.of("1.3.6.1.2.1.31.1.1.1.15.1"), SnmpValue.gauge32(4_294_967_295L));
        mib.put(Oid.of("1.3.6.1.2.1.31.1.1.1.16.1"), SnmpValue.integer(-129));
        mib.put(Oid.of("1.3.6.1.2.1.31.1.1.1.17.1"), SnmpValue.ipAddress(new byte[] {10, 0, 0, 1}));
        mib.put(Oid.of("1.3.6.1.2.1.31.1.1.1.18.1"), SnmpValue.oid(Oid.of("1.0.8802.4294967295")));
        mib.put(Oid.of("1.3.6.1.2.1.31.1.1.1.19.1"), SnmpValue.timeTicks(2_147_483_648L));
        return mib.build();
    }

    private void put(Mib.Builder mib, String oid, String value) {
        truth.put(new OID(oid), value);
        mib.put(Oid.of(oid), SnmpValue.text(value));
    }

    @BeforeEach
    void start() throws IOException {
        fleet = AgentFleet.start(PORT, List.of(agent));
        manager = new Snmp4jReader();
        manager.user("reader", AuthHMAC192SHA256.ID, "auth-password", "priv-password");
    }

    @AfterEach
    void stop() throws IOException {
        manager.close();
        fleet.close();
    }

    private Target<UdpAddress> v2c() {
        return Snmp4jReader.community(address, fleet.port(), SnmpConstants.version2c, "public");
    }

    private Target<UdpAddress> v1() {
        return Snmp4jReader.community(address, fleet.port(), SnmpConstants.version1, "public");
    }

    private Target<UdpAddress> v3() {
        return Snmp4jReader.v3(address, fleet.port(), "reader");
    }

    private List<Target<UdpAddress>> everyVersion() {
        return List.of(v1(), v2c(), v3());
    }

    @Test
    void everyVersionReadsAScalar() throws IOException {
        for (Target<UdpAddress> target : everyVersion()) {
            PDU answer = manager.ask(target, PDU.GET, SYS_NAME);
            assertThat(answer.get(0).getVariable()).isEqualTo(new OctetString("lab-switch"));
        }
    }

    @ParameterizedTest(name = "a walk by {0} sees every row in order")
    @ValueSource(ints = {1, 2, 7, 50, 1_000})
    void aWalkSeesEveryRowInOrder(int repetitions) throws IOException {
        for (Target<UdpAddress> target : List.of(v2c(), v3())) {
            List<String> walked =
                    manager.walk(target, TABLE, repetitions).stream()
                            .map(v -> v.getOid() + "=" + v.getVariable())
                            .toList();
            List<String> wanted =
                    truth.entrySet().stream()
                            .filter(e -> e.getKey().startsWith(new OID(TABLE)))
                            .map(e -> e.getKey() + "=" + e.getValue())
                            .toList();
            assertThat(wanted).hasSize(40);
            assertThat(walked).isEqualTo(wanted);
        }
    }

    @Test
    void valuesOfEveryTypeArriveWhole() throws IOException {
        List<String> values =
                manager.walk(v2c(), "1.3.6.1.2.1.31", 10).stream()
                        .map(v -> v.getVariable().getSyntaxString() + " " + v.getVariable())
                        .toList();
        assertThat(values)
                .containsExactly(
                        "Counter64 9223372036854775807",
                        "Gauge 4294967295",
                        "Integer32 -129",
                        "IpAddress 10.0.0.1",
                        "OBJECT IDENTIFIER 1.0.8802.4294967295",
                        "TimeTicks 248 days, 13:13:56.48");
    }

    @Test
    void versionOneStepsOverCounter64AndSaysNoSuchName() throws IOException {
        assertThat(manager.walk(v1(), "1.3.6.1.2.1.31", 1)).hasSize(5);
        PDU missing = manager.ask(v1(), PDU.GET, SYS_NAME, "1.3.6.1.2.1.31.1.1.1.6.1");
        assertThat(missing.getErrorStatus()).isEqualTo(PDU.noSuchName);
        assertThat(missing.getErrorIndex()).isEqualTo(2);
        PDU end = manager.ask(v1(), PDU.GETNEXT, "1.3.6.1.2.1.32");
        assertThat(end.getErrorStatus()).isEqualTo(PDU.noSuchName);
    }

    @Test
    void versionTwoSaysNoSuchInstanceAndEndOfMibView() throws IOException {
        PDU missing = manager.ask(v2c(), PDU.GET, "1.3.6.1.2.1.1.5.1");
        assertThat(missing.get(0).getSyntax()).isEqualTo(0x81);
        PDU end = manager.ask(v2c(), PDU.GETNEXT, "1.3.6.1.2.1.32.4294967295");
        assertThat(end.get(0).getSyntax()).isEqualTo(0x82);
        assertThat(end.get(0).getOid()).isEqualTo(new OID("1.3.6.1.2.1.32.4294967295"));
    }

    @Test
    void aSetIsRefusedAndCounted() throws IOException {
        for (Target<UdpAddress> target : everyVersion()) {
            PDU set = Snmp4jReader.pdu(target.getVersion(), PDU.SET);
            set.add(new VariableBinding(new OID(SYS_NAME), new Integer32(1)));
            int status = manager.send(target, set).getResponse().getErrorStatus();
            assertThat(status).isIn(PDU.notWritable, PDU.genErr);
        }
        assertThat(agent.counters().sets()).isEqualTo(3);
    }

    @Test
    void anAnswerNeverExceedsTheMessageSize() throws IOException {
        PDU bulk = Snmp4jReader.pdu(SnmpConstants.version2c, PDU.GETBULK, "1.3");
        bulk.setMaxRepetitions(10_000);
        PDU answer = manager.send(v2c(), bulk).getResponse();
        assertThat(answer.size()).isGreaterThan(20);
        assertThat(answer.getBERLength()).isLessThan(1_400);
        PDU many = Snmp4jReader.pdu(SnmpConstants.version2c, PDU.GET);
        for (int i = 0; i < 100; i++) {
            many.add(new VariableBinding(new OID(SYS_NAME)));
        }
        PDU tooBig = manager.send(v2c(), many).getResponse();
        assertThat(tooBig.getErrorStatus()).isEqualTo(PDU.tooBig);
        assertThat(tooBig.size()).isZero();
    }

    private ResponseEvent<UdpAddress> getAs(String user, int level) throws IOException {
        Target<UdpAddress> target = Snmp4jReader.v3(address, fleet.port(), user, level);
        return manager.send(target, Snmp4jReader.pdu(SnmpConstants.version3, PDU.GET, SYS_NAME));
    }

    @Test
    void anUnknownUserIsReported() throws IOException {
        manager.user("stranger", AuthHMAC192SHA256.ID, "auth-password", "priv-password");
        PDU report = getAs("stranger", SecurityLevel.AUTH_PRIV).getResponse();
        assertThat(report.getType()).isEqualTo(PDU.REPORT);
        assertThat(report.get(0).getOid()).isEqualTo(new OID(USM_STATS + "3.0"));
    }

    @Test
    void aWrongAuthenticationKeyIsReported() throws IOException {
        try (Snmp4jReader other = new Snmp4jReader()) {
            other.user("reader", AuthHMAC192SHA256.ID, "auth-mistaken", "priv-password");
            PDU report =
                    other.send(v3(), Snmp4jReader.pdu(SnmpConstants.version3, PDU.GET, SYS_NAME))
                            .getResponse();
            assertThat(report.getType()).isEqualTo(PDU.REPORT);
            assertThat(report.get(0).getOid()).isEqualTo(new OID(USM_STATS + "5.0"));
        }
    }

    @Test
    void aWrongAuthenticationProtocolIsReported() throws IOException {
        try (Snmp4jReader other = new Snmp4jReader()) {
            other.user("reader", AuthSHA.ID, "auth-password", "priv-password");
            PDU report =
                    other.send(v3(), Snmp4jReader.pdu(SnmpConstants.version3, PDU.GET, SYS_NAME))
                            .getResponse();
            assertThat(report.get(0).getOid()).isEqualTo(new OID(USM_STATS + "5.0"));
        }
    }

    @Test
    void aWrongPrivacyKeyIsMetWithSilence() throws IOException {
        try (Snmp4jReader other = new Snmp4jReader()) {
            other.user("reader", AuthHMAC192SHA256.ID, "auth-password", "priv-mistaken");
            assertThat(
                            other.send(
                                            Snmp4jReader.impatient(v3()),
                                            Snmp4jReader.pdu(
                                                    SnmpConstants.version3, PDU.GET, SYS_NAME))
                                    .getResponse())
                    .isNull();
        }
        assertThat(agent.counters().malformed()).isPositive();
    }

    @Test
    void anUnencryptedUserMayReadNothing() throws IOException {
        PDU answer = getAs("reader", SecurityLevel.AUTH_NOPRIV).getResponse();
        assertThat(answer.getErrorStatus()).isEqualTo(PDU.authorizationError);
        answer = getAs("reader", SecurityLevel.NOAUTH_NOPRIV).getResponse();
        assertThat(answer.getErrorStatus()).isEqualTo(PDU.authorizationError);
    }

    @Test
    void afterARebootTheManagerFindsTheTimeAgain() throws IOException {
        assertThat(manager.ask(v3(), PDU.GET, SYS_NAME).size()).isEqualTo(1);
        agent.reboot();
        PDU answer = manager.ask(v3(), PDU.GET, SYS_NAME);
        assertThat(answer.get(0).getVariable()).isEqualTo(new OctetString("lab-switch"));
        assertThat(agent.engine().usm(Engine.NOT_IN_TIME_WINDOWS)).isPositive();
    }

    @Test
    void aDelayedAnswerStillArrives() throws IOException {
        agent.inject(new Fault.Delay(Duration.ofMillis(30)));
        assertThat(manager.ask(v2c(), PDU.GET, SYS_NAME).size()).isEqualTo(1);
    }

    @Test
    void bentSubtreesLoopRepeatAndNeverEnd() throws IOException {
        Oid column = Oid.of(TABLE + ".2");
        agent.inject(new Fault.Looping(column));
        assertThat(bulk(TABLE + ".2", 7))
                .containsExactly("1", "2", "200", "4096", "4294967295", "1", "2");
        assertThat(next(TABLE + ".2.4294967295")).isEqualTo(TABLE + ".2.1");
        agent.inject(new Fault.Repeating(column));
        assertThat(bulk(TABLE + ".2", 4)).containsExactly("1", "1", "1", "1");
        assertThat(next(TABLE + ".2.2")).isEqualTo(TABLE + ".2.2");
        agent.inject(new Fault.Endless(column));
        assertThat(bulk(TABLE + ".2", 4)).containsExactly("1", "2", "3", "4");
        assertThat(next(TABLE + ".1.4294967295")).isEqualTo(TABLE + ".2.1");
        assertThat(next(TABLE + ".2.16383")).isEqualTo(TABLE + ".2.16384");
        assertThat(next(TABLE + ".2.268435456")).isEqualTo(TABLE + ".2.268435457");
        agent.inject(new Fault.TooBigAbove(5));
        assertThat(manager.ask(v2c(), PDU.GET, SYS_NAME).getErrorStatus()).isZero();
        PDU bulk = Snmp4jReader.pdu(SnmpConstants.version2c, PDU.GETBULK, TABLE);
        bulk.setMaxRepetitions(6);
        assertThat(manager.send(v2c(), bulk).getResponse().getErrorStatus()).isEqualTo(PDU.tooBig);
        agent.inject(new Fault.EmptyVarbinds());
        assertThat(manager.ask(v2c(), PDU.GETNEXT, TABLE).size()).isZero();
    }

    private List<String> bulk(String oid, int repetitions) throws IOException {
        PDU bulk = Snmp4jReader.pdu(SnmpConstants.version2c, PDU.GETBULK, oid);
        bulk.setMaxRepetitions(repetitions);
        return manager.send(v2c(), bulk).getResponse().getVariableBindings().stream()
                .map(v -> Long.toString(v.getOid().lastUnsigned()))
                .toList();
    }

    private String next(String oid) throws IOException {
        return manager.ask(v2c(), PDU.GETNEXT, oid).get(0).getOid().toDottedString();
    }

    @Test
    void bothAddressesAreOneEngine() throws IOException {
        InetAddress second = agent.addresses().get(1);
        Target<UdpAddress> target = Snmp4jReader.v3(second, fleet.port(), "reader");
        assertThat(manager.ask(target, PDU.GET, SYS_NAME).size()).isEqualTo(1);
        agent.inject(new Fault.OtherSource());
        ResponseEvent<UdpAddress> event =
                manager.send(v2c(), Snmp4jReader.pdu(SnmpConstants.version2c, PDU.GET, SYS_NAME));
        assertThat(event.getPeerAddress().getInetAddress()).isEqualTo(second);
    }
}
