package io.segwright.collectors.listen;

import static io.segwright.collectors.listen.IntakeFixture.EXPORTER;
import static io.segwright.collectors.listen.IntakeFixture.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import io.segwright.collectors.flow.Captures;
import io.segwright.collectors.flow.ExporterCounters;
import io.segwright.collectors.flow.FlowLimits;
import io.segwright.collectors.flow.Malformation;
import io.segwright.collectors.flow.SessionScope;
import io.segwright.collectors.flow.WireBytes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Broken datagrams: counted by kind, located to the byte, never thrown, never growing.
class MalformedDatagramTest {
    private static final String LOCATED = "192\\.0\\.2\\.7: .*byte \\d+.*want .*";
    private static final Instant AT = Instant.ofEpochSecond(NOW);

    private final IntakeFixture f = new IntakeFixture();

    private void assertProblem(WireBytes datagram, Malformation kind, String message) {
        f.receive(datagram);
        assertThat(f.counters().malformed()).containsEntry(kind, 1L);
        assertThat(f.counters().lastProblem()).isEqualTo("192.0.2.7: " + message);
    }

    private static WireBytes v9() {
        return WireBytes.v9(1000, NOW, 1, 1);
    }

    private static WireBytes ipfix(int id, WireBytes content) {
        return WireBytes.ipfix(NOW, 0, 1, new WireBytes().set(id, content));
    }

    @Test
    void aHeaderThatIsCut() {
        assertProblem(
                new WireBytes().u16(9, 1).u32(5),
                Malformation.HEADER,
                "datagram ends at byte 8, want >= 20 for a v9 header");
    }

    @Test
    void aSetThatIsTooShort() {
        assertProblem(
                v9().u16(256, 3), Malformation.SET_LENGTH, "set length at byte 22 is 3, want 4..4");
    }

    @Test
    void aSetThatIsLongerThanItsDatagram() {
        assertProblem(
                v9().u16(256, 300).u32(1),
                Malformation.SET_LENGTH,
                "set length at byte 22 is 300, want 4..8");
    }

    @Test
    void aSetNumberThatMeansNothing() {
        assertProblem(
                v9().set(77, new WireBytes().u32(1)),
                Malformation.SET_ID,
                "set id at byte 20 is 77, want 0, 1 or >= 256");
    }

    @Test
    void aTemplateNumberBelow256() {
        assertProblem(
                v9().set(0, new WireBytes().u16(255, 1, 8, 4)),
                Malformation.TEMPLATE_ID,
                "template id at byte 24 is 255, want >= 256");
    }

    @Test
    void aTemplateWithMoreFieldsThanItsSet() {
        assertProblem(
                v9().set(0, new WireBytes().u16(256, 9, 8, 4)),
                Malformation.TEMPLATE_LENGTH,
                "field count at byte 26 is 9, want <= 1, which its set holds");
    }

    @Test
    void anIpfixTemplateWithMoreFieldsThanItsSet() {
        assertProblem(
                ipfix(2, new WireBytes().u16(256, 2, 8, 4)),
                Malformation.TEMPLATE_LENGTH,
                "template field 2 of 2 at byte 28 has 0 bytes left in its set, want >= 4");
    }

    @Test
    void anAddressOfAWrongLength() {
        assertProblem(
                ipfix(2, new WireBytes().u16(256, 1, 8, 3)),
                Malformation.FIELD_LENGTH,
                "element 8 of the template at byte 20 has length 3, want 4");
    }

    @Test
    void aTemplateWhoseRecordsHaveNoLength() {
        assertProblem(
                v9().set(0, new WireBytes().u16(256, 1, 4, 0)),
                Malformation.FIELD_LENGTH,
                "template at byte 24 has records of 0 bytes, want >= 1");
    }

    @Test
    void aTemplateOfMoreFieldsThanOurBound() {
        WireBytes template = new WireBytes().u16(256, 513);
        for (int i = 0; i < 513; i++) {
            template.u16(82, 1);
        }
        assertProblem(
                ipfix(2, template),
                Malformation.TEMPLATE_SIZE,
                "field count at byte 22 is 513, want <= 512");
    }

    @Test
    void scopesThatDoNotFit() {
        assertProblem(
                ipfix(3, new WireBytes().u16(256, 1, 0, 149, 4)),
                Malformation.SCOPE,
                "scope field count at byte 24 is 0, want 1..1");
    }

    @Test
    void aVariableFieldThatRunsOutOfItsSet() {
        f.receive(ipfix(2, new WireBytes().u16(256, 2, 82, 65_535, 82, 65_535)));
        assertProblem(
                ipfix(256, new WireBytes().u8(9, 1, 2)),
                Malformation.RECORD_LENGTH,
                "field length at byte 21 is 9, want <= 2, which is left of its set");
    }

    @Test
    void aMessageLengthThatIsNotTheDatagrams() {
        assertProblem(
                new WireBytes().u16(10, 99).u32(NOW, 0, 1),
                Malformation.MESSAGE_LENGTH,
                "message length at byte 2 is 99, want 16, the datagram's");
    }

