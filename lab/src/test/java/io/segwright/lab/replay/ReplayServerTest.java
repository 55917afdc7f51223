package io.segwright.lab.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.segwright.lab.agent.Fault;
import io.segwright.lab.agent.Snmp4jReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.snmp4j.PDU;
import org.snmp4j.ScopedPDU;
import org.snmp4j.Target;
import org.snmp4j.UserTarget;
import org.snmp4j.event.ResponseEvent;
import org.snmp4j.mp.SnmpConstants;
import org.snmp4j.security.AuthHMAC192SHA256;
import org.snmp4j.security.SecurityLevel;
import org.snmp4j.smi.OID;
import org.snmp4j.smi.OctetString;
import org.snmp4j.smi.UdpAddress;
import org.snmp4j.smi.VariableBinding;

/// Over real UDP, with SNMP4J as the manager.
class ReplayServerTest {
    private static final InetAddress ADDRESS = InetAddress.ofLiteral("127.77.9.1");
    private static final String NAME = "1.3.6.1.2.1.1.5.0";
    private static final String TABLE = "1.3.6.1.2.1.2.2.1.2";
    private static final String UNKNOWN_CONTEXTS = "1.3.6.1.6.3.12.1.5.0";

    @TempDir private Path folder;
    private final List<String> talk = Collections.synchronizedList(new ArrayList<>());
    private ReplayServer server;
    private Snmp4jReader manager;

    @BeforeEach
    void start() throws IOException {
        Files.write(folder.resolve("one.snmprec"), Packed.text(NAME + "|4|one"));
        Files.write(folder.resolve("sw.snmprec"), Packed.text(NAME + "|4|sw", "broken"));
        Files.write(folder.resolve("sw@10.snmprec"), Packed.text(NAME + "|4|vlan ten"));
        Files.write(
                folder.resolve("bent.snmprec"),
                Packed.text(
                        NAME + "|4|bent",
                        TABLE + ".1|4|a",
                        TABLE + ".3|4|c",
                        TABLE + ".2|4|b",
                        TABLE + ".3|4|again",
                        "1.3.6.1.2.1.31.1.1.1.6.1|70|18446744073709551615",
                        "1.3.6.1.2.1.31.1.1.1.7.1|68x|9f7804",
                        "1.3.6.1.2.1.31.1.1.1.8.1|4e|a\\x00\\tb",
                        "1.3.6.1.2.1.31.1.1.1.9.1|5|",
                        "1.3.6.1.2.1.31.1.1.1.9.2|4x|" + "ab".repeat(20_000)));
        begin();
        manager = new Snmp4jReader();
        for (String user : List.of(ReplayOptions.USER, "one", "sw", "nobody")) {
            manager.user(
                    user,
                    AuthHMAC192SHA256.ID,
                    ReplayOptions.AUTH_PASSPHRASE,
                    ReplayOptions.PRIV_PASSPHRASE);
        }
    }

    private void begin(Fault... faults) throws IOException {
        ReplayOptions options =
                ReplayOptions.plain(new InetSocketAddress(ADDRESS, freePort()))
                        .withFaults(38, List.of(faults));
        server = ReplayServer.start(Captures.open(folder), options, talk::add);
    }

    /// Two addresses need a port that is chosen before.
    private static int freePort() throws IOException {
        try (java.net.DatagramSocket probe = new java.net.DatagramSocket(0, ADDRESS)) {
            return probe.getLocalPort();
        }
    }

    private void again(Fault... faults) throws IOException {
        server.close();
        begin(faults);
    }

    @AfterEach
    void stop() throws IOException {
        manager.close();
        server.close();
    }

    private Target<UdpAddress> community(String name) {
        return Snmp4jReader.community(
                ADDRESS, server.address().getPort(), SnmpConstants.version2c, name);
    }

