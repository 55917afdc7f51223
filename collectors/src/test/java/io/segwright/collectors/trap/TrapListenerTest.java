package io.segwright.collectors.trap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.segwright.collectors.snmp.AuthProtocol;
import io.segwright.collectors.snmp.Binding;
import io.segwright.collectors.snmp.CredentialBook;
import io.segwright.collectors.snmp.Notification;
import io.segwright.collectors.snmp.Notification.Kind;
import io.segwright.collectors.snmp.Notification.Proof;
import io.segwright.collectors.snmp.NotificationDecoder;
import io.segwright.collectors.snmp.NotificationDecoder.Refusal;
import io.segwright.collectors.snmp.PrivProtocol;
import io.segwright.collectors.snmp.Secret;
import io.segwright.collectors.snmp.SnmpCredential;
import io.segwright.inventory.net.IpAddress;
import io.segwright.inventory.net.Prefix;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Datagrams that net-snmp 5.9's snmptrap sent, and its tools live.
class TrapListenerTest {
    private static final Prefix HERE = Prefix.of("127.0.0.0/8");
    private static final String V2C_LINK_DOWN =
            "306a02010104067075626c6963a75d020438dbc762020100020100304f300e06082b0601020101030043"
                    + "0212673017060a2b06010603010104010006092b0601060301010503300f060a2b0601020102020101"
                    + "030201033013060b2b060102011f0101010103040465746833";
    private static final String V3_LINK_UP =
            "3081bf02010330110204057719c2020300ffe304010302010304443042040b80001f8804746573742d31"
                    + "02010102031707890407747261707065720418343e126cd97521deb7636d81cc52efacb983911cb8"
                    + "0d917704087c413dbcad413d59046104197a9e06650633053ab0368d30a78d0a0049cce7fb025d3f"
                    + "32aba91b0fce81ca4c30a1ab61fa5c185e873db5346c02ed5f5cca9b1271d99fa819236500b2fcf4"
                    + "384f03b576c7e108ad4d933373f9ee32869b4d53c46f6040c6a33e88d1f2b240";

    private final BlockingQueue<Notification> got = new LinkedBlockingQueue<>();
    private final TrapListener listener =
            new TrapListener(
                    "127.0.0.1",
                    0,
                    decoder("privpass1234"),
                    (notification, _) -> got.add(notification),
                    InstantSource.system());

    private static NotificationDecoder decoder(String privPass) {
        Binding here = Binding.toRanges(List.of(HERE));
        return new NotificationDecoder(
                new CredentialBook(
                        List.of(
                                new SnmpCredential.V3(
                                        "lab-traps",
                                        here,
                                        "trapper",
                                        AuthProtocol.SHA256,
                                        Secret.of("authpass1234"),
                                        PrivProtocol.AES128,
                                        Secret.of(privPass)))),
                address -> HERE.contains(address) ? Optional.of("lab") : Optional.empty(),
                InstantSource.system());
    }

    @AfterEach
    void close() {
        listener.close();
        listener.close(); // twice is fine
    }

    private static Optional<Notification> decode(NotificationDecoder decoder, byte[] datagram) {
        return decoder.decode(
                        new InetSocketAddress(InetAddress.getLoopbackAddress(), 999), datagram)
                .notification();
    }

    private static byte[] bytes(String hex) {
        return HexFormat.of().parseHex(hex);
    }

    @Test
    void aV2cTrapProvesNothingOfItsSender() {
        Notification trap = decode(decoder("privpass1234"), bytes(V2C_LINK_DOWN)).orElseThrow();
        assertThat(trap)
                .isEqualTo(
                        new Notification(
                                IpAddress.of("127.0.0.1"),
                                Proof.NONE,
                                "",
                                "1.3.6.1.6.3.1.1.5.3",
                                List.of(
                                        new Notification.Value("1.3.6.1.2.1.2.2.1.1.3", "3"),
                                        new Notification.Value("1.3.6.1.2.1.31.1.1.1.1.3", "eth3")),
                                Kind.TRAP));
        assertThat(TrapMeaning.of(trap.objectId()))
                .isEqualTo(new TrapMeaning("linkDown", TrapMeaning.Change.POSSIBLE));
    }

    @Test
    void aV3TrapIsVerifiedWithTheSendersEngine() {
        Notification trap = decode(decoder("privpass1234"), bytes(V3_LINK_UP)).orElseThrow();
        assertThat(trap.proof()).isEqualTo(Proof.ENCRYPTED);
        assertThat(trap.credential()).isEqualTo("lab-traps");
        assertThat(trap.objectId()).isEqualTo("1.3.6.1.6.3.1.1.5.4");
    }

    @Test
    void aForgedV3TrapIsRefused() {
        NotificationDecoder decoder = decoder("privpass1234");
        byte[] forged = bytes(V3_LINK_UP);
        forged[forged.length - 1] ^= 1;
        assertThat(decode(decoder, forged)).isEmpty();
        assertThat(decode(decoder("another-pass"), bytes(V3_LINK_UP))).isEmpty();
        assertThat(decoder.refusals()).isEqualTo(Map.of(Refusal.NOT_UNDERSTOOD, 1L));
    }

    /// RFC 3584 sec. 3.1: generic traps map to the standard's ids, others to ENTERPRISE.0.SPECIFIC.
    @ParameterizedTest(name = "{1}")
    @CsvSource({
        "303b02010004067075626c6963a42e06092b0601040109092b0240040a010203020106020101430212673011300f060a2b060102010202010103020103, 1.3.6.1.4.1.9.9.43.2.0.1, ciscoConfigManEvent",
        "303c02010004067075626c6963a42f060a2b06010401bf0803020a40040a010203020102020100430212673011300f060a2b060102010202010103020103, 1.3.6.1.6.3.1.1.5.3, linkDown"
    })
    void aV1TrapIsReadAsTheStandardMapsIt(String hex, String objectId, String name) {
        Notification trap = decode(decoder("privpass1234"), bytes(hex)).orElseThrow();
        assertThat(trap.objectId()).isEqualTo(objectId);
        assertThat(TrapMeaning.of(objectId).name()).isEqualTo(name);
    }

