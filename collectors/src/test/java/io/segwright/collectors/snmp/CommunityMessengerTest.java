package io.segwright.collectors.snmp;

import static org.assertj.core.api.Assertions.assertThat;

import io.segwright.inventory.net.Prefix;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.snmp4j.PDU;
import org.snmp4j.asn1.BER;
import org.snmp4j.asn1.BERInputStream;
import org.snmp4j.smi.Integer32;
import org.snmp4j.smi.OID;
import org.snmp4j.smi.OctetString;
import org.snmp4j.smi.VariableBinding;

class CommunityMessengerTest {
    // GetRequest of sysDescr.0 by net-snmp 5.9.3, community "public", request-id 0x12345678
    private static final String REQUEST =
            "302902010104067075626c6963a01c020412345678020100020100300e300c06082b060102010101000500";
    // its answer: an OctetString "x"
    private static final String ANSWER =
            "302a02010104067075626c6963a21d020412345678020100020100300f300d06082b06010201010100040178";

    private final CommunityMessenger messenger =
            new CommunityMessenger(
                    new SnmpCredential.V2c(
                            "public",
                            Binding.toRanges(List.of(Prefix.of("192.0.2.0/24"))),
                            Secret.of("public")));

    private static byte[] bytes(String hex) {
        return HexFormat.of().parseHex(hex);
    }

    private static PDU get() {
        PDU pdu = new PDU();
        pdu.setType(PDU.GET);
        pdu.setRequestID(new Integer32(0x12345678));
        pdu.add(new VariableBinding(new OID("1.3.6.1.2.1.1.1.0")));
        return pdu;
    }

    @Test
    void aRequestIsWhatNetSnmpSends() throws Exception {
        assertThat(HexFormat.of().formatHex(messenger.encode(get()))).isEqualTo(REQUEST);
    }

    @Test
    void anAnswerIsReadWithItsIdAndVarbinds() {
        Reply reply = messenger.decode(bytes(ANSWER)).orElseThrow();
        assertThat(reply.requestId()).isEqualTo(0x12345678);
        assertThat(reply.errorStatus()).isZero();
        assertThat(reply.varbinds())
                .containsExactly(
                        new VariableBinding(new OID("1.3.6.1.2.1.1.1.0"), new OctetString("x")));
        assertThat(reply.authenticated()).isFalse();
    }

    @Test
    void aContextBecomesPartOfTheCommunity() throws Exception {
        messenger.context("vlan-7");
        assertThat(new String(messenger.encode(get()), java.nio.charset.StandardCharsets.US_ASCII))
                .contains("public@7");
        assertThat(messenger.decode(bytes(ANSWER))).isEmpty(); // of another context
        messenger.context("");
        assertThat(messenger.decode(bytes(ANSWER))).isPresent();
    }

    @Test
    void whatIsNoAnswerToUsIsNone() {
        assertThat(messenger.decode(bytes(REQUEST))).isEmpty();
        assertThat(messenger.decode(bytes(ANSWER.replace("7075626c6963", "7075626c6964"))))
                .isEmpty();
        assertThat(messenger.decode(bytes(ANSWER.replaceFirst("020101", "020100")))).isEmpty();
        assertThat(messenger.decode(new byte[0])).isEmpty();
    }

    @Test
    void damagedAnswersNeverEscapeAsExceptions() {
        byte[] whole = bytes(ANSWER);
        for (int length = 0; length < whole.length; length++) {
            assertThat(messenger.decode(java.util.Arrays.copyOf(whole, length))).isEmpty();
        }
        Random random = new Random(7);
        int read = 0;
        for (int i = 0; i < 20_000; i++) {
            byte[] damaged = whole.clone();
            for (int flips = random.nextInt(4); flips >= 0; flips--) {
                damaged[random.nextInt(damaged.length)] ^= (byte) (1 << random.nextInt(8));
            }
            read += messenger.decode(damaged).isPresent() ? 1 : 0;
        }
        assertThat(read)
                .isPositive()
                .isLessThan(20_000); // in a value a flipped bit is another value
    }

    /// SNMP4J's own stream is the twin.
    @Test
    void theStreamReadsWhatSnmp4jsOwnStreamReads() throws Exception {
        Random random = new Random(38);
        for (int round = 0; round < 200; round++) {
            byte[] bytes = new byte[1 + random.nextInt(64)];
            random.nextBytes(bytes);
            BERInputStream twin = new BERInputStream(ByteBuffer.wrap(bytes));
            ArrayInput ours = new ArrayInput(bytes);
            List<String> differences = new ArrayList<>();
            for (int step = 0; step < 40; step++) {
                int choice = random.nextInt(4);
                int count = random.nextInt(9);
                Optional<String> mine = read(ours, choice, count);
                Optional<String> theirs = read(twin, choice, count);
                if (!mine.equals(theirs)) {
                    differences.add(choice + "/" + count + ": " + mine + " but " + theirs);
                }
                assertThat(ours.getPosition()).isEqualTo(twin.getPosition());
            }
            assertThat(differences).isEmpty();
        }
    }

    /// SNMP4J's own decoder is the twin.
    @Test
    void identifiersAreReadAsSnmp4jReadsThem() throws Exception {
        Random random = new Random(39);
        int read = 0;
        for (int round = 0; round < 20_000; round++) {
            byte[] bytes = new byte[2 + random.nextInt(24)];
            random.nextBytes(bytes);
            bytes[0] = (byte) (random.nextInt(20) == 0 ? 4 : 6);
            bytes[1] = (byte) (bytes.length - 2 - (random.nextInt(20) == 0 ? 1 : 0));
            for (int i = 2; i < bytes.length; i++) {
                bytes[i] &= (byte) (random.nextInt(4) == 0 ? 0xff : 0x7f);
            }
            Optional<int[]> mine = identifier(() -> new ArrayInput(bytes).objectIdentifier());
            Optional<int[]> theirs =
                    identifier(() ->
                            BER.decodeOID(
                                    new BERInputStream(ByteBuffer.wrap(bytes)),
                                    new BER.MutableByte()));
            assertThat(mine.isPresent())
                    .as(HexFormat.of().formatHex(bytes))
                    .isEqualTo(theirs.isPresent());
            mine.ifPresent(ids -> assertThat(ids).isEqualTo(theirs.orElseThrow()));
            read += mine.isPresent() ? 1 : 0;
        }
        assertThat(read).isBetween(1_000, 19_999);
    }

    private interface Decoder {
        int[] decode() throws java.io.IOException;
    }

    private static Optional<int[]> identifier(Decoder decoder) {
        try {
            return Optional.of(decoder.decode());
        } catch (java.io.IOException _) {
            return Optional.empty();
        }
    }

    private static Optional<String> read(BERInputStream in, int choice, int count) {
        try {
            return Optional.of(
                    switch (choice) {
                        case 0 -> "" + in.read();
                        case 1 -> {
                            byte[] some = new byte[Math.min(1 + count, in.available())];
                            if (some.length == 0) {
                                yield "";
                            }
                            yield in.read(some) + HexFormat.of().formatHex(some);
                        }
                        case 2 -> "" + in.skip(count);
                        default -> {
                            in.mark(2);
                            int ahead = in.available() > 0 ? in.read() : -1;
                            in.reset();
                            yield ahead + " of " + in.getAvailableBytes();
                        }
                    });
        } catch (java.io.IOException _) {
            return Optional.empty();
        }
    }
}