    private PDU v3(String user, String context, byte[] engine) throws IOException {
        UserTarget<UdpAddress> target = new UserTarget<>();
        target.setAddress(new UdpAddress(ADDRESS, server.address().getPort()));
        target.setSecurityName(new OctetString(user));
        target.setSecurityLevel(SecurityLevel.AUTH_PRIV);
        target.setVersion(SnmpConstants.version3);
        target.setAuthoritativeEngineID(engine);
        target.setTimeout(2_000);
        target.setRetries(1);
        ScopedPDU pdu = (ScopedPDU) Snmp4jReader.pdu(SnmpConstants.version3, PDU.GET, NAME);
        pdu.setContextName(new OctetString(context));
        ResponseEvent<UdpAddress> event = manager.send(target, pdu);
        return event.getResponse();
    }

    private String v3Name(String user, String context) throws IOException {
        return v3(user, context, new byte[0]).get(0).getVariable().toString();
    }

    @Test
    void theCommunityNamesTheCaptureInBothOldVersions() throws IOException {
        for (int version : List.of(SnmpConstants.version1, SnmpConstants.version2c)) {
            for (String name : List.of("one", "sw")) {
                Target<UdpAddress> target =
                        Snmp4jReader.community(ADDRESS, server.address().getPort(), version, name);
                assertThat(manager.ask(target, PDU.GET, NAME).get(0).getVariable())
                        .hasToString(name);
            }
        }
        Target<UdpAddress> unknown = Snmp4jReader.impatient(community("nobody"));
        PDU get = Snmp4jReader.pdu(SnmpConstants.version2c, PDU.GET, NAME);
        assertThat(manager.send(unknown, get).getResponse()).isNull();
        assertThat(server.counters().wrongCommunity()).isEqualTo(1);
        assertThat(server.counters().varbinds()).isEqualTo(4);
    }

    @Test
    void contextOrUserNamesTheCaptureInVersion3() throws IOException {
        assertThat(v3Name(ReplayOptions.USER, "one")).isEqualTo("one");
        assertThat(v3Name(ReplayOptions.USER, "sw@10")).isEqualTo("vlan ten");
        assertThat(v3Name("one", "")).isEqualTo("one");
        assertThat(v3Name("sw", "vlan-10")).isEqualTo("vlan ten");
        assertThat(v3Name("sw", "10")).isEqualTo("vlan ten");
        assertThat(v3(ReplayOptions.USER, "nowhere", new byte[0]).get(0).getOid())
                .isEqualTo(new OID(UNKNOWN_CONTEXTS));
        assertThat(v3(ReplayOptions.USER, "", new byte[0]).get(0).getOid())
                .isEqualTo(new OID(UNKNOWN_CONTEXTS));
        assertThat(v3("nobody", "one", new byte[0]).get(0).getOid().toDottedString())
                .startsWith("1.3.6.1.6.3.15.1.1.3"); // usmStatsUnknownUserNames
    }

    @Test
    void eachCaptureHasAnEngineOfItsOwn() throws IOException {
        byte[] one = HexFormat.of().parseHex(ReplayServer.engineId("one"));
        byte[] sw = HexFormat.of().parseHex(ReplayServer.engineId("sw"));
        assertThat(one).hasSize(13).isNotEqualTo(sw).startsWith(0x80, 0, 0x7e, 0xd9, 5);
        assertThat(v3(ReplayOptions.USER, "", one).get(0).getVariable()).hasToString("one");
        assertThat(v3(ReplayOptions.USER, "", sw).get(0).getVariable()).hasToString("sw");
    }

