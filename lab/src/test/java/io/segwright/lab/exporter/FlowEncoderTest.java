package io.segwright.lab.exporter;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The expected bytes were put together by hand from the RFCs' figures.
class FlowEncoderTest {
    private static final Instant NOW = Instant.ofEpochSecond(0x6553f100L);
    private static final Instant BOOTED = NOW.minus(Duration.ofMillis(0x100000));
    private static final ExportedFlow WEB =
            new ExportedFlow(
                    InetAddress.ofLiteral("10.1.2.3"),
                    InetAddress.ofLiteral("10.4.5.6"),
                    6,
                    50_000,
                    443,
                    0x1b,
                    1_500,
                    3,
                    7,
                    8,
                    0x10,
                    0x20);

    private static String hex(String... parts) {
        return String.join("", parts).replace(" ", "");
    }

    private static ExportedFlow ping6() {
        return new ExportedFlow(
                InetAddress.ofLiteral("fd10::1"),
                InetAddress.ofLiteral("fd10::2"),
                58,
                0,
                0x8000,
                0,
                104,
                1,
                7,
                8,
                0,
                0);
    }

    @Test
    void aNetflow9DatagramIsWrittenAsTheRfcDrawsIt() {
        FlowEncoder encoder = new FlowEncoder(FlowProtocol.NETFLOW9, 0x2a, 100, BOOTED);
        String fields =
                "000a0004 000e0004 00070002 000b0002 00040001 00060001 00010008 00020008 00160004 00150004 00300002";
        String expected =
                hex(
                        "0009 0005 00100000 6553f100 00000000 0000002a",
                        "0000 0074",
                        "0100 000d 00080004 000c0004",
                        fields,
                        "0101 000d 001b0010 001c0010",
                        fields,
                        "0001 001c 0102 0004 000c 00010004 00300002 00310001 00320004 0000",
                        "0102 0010 00000000 0001 02 00000064 00",
                        "0100 0034 0a010203 0a040506 00000007 00000008 c350 01bb 06 1b",
                        "00000000000005dc 0000000000000003 000fffd0 000ffff0 0001");
        List<byte[]> datagrams = encoder.encode(List.of(WEB), NOW);
        assertThat(datagrams).hasSize(1);
        assertThat(HexFormat.of().formatHex(datagrams.getFirst())).isEqualTo(expected);
    }

    @Test
    void anIpfixMessageIsWrittenAsTheRfcDrawsIt() {
        FlowEncoder encoder = new FlowEncoder(FlowProtocol.IPFIX, 0x2a, 100, BOOTED);
        String after =
                "00070002 000b0002 %s0002 00040001 00060002 00010004 00020004 000a0004 000e0004 012e0004"
                        + " 80110004 00007ed9 0060ffff";
        String expected =
                hex(
                        "000a 0178 6553f100 00000000 0000002a",
                        "0002 0094",
                        "0100 0010 00980008 00990008 00080004 000c0004",
                        after.formatted("0020"),
                        "0101 0010 00980008 00990008 001b0010 001c0010",
                        after.formatted("008b"),
                        "0003 001c 0102 0004 0001 012e0004 01300002 01310004 01320004 0000",
                        "0102 0014 00000001 0001 00000001 00000063 0000",
                        "0100 0048 0000018bcfe567d0 0000018bcfe567f0 0a010203 0a040506 c350 01bb 0000",
                        "06 001b 000005dc 00000003 00000007 00000008 00000001 000005e9",
                        "07 6170702d343433 000000",
                        "0101 005c 0000018bcfe56800 0000018bcfe56800");
        byte[] datagram = encoder.encode(List.of(WEB, ping6()), NOW).getFirst();
        assertThat(HexFormat.of().formatHex(datagram)).startsWith(expected);
        assertThat(datagram).hasSize(0x178);
        ByteBuffer ping = ByteBuffer.wrap(datagram, 0x178 - 0x5c + 4 + 16 + 32, 6);
        assertThat(ping.getShort()).isZero();
        assertThat(ping.getShort()).isZero();
        assertThat(ping.getShort()).isEqualTo((short) 0x8000);
    }

    @Test
    void sequencesGoOnAndTemplatesComeAgain() {
        FlowEncoder v9 = new FlowEncoder(FlowProtocol.NETFLOW9, 1, 1, BOOTED);
        FlowEncoder ipfix = new FlowEncoder(FlowProtocol.IPFIX, 1, 1, BOOTED);
        List<ExportedFlow> flows = Collections.nCopies(1_000, WEB);
        List<byte[]> nine = v9.encode(flows, NOW);
        int records = 0;
        for (int i = 0; i < nine.size(); i++) {
            ByteBuffer datagram = ByteBuffer.wrap(nine.get(i));
            boolean withTemplates = datagram.getShort(20) == 0;
            assertThat(datagram.getInt(12)).isEqualTo(i);
            assertThat(withTemplates).isEqualTo(i % 20 == 0);
            records += datagram.getShort(2) - (withTemplates ? 4 : 0);
        }
        assertThat(records).isEqualTo(1_000);
        long expected = 0;
        List<byte[]> ten = ipfix.encode(flows, NOW);
        for (byte[] message : ten) {
            ByteBuffer datagram = ByteBuffer.wrap(message);
            assertThat(datagram.getInt(8)).isEqualTo((int) expected);
            assertThat((int) datagram.getShort(2)).isEqualTo(message.length).isLessThan(1_400);
            expected += ipfixDataRecords(datagram);
        }
        assertThat(expected).isEqualTo(1_000 + (ten.size() + 19) / 20);
    }

    private static int ipfixDataRecords(ByteBuffer message) {
        int records = 0;
        int at = 16;
        while (at < message.limit()) {
            int set = message.getShort(at);
            int length = message.getShort(at + 2);
            records += set == 258 ? 1 : set == 256 ? (length - 4) / 65 : 0;
            at += length;
        }
        return records;
    }
}