    @Test
    void aV3SenderOutsideTheRangesCostsNothing() {
        NotificationDecoder decoder = decoder("privpass1234");
        InetSocketAddress outside = new InetSocketAddress(InetAddress.ofLiteral("192.0.2.9"), 162);
        assertThat(decoder.decode(outside, bytes(V3_LINK_UP)).notification()).isEmpty();
        assertThat(decoder.refusals()).isEqualTo(Map.of(Refusal.UNEXPECTED_SENDER, 1L));
    }

    @Test
    void aFloodOfV3MessagesIsHeldBack() {
        NotificationDecoder decoder = decoder("privpass1234");
        int understood = 0;
        for (int i = 0; i < 2_000; i++) {
            understood += decode(decoder, bytes(V3_LINK_UP)).isPresent() ? 1 : 0;
        }
        assertThat(understood).isLessThan(2_000);
        assertThat(decoder.refusals()).containsKey(Refusal.TOO_MANY);
    }

    @Test
    void cutAndMutatedDatagramsAreRefusedAndNeverThrow() {
        NotificationDecoder decoder = decoder("privpass1234");
        Random random = new Random(3414);
        for (String hex : List.of(V2C_LINK_DOWN, V3_LINK_UP)) {
            byte[] whole = bytes(hex);
            for (int end = 0; end < whole.length; end++) {
                assertThat(decode(decoder, java.util.Arrays.copyOf(whole, end))).isEmpty();
            }
            for (int round = 0; round < 1_000; round++) {
                byte[] mutant = whole.clone();
                mutant[random.nextInt(mutant.length)] ^= (byte) (1 << random.nextInt(8));
                decode(decoder, mutant); // a community may be any: whatever it gives, it returns
            }
        }
        byte[] noise = new byte[500];
        random.nextBytes(noise);
        assertThat(decode(decoder, noise)).isEmpty();
    }

    @Test
    void aDatagramOverTheSocketReachesTheSink() throws Exception {
        listener.start();
        try (DatagramSocket socket = new DatagramSocket()) {
            byte[] trap = bytes(V2C_LINK_DOWN);
            socket.send(
                    new DatagramPacket(
                            trap, trap.length, InetAddress.getLoopbackAddress(), listener.port()));
        }
        assertThat(next().objectId()).isEqualTo("1.3.6.1.6.3.1.1.5.3");
        assertThat(listener.counters().notifications()).isEqualTo(1);
        TrapListener second =
                new TrapListener(
                        "127.0.0.1",
                        listener.port(),
                        decoder("privpass1234"),
                        (_, _) -> {},
                        InstantSource.system());
        assertThatThrownBy(second::start)
                .isInstanceOf(TrapListenException.class)
                .hasMessageStartingWith(
                        "cannot listen for traps on udp port " + listener.port() + ": ");
    }

    private Notification next() throws InterruptedException {
        Notification next = got.poll(10, TimeUnit.SECONDS);
        assertThat(next).as("a notification within 10 s").isNotNull();
        return next;
    }

    /// An inform is only then over for net-snmp when our answer has been verified.
    @Test
    @Tag("lab")
    void netSnmpsInformsAreAnsweredInEveryVersion() throws Exception {
        listener.start();
        String target = "127.0.0.1:" + listener.port();
        List<String> link =
                List.of(target, "4711", "1.3.6.1.6.3.1.1.5.3", "1.3.6.1.2.1.2.2.1.1.3", "i", "3");
        List<String> v3 =
                List.of(
                        "-v3",
                        "-u",
                        "trapper",
                        "-l",
                        "authPriv",
                        "-a",
                        "SHA-256",
                        "-A",
                        "authpass1234",
                        "-x",
                        "AES",
                        "-X",
                        "privpass1234");
        assertThat(run("snmpinform", List.of("-v2c", "-c", "any"), link)).isZero();
        assertThat(next().kind()).isEqualTo(Kind.INFORM);
        assertThat(run("snmpinform", v3, link)).isZero();
        assertThat(next().proof()).isEqualTo(Proof.ENCRYPTED);
        assertThat(run("snmpinform", v3, link)).isZero(); // a second one: its clock of us goes on
        assertThat(next().proof()).isEqualTo(Proof.ENCRYPTED);
        List<String> trap = new ArrayList<>(List.of("-e", "0x80001f8804746573742d31"));
        trap.addAll(v3);
        assertThat(run("snmptrap", trap, link)).isZero();
        assertThat(next().credential()).isEqualTo("lab-traps");
        List<String> wrong = new ArrayList<>(v3);
        wrong.set(wrong.indexOf("authpass1234"), "wrongpass1234");
        wrong.addAll(List.of("-r", "0", "-t", "1"));
        assertThat(run("snmpinform", wrong, link)).isNotZero();
        listener.close();
        assertThat(got).isEmpty();
        assertThat(listener.counters().refused()).isEqualTo(Map.of(Refusal.NOT_UNDERSTOOD, 1L));
    }

    private static int run(String program, List<String> how, List<String> what) throws Exception {
        List<String> command = new ArrayList<>(List.of(program));
        command.addAll(how);
        command.addAll(what);
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("MIBS", "");
        Process process = builder.start();
        process.getInputStream().readAllBytes();
        return process.waitFor();
    }
}