    @Test
    void rowsAreServedAsTheyWereRecorded() throws IOException {
        PDU bulk = Snmp4jReader.pdu(SnmpConstants.version2c, PDU.GETBULK, TABLE);
        bulk.setMaxRepetitions(5);
        assertThat(manager.send(community("bent"), bulk).getResponse().getVariableBindings())
                .extracting(v -> v.getOid().last() + "=" + v.getVariable())
                .containsExactly("1=a", "3=c", "2=b", "3=again", "1=18446744073709551615");
        assertThat(next("bent", TABLE + ".3")).isEqualTo(TABLE + ".2");
        assertThat(next("bent", TABLE + ".2")).isEqualTo(TABLE + ".3");
        List<VariableBinding> values = manager.walk(community("bent"), "1.3.6.1.2.1.31.1.1.1", 4);
        assertThat(values.stream().map(v -> v.getVariable().getSyntax()))
                .containsExactly(70, 68, 4, 5, 4);
        assertThat(((OctetString) values.get(2).getVariable()).getValue())
                .containsExactly('a', 0, '\t', 'b');
        assertThat(((OctetString) values.get(4).getVariable()).length()).isEqualTo(20_000);
    }

    private String next(String name, String oid) throws IOException {
        return manager.ask(community(name), PDU.GETNEXT, oid).get(0).getOid().toDottedString();
    }

    @Test
    void aBrokenLineIsToldOnceWhenItsCaptureIsRead() throws IOException {
        assertThat(talk).isEmpty();
        for (int i = 0; i < 3; i++) {
            manager.ask(community("sw"), PDU.GET, NAME);
        }
        assertThat(talk)
                .containsExactly(folder + "/sw.snmprec:2: 'broken': want OID|TYPE|VALUE (skipped)");
    }

    @Test
    void aCaptureThatIsGoneAnswersNothingAndTheOthersGoOn() throws IOException {
        Files.delete(folder.resolve("one.snmprec"));
        PDU answer = manager.ask(community("one"), PDU.GETNEXT, "1.3");
        assertThat(answer.get(0).isException()).isTrue();
        assertThat(talk).hasSize(1).first().asString().startsWith("one answers nothing: ");
        assertThat(manager.ask(community("sw"), PDU.GET, NAME).size()).isEqualTo(1);
    }

    @Test
    void duplicatesAndHeldBackAnswersDoNotConfuseAManager() throws IOException {
        again(
                new Fault.Duplicate(0.5),
                new Fault.Reorder(0.3, java.time.Duration.ofMillis(3)),
                new Fault.RebootEvery(7));
        for (int i = 0; i < 30; i++) {
            assertThat(manager.ask(community("one"), PDU.GET, NAME).get(0).getVariable())
                    .hasToString("one");
            assertThat(v3Name("sw", "")).isEqualTo("sw");
        }
        assertThat(server.counters().reports()).isGreaterThan(3); // the reboots
    }

    @Test
    void aWrongSourceIsTheNextAddress() throws IOException {
        again(new Fault.OtherSource());
        ResponseEvent<UdpAddress> event =
                manager.send(
                        community("one"), Snmp4jReader.pdu(SnmpConstants.version2c, PDU.GET, NAME));
        assertThat(event.getPeerAddress().getInetAddress())
                .isEqualTo(InetAddress.ofLiteral("127.77.9.2"));
        ReplayOptions everywhere =
                ReplayOptions.plain(new InetSocketAddress("0.0.0.0", 0))
                        .withFaults(0, List.of(new Fault.OtherSource()));
        assertThatThrownBy(() -> ReplayServer.start(Captures.open(folder), everywhere, talk::add))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "a wrong source on 0.0.0.0: want to listen in 127.0.0.0/8, where the next address is ours too");
    }

    @Test
    void moreThanFitsInMemoryIsReadAgain() throws IOException {
        int captures = 6; // of 8 MB each as a MIB
        String[] lines = new String[400];
        for (int i = 0; i < lines.length; i++) {
            lines[i] = "1.3.6.1.4.1." + i + "|4x|" + "ab".repeat(20_000);
        }
        for (int i = 0; i < captures; i++) {
            Files.write(folder.resolve("big" + i + ".snmprec"), Packed.text(lines));
        }
        again();
        for (int round = 0; round < 2; round++) {
            for (int i = 0; i < captures; i++) {
                assertThat(next("big" + i, "1.3.6.1.4.1.398")).isEqualTo("1.3.6.1.4.1.399");
            }
        }
    }
}