    @Test
    void aProtocolThatIsNotDecodedIsCountedByItsVersion() {
        f.receive(new WireBytes().u16(5, 1).u32(0, 0, 0, 0, 0));
        assertThat(f.counters().unsupported()).containsEntry(5, 1L);
        assertThat(f.counters().lastProblem())
                .isEqualTo("192.0.2.7: version at byte 0 is 5, want 9 or 10");
    }

    @Test
    void aSetBehindABrokenOneIsRead() {
        WireBytes datagram =
                v9().set(77, new WireBytes().u32(1))
                        .set(0, new WireBytes().u16(256, 2, 8, 4, 12, 4))
                        .set(256, new WireBytes().address("192.0.2.1").address("192.0.2.2"));
        assertThat(f.receive(datagram)).hasSize(1);
    }

    @Test
    void aDatagramFullOfProblemsIsLeftAfterEight() {
        WireBytes datagram = v9();
        for (int i = 0; i < 1000; i++) {
            datagram.set(77, new WireBytes());
        }
        f.receive(datagram);
        assertThat(f.counters().malformedTotal()).isEqualTo(8);
    }

    @Test
    void cutAndFlippedDatagramsOfOurOwnAreCountedAndNeverThrown() {
        WireBytes sets =
                new WireBytes()
                        .set(3, new WireBytes().u16(258, 3, 1, 141, 4, 41, 2, 42, 65_535).u16(0))
                        .set(2, new WireBytes().u16(256, 4, 8, 4, 12, 4, 82, 65_535, 27, 16))
                        .set(
                                256,
                                new WireBytes()
                                        .address("192.0.2.1")
                                        .address("192.0.2.2")
                                        .u8(3, 1, 2, 3)
                                        .address("2001:db8::1"));
        assertSurvives(WireBytes.ipfix(NOW, 0, 1, sets).array(), 8);
        assertSurvives(
                IntakeFixture.v9Template(1000, NOW, 1)
                        .set(256, IntakeFixture.v9Record(1, 2, 3))
                        .array(),
                8);
    }

    @Test
    @Tag("data")
    void everyCaptureCutAtEachByteAndFlippedIsCountedAndNeverThrown() throws IOException {
        for (Path file : Captures.all("logstash-codec-netflow", ".dat")) {
            assertSurvives(Files.readAllBytes(file), 1);
        }
    }

    @Test
    void noiseIsCountedAndNeverThrown() {
        for (int seed = 0; seed < 2000; seed++) {
            Random random = new Random(seed);
            byte[] bytes = new byte[random.nextInt(400)];
            random.nextBytes(bytes);
            if (bytes.length > 1) {
                bytes[0] = 0;
                bytes[1] = (byte) (9 + random.nextInt(2));
            }
            f.intake.receive(EXPORTER, 5000, bytes, bytes.length, AT);
        }
        assertThat(f.counters().datagrams()).isEqualTo(2000);
        assertThat(f.counters().lastProblem()).matches(LOCATED);
        assertThat(f.intake.counters().pendingBytes())
                .isLessThanOrEqualTo(FlowLimits.DEFAULT.pendingBytesPerExporter());
    }

    /// @param flipsPerByte of its eight bits
    private static void assertSurvives(byte[] whole, int flipsPerByte) {
        for (int length = 0; length < whole.length; length++) {
            ExporterCounters counters = received(whole, Arrays.copyOf(whole, length));
            boolean ipfix = whole[1] == 10;
            int declared =
                    ((whole[2] & 0xff) << 8) | (whole[3] & 0xff); // one file has two messages
            if ((ipfix && length < declared) || length < 16) {
                assertThat(counters.lastProblem()).as("cut at %d", length).matches(LOCATED);
            }
        }
        Random random = new Random(whole.length);
        for (int at = 0; at < whole.length; at++) {
            for (int flip = 0; flip < flipsPerByte; flip++) {
                byte[] flipped = whole.clone();
                int bit = flipsPerByte == 8 ? flip : random.nextInt(8);
                flipped[at] ^= (byte) (1 << bit);
                ExporterCounters counters = received(whole, flipped);
                if (!counters.lastProblem().isEmpty()) {
                    assertThat(counters.lastProblem()).as("bit %d of %d", bit, at).matches(LOCATED);
                }
            }
        }
    }

    /// The broken datagram alone, then the whole one: what was broken must not keep the whole from being read.
    private static ExporterCounters received(byte[] whole, byte[] broken) {
        FlowIntake intake = new FlowIntake(List.of(), SessionScope.ADDRESS, FlowLimits.DEFAULT);
        intake.receive(EXPORTER, 5000, broken, broken.length, AT);
        ExporterCounters counters =
                Objects.requireNonNull(intake.counters().exporters().get(EXPORTER));
        intake.receive(EXPORTER, 5000, whole, whole.length, AT);
        assertThat(intake.counters().pendingBytes())
                .isLessThanOrEqualTo(FlowLimits.DEFAULT.pendingBytesPerExporter());
        return counters;
    }
}
