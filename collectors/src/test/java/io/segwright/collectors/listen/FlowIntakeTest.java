package io.segwright.collectors.listen;

import static io.segwright.collectors.listen.IntakeFixture.EXPORTER;
import static io.segwright.collectors.listen.IntakeFixture.NOW;
import static io.segwright.collectors.listen.IntakeFixture.v9Data;
import static io.segwright.collectors.listen.IntakeFixture.v9Record;
import static io.segwright.collectors.listen.IntakeFixture.v9Template;
import static org.assertj.core.api.Assertions.assertThat;

import io.segwright.collectors.flow.FlowLimits;
import io.segwright.collectors.flow.SessionScope;
import io.segwright.collectors.flow.WireBytes;
import io.segwright.inventory.flow.FlowRecord;
import io.segwright.inventory.net.IpAddress;
import io.segwright.inventory.net.Prefix;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FlowIntakeTest {
    private static final long UPTIME = 10_000_000;

    @Test
    void uptimesAreCountedBackFromTheExport() {
        IntakeFixture f = new IntakeFixture();
        f.receive(v9Template(UPTIME, NOW, 1));
        FlowRecord flow = f.receive(v9Data(UPTIME, NOW, 2, 1)).getFirst();
        assertThat(flow.start()).isEqualTo(Instant.ofEpochSecond(NOW - 2));
        assertThat(flow.end()).isEqualTo(Instant.ofEpochSecond(NOW - 1));
    }

    @Test
    void anUptimeThatWrappedSinceTheFlowIsCountedBackAllTheSame() {
        IntakeFixture f = new IntakeFixture();
        f.receive(v9Template(500, NOW, 1));
        WireBytes data =
                WireBytes.v9(500, NOW, 2, 1)
                        .set(256, v9Record(1024, 0xffff_ffffL - 1499, 0xffff_ffffL - 499));
        FlowRecord flow = f.receive(data).getFirst();
        assertThat(flow.start()).isEqualTo(Instant.ofEpochSecond(NOW - 2));
        assertThat(flow.end()).isEqualTo(Instant.ofEpochSecond(NOW - 1));
    }

    @Test
    void aClockOutOfBoundsGivesTheTimeOfArrivalAndKeepsTheDuration() {
        IntakeFixture f = new IntakeFixture();
        f.receive(v9Template(UPTIME, NOW - 7200, 1));
        FlowRecord flow = f.receive(v9Data(UPTIME, NOW - 7200, 2, 1)).getFirst();
        assertThat(flow.end()).isEqualTo(Instant.ofEpochSecond(NOW));
        assertThat(flow.start()).isEqualTo(Instant.ofEpochSecond(NOW - 1));
        assertThat(f.counters().skewed()).isEqualTo(1);
    }

    @ParameterizedTest(
            name = "element {0} of {1} bytes, value {2}, ends {3} ms after 2023-11-14T22:13:20Z")
    @CsvSource({
        "153, 8, 1700000000123, 123",
        "151, 4, 1700000001, 1000",
        "159, 4, 2000000, -2000",
        // NTP: seconds since 1900, and half a second (RFC 7011 sec. 6.1.9)
        "155, 8, -1657765015131783168, 500",
        "157, 8, -1657765015131783168, 500",
        "323, 8, 1700000000001, 1",
    })
    void everyFormOfTimeIsUnderstood(int element, int length, long value, long millis) {
        IntakeFixture f = new IntakeFixture();
        WireBytes template = new WireBytes().u16(256, 3, 8, 4, 12, 4, element, length);
        WireBytes data = new WireBytes().address("192.0.2.1").address("192.0.2.2");
        WireBytes timed = length == 8 ? data.u64(value) : data.u32(value);
        List<FlowRecord> flows =
                f.receive(
                        WireBytes.ipfix(
                                NOW, 0, 1, new WireBytes().set(2, template).set(256, timed)));
        assertThat(flows.getFirst().end().toEpochMilli()).isEqualTo(NOW * 1000 + millis);
    }

    @Test
    void ipfixUptimesCountFromTheSystemsStartThatOptionsTell() {
        IntakeFixture f = new IntakeFixture();
        WireBytes sets =
                new WireBytes()
                        .set(3, new WireBytes().u16(257, 2, 1, 143, 4, 160, 8))
                        .set(257, new WireBytes().u32(1).u64((NOW - 100) * 1000))
                        .set(2, new WireBytes().u16(256, 4, 8, 4, 12, 4, 22, 4, 21, 4))
                        .set(
                                256,
                                new WireBytes()
                                        .address("192.0.2.1")
                                        .address("192.0.2.2")
                                        .u32(90_000, 95_000));
        FlowRecord flow = f.receive(WireBytes.ipfix(NOW, 0, 1, sets)).getFirst();
        assertThat(flow.start()).isEqualTo(Instant.ofEpochSecond(NOW - 10));
        assertThat(flow.end()).isEqualTo(Instant.ofEpochSecond(NOW - 5));
    }

    @ParameterizedTest(
            name = "protocol {0}, elements {1} and {2} of {3} and {4}: type and code {5}")
    @CsvSource({
        "1, 32, 11, 2048, 0, 2048",
        "58, 139, 11, 33024, 0, 33024",
        "1, 32, 11, 0, 771, 771", // left to the port
        "58, 32, 11, 0, 135, 34560", // a router that swaps the two bytes
        "1, 176, 177, 3, 1, 769",
        "58, 178, 179, 128, 0, 32768",
        "17, 180, 181, 5000, 53, 53",
    })
    void icmpTypesAndPortsAreFoundWhereExportersPutThem(
            int protocol, int first, int second, int one, int two, int wanted) {
        IntakeFixture f = new IntakeFixture();
        WireBytes template = new WireBytes().u16(256, 5, 8, 4, 12, 4, 4, 1, first, 2, second, 2);
        WireBytes data =
                new WireBytes()
                        .address("192.0.2.1")
                        .address("192.0.2.2")
                        .u8(protocol)
                        .u16(one, two);
        assertThat(f.receive(WireBytes.v9(UPTIME, NOW, 1, 1).set(0, template).set(256, data)))
                .singleElement()
                .extracting(FlowRecord::destinationPort)
                .isEqualTo(wanted);
    }

    @Test
    void aSamplerToldInOptionsAppliesToTheRecordsThatNameIt() {
        IntakeFixture f = new IntakeFixture();
        WireBytes datagram =
                WireBytes.v9(UPTIME, NOW, 1, 1)
                        .set(1, new WireBytes().u16(257, 4, 12, 1, 4, 48, 1, 49, 1, 50, 4).u16(0))
                        .set(257, new WireBytes().u32(0).u8(3, 2).u32(1000).u8(0, 0))
                        .set(0, new WireBytes().u16(256, 3, 8, 4, 12, 4, 48, 1))
                        .set(
                                256,
                                new WireBytes()
                                        .address("192.0.2.1")
                                        .address("192.0.2.2")
                                        .u8(3)
                                        .address("192.0.2.1")
                                        .address("192.0.2.2")
                                        .u8(4));
        assertThat(f.receive(datagram))
                .extracting(FlowRecord::samplingInterval)
                .containsExactly(1000L, 0L);
    }

    @Test
    void oneOfTenPacketsIsReadFromIntervalAndSpace() {
        IntakeFixture f = new IntakeFixture();
        WireBytes sets =
                new WireBytes()
                        .set(3, new WireBytes().u16(257, 3, 1, 149, 4, 305, 4, 306, 4))
                        .set(257, new WireBytes().u32(1, 2, 18))
                        .set(2, new WireBytes().u16(256, 2, 8, 4, 12, 4))
                        .set(256, new WireBytes().address("192.0.2.1").address("192.0.2.2"));
        assertThat(f.receive(WireBytes.ipfix(NOW, 0, 1, sets)))
                .singleElement()
                .extracting(FlowRecord::samplingInterval)
                .isEqualTo(10L);
    }

    @Test
    void theDatagramsThatV9NumbersMissAreLost() {
        IntakeFixture f = new IntakeFixture();
        f.receive(v9Template(UPTIME, NOW, 0xffff_ffffL));
        f.receive(v9Data(UPTIME, NOW, 0, 1));
        f.receive(v9Data(UPTIME, NOW, 4, 1));
        assertThat(f.counters().lostDatagrams()).isEqualTo(3);
        f.receive(v9Data(UPTIME, NOW, 2, 1));
        assertThat(f.counters().lostDatagrams()).as("one was only late").isEqualTo(2);
        assertThat(f.counters().late()).isEqualTo(1);
    }

    @Test
    void theRecordsThatIpfixNumbersMissAreLost() {
        IntakeFixture f = new IntakeFixture();
        WireBytes template = new WireBytes().set(2, new WireBytes().u16(256, 2, 8, 4, 12, 4));
        WireBytes pair = new WireBytes().address("192.0.2.1").address("192.0.2.2");
        WireBytes two = new WireBytes().set(256, new WireBytes().add(pair).add(pair));
        f.receive(WireBytes.ipfix(NOW, 0, 1, template));
        f.receive(WireBytes.ipfix(NOW, 0, 1, two));
        f.receive(WireBytes.ipfix(NOW, 2, 1, two));
        assertThat(f.counters().lostRecords()).isZero();
        f.receive(WireBytes.ipfix(NOW, 9, 1, two));
        assertThat(f.counters().lostRecords()).isEqualTo(5);
    }

    @Test
    void aMessageThatCannotBeCountedIsNoLossBehindIt() {
        IntakeFixture f = new IntakeFixture();
        WireBytes unknown = new WireBytes().set(300, new WireBytes().u32(1, 2));
        f.receive(WireBytes.ipfix(NOW, 0, 1, unknown));
        f.receive(WireBytes.ipfix(NOW, 40, 1, unknown));
        assertThat(f.counters().lostRecords()).isZero();
    }

    @Test
    void aRestartedExportersTemplatesAreForgotten() {
        IntakeFixture f = new IntakeFixture();
        f.receive(v9Template(UPTIME, NOW, 100));
        assertThat(f.receive(v9Data(1000, NOW + 60, 1, 1))).isEmpty();
        assertThat(f.counters().restarts()).isEqualTo(1);
        assertThat(f.counters().setsBuffered()).isEqualTo(1);
        assertThat(f.receive(v9Template(2000, NOW + 61, 2))).hasSize(1);
        assertThat(f.counters().lostDatagrams()).isZero();
    }

    @Test
    void templatesOfAnotherPortDomainOrVersionAreNotUsed() {
        IntakeFixture f = new IntakeFixture();
        f.receive(v9Template(UPTIME, NOW, 1));
        assertThat(f.receive(v9Data(UPTIME, NOW, 2, 1), 5001)).isEmpty();
        WireBytes otherDomain =
                WireBytes.v9(UPTIME, NOW, 1, 2).set(256, v9Record(1024, UPTIME, UPTIME));
        assertThat(f.receive(otherDomain)).isEmpty();
        WireBytes ipfix =
                WireBytes.ipfix(
                        NOW, 0, 1, new WireBytes().set(256, v9Record(1024, UPTIME, UPTIME)));
        assertThat(f.receive(ipfix)).isEmpty();
        assertThat(f.counters().setsBuffered()).isEqualTo(3);
    }

    @Test
    void anExporterThatChangesPortsIsUnderstoodByItsAddress() {
        IntakeFixture f = new IntakeFixture(FlowLimits.DEFAULT, SessionScope.ADDRESS);
        f.receive(v9Template(UPTIME, NOW, 1));
        assertThat(f.receive(v9Data(UPTIME, NOW, 2, 1), 5001)).hasSize(1);
    }

    @Test
    void aTemplateLongUnrefreshedIsForgotten() {
        IntakeFixture f = new IntakeFixture();
        f.receive(v9Template(UPTIME, NOW, 1));
        f.now = f.now.plus(FlowLimits.DEFAULT.templateLifetime()).plusSeconds(1);
        assertThat(f.receive(v9Data(UPTIME, NOW, 2, 1))).isEmpty();
        assertThat(f.intake.counters().templatesExpired()).isEqualTo(1);
        assertThat(f.intake.counters().templatesKept()).isZero();
    }

    @Test
    void aChangedTemplateReplacesTheFormerWhole() {
        IntakeFixture f = new IntakeFixture();
        f.receive(v9Template(UPTIME, NOW, 1));
        f.receive(v9Template(UPTIME, NOW, 2));
        assertThat(f.counters().templatesChanged()).isZero();
        f.receive(WireBytes.v9(UPTIME, NOW, 3, 1).set(0, new WireBytes().u16(256, 2, 12, 4, 8, 4)));
        assertThat(f.counters().templatesChanged()).isEqualTo(1);
        WireBytes data =
                WireBytes.v9(UPTIME, NOW, 4, 1)
                        .set(256, new WireBytes().address("192.0.2.2").address("192.0.2.1"));
        assertThat(f.receive(data))
                .singleElement()
                .extracting(FlowRecord::source)
                .isEqualTo(IpAddress.of("192.0.2.1"));
    }

    @Test
    void whatWaitsForATemplateIsBoundedAndWhatGoesIsCounted() {
        FlowLimits limits =
                new FlowLimits(
                        10,
                        10,
                        10,
                        Duration.ofHours(1),
                        1000,
                        1000,
                        Duration.ofMinutes(30),
                        Duration.ofHours(1));
        IntakeFixture f = new IntakeFixture(limits, SessionScope.ADDRESS);
        for (int i = 0; i < 10; i++) {
            f.receive(v9Data(UPTIME, NOW, i, 10)); // 290 bytes: three fit
            assertThat(f.intake.counters().pendingBytes()).isLessThanOrEqualTo(1000);
        }
        assertThat(f.counters().setsDropped()).isEqualTo(7);
        assertThat(f.receive(v9Template(UPTIME, NOW, 11))).hasSize(30);
        assertThat(f.intake.counters().pendingBytes()).isZero();
    }

    @Test
    void aWithdrawalMeansNothingOverUdp() {
        IntakeFixture f = new IntakeFixture();
        WireBytes template = new WireBytes().set(2, new WireBytes().u16(256, 2, 8, 4, 12, 4));
        f.receive(WireBytes.ipfix(NOW, 0, 1, template));
        f.receive(WireBytes.ipfix(NOW, 0, 1, new WireBytes().set(2, new WireBytes().u16(256, 0))));
        f.receive(WireBytes.ipfix(NOW, 0, 1, new WireBytes().set(2, new WireBytes().u16(2, 0))));
        assertThat(f.counters().withdrawalsIgnored()).isEqualTo(2);
        assertThat(f.counters().templatesKept()).isEqualTo(1);
        assertThat(f.counters().malformed()).isEmpty();
    }

    @Test
    void zerosBehindTheLastSetAreNoProblem() {
        IntakeFixture f = new IntakeFixture();
        f.receive(v9Template(UPTIME, NOW, 1));
        assertThat(f.receive(v9Data(UPTIME, NOW, 2, 1).u8(new int[600]))).hasSize(1);
        assertThat(f.counters().malformed()).isEmpty();
    }

    @Test
    void senderOutsideTheAllowedPrefixesIsCountedAndNotRead() {
        FlowIntake intake =
                new FlowIntake(
                        List.of(Prefix.of("198.51.100.0/24")),
                        SessionScope.ADDRESS,
                        FlowLimits.DEFAULT);
        byte[] bytes = v9Template(UPTIME, NOW, 1).array();
        FlowIntake.Received received =
                intake.receive(EXPORTER, 1, bytes, bytes.length, Instant.ofEpochSecond(NOW));
        assertThat(received.seen()).isEmpty();
        assertThat(intake.counters().unknownExporters()).containsOnlyKeys(EXPORTER);
        assertThat(intake.counters().exporters()).isEmpty();
    }

    @Test
    void anExporterIsAnnouncedOnce() {
        FlowIntake intake = new IntakeFixture().intake;
        byte[] bytes = v9Template(UPTIME, NOW, 1).array();
        Instant at = Instant.ofEpochSecond(NOW);
        assertThat(intake.receive(EXPORTER, 1, bytes, bytes.length, at).seen())
                .hasValueSatisfying(seen -> {
                    assertThat(seen.protocol()).isEqualTo("netflow9");
                    assertThat(seen.domain()).isEqualTo(1);
                    assertThat(seen.provenance().exporter()).isEqualTo(EXPORTER);
                });
        assertThat(intake.receive(EXPORTER, 1, bytes, bytes.length, at).seen()).isEmpty();
    }

    @Test
    void exportersBeyondTheBoundAreRefusedUntilOneHasBeenSilentForADay() {
        FlowLimits limits =
                new FlowLimits(
                        2,
                        10,
                        10,
                        Duration.ofHours(1),
                        0,
                        0,
                        Duration.ofMinutes(30),
                        Duration.ofHours(1));
        FlowIntake intake = new FlowIntake(List.of(), SessionScope.ADDRESS, limits);
        byte[] bytes = v9Template(UPTIME, NOW, 1).array();
        Instant at = Instant.ofEpochSecond(NOW);
        for (int i = 1; i <= 3; i++) {
            intake.receive(IpAddress.of("10.0.0." + i), 1, bytes, bytes.length, at);
        }
        assertThat(intake.counters().exportersRefused()).isEqualTo(1);
        intake.receive(
                IpAddress.of("10.0.0.3"),
                1,
                bytes,
                bytes.length,
                at.plus(Duration.ofDays(1)).plusSeconds(1));
        assertThat(intake.counters().exporters())
                .containsOnlyKeys(IpAddress.of("10.0.0.2"), IpAddress.of("10.0.0.3"));
        assertThat(intake.counters().templatesKept()).isEqualTo(2);
    }
}
