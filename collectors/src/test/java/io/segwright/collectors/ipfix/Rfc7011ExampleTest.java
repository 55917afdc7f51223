package io.segwright.collectors.ipfix;

import static org.assertj.core.api.Assertions.assertThat;

import io.segwright.collectors.flow.DataSets;
import io.segwright.collectors.flow.Exporter;
import io.segwright.collectors.flow.FlowLimits;
import io.segwright.collectors.flow.WireBytes;
import io.segwright.inventory.flow.FlowRecord;
import io.segwright.inventory.net.IpAddress;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The examples of RFC 7011 appendix A.
class Rfc7011ExampleTest {
    private static final Instant AT = Instant.ofEpochSecond(1_380_000_000L);

    private final Exporter exporter = new Exporter(IpAddress.of("192.0.2.7"), AT);
    private final IpfixDecoder decoder = new IpfixDecoder(new DataSets(FlowLimits.DEFAULT));

    private List<FlowRecord> decode(WireBytes message) {
        byte[] bytes = message.array();
        List<FlowRecord> flows = new ArrayList<>();
        decoder.decode(exporter, 0, bytes, bytes.length, AT, flows);
        return flows;
    }

    @Test
    void theMessageOfAppendixAIsRead() {
        WireBytes sets =
                new WireBytes()
                        .set(
                                2,
                                new WireBytes()
                                        .u16(256, 5, 8, 4, 12, 4, 15, 4, 2, 4, 1, 4)) // A.2.1
                        .set(
                                256, // A.3
                                row("192.0.2.12", "192.0.2.254", "192.0.2.1", 5009, 5_344_385)
                                        .add(
                                                row(
                                                        "192.0.2.27",
                                                        "192.0.2.23",
                                                        "192.0.2.2",
                                                        748,
                                                        388_934))
                                        .add(
                                                row(
                                                        "192.0.2.56",
                                                        "192.0.2.65",
                                                        "192.0.2.3",
                                                        5,
                                                        6_534)))
                        .set(
                                3, // A.4.1, with 2 bytes of padding
                                new WireBytes().u16(258, 3, 1, 141, 4, 41, 2, 42, 2).u16(0))
                        .set(
                                258, // A.4.4
                                new WireBytes().u32(1).u16(345, 10_201).u32(2).u16(690, 20_402));
        WireBytes message = WireBytes.ipfix(AT.getEpochSecond(), 0, 1, sets);
        assertThat(message.array()).as("A.1: length 152").hasSize(152);
        assertThat(decode(message))
                .extracting(f ->
                        f.source() + " " + f.destination() + " " + f.packets() + " " + f.bytes())
                .containsExactly(
                        "192.0.2.12 192.0.2.254 5009 5344385",
                        "192.0.2.27 192.0.2.23 748 388934",
                        "192.0.2.56 192.0.2.65 5 6534");
        assertThat(exporter.snapshot(0).optionsRecords()).isEqualTo(2);
        assertThat(exporter.snapshot(0).malformed()).isEmpty();
    }

    private static WireBytes row(
            String source, String destination, String nextHop, long packets, long bytes) {
        return new WireBytes()
                .address(source)
                .address(destination)
                .address(nextHop)
                .u32(packets, bytes);
    }

    @Test
    void enterpriseElementsAreSkippedByTheirLength() {
        WireBytes template =
                new WireBytes().u16(257, 4, 8, 4, 0x8000 | 1, 8).u32(5951).u16(12, 4, 1, 4);
        WireBytes data =
                new WireBytes()
                        .address("192.0.2.1")
                        .u64(0x0102_0304_0506_0708L)
                        .address("192.0.2.2")
                        .u32(77);
        List<FlowRecord> flows =
                decode(
                        WireBytes.ipfix(
                                AT.getEpochSecond(),
                                0,
                                1,
                                new WireBytes().set(2, template).set(257, data)));
        assertThat(flows).singleElement().extracting(FlowRecord::bytes).isEqualTo(77L);
    }

    @Test
    void bothFormsOfVariableLengthAreFollowed() {
        WireBytes template = new WireBytes().u16(257, 4, 82, 65_535, 8, 4, 12, 4, 1, 3);
        WireBytes data =
                new WireBytes()
                        .u8(5) // A.5.1
                        .u8(1, 2, 3, 4, 5)
                        .address("192.0.2.1")
                        .address("192.0.2.2")
                        .u8(0, 1, 0)
                        .u8(255) // A.5.2
                        .u16(1000)
                        .u8(new int[1000])
                        .address("192.0.2.3")
                        .address("192.0.2.4")
                        .u8(0, 2, 0)
                        .u8(0); // and none at all
        data.address("192.0.2.5").address("192.0.2.6").u8(0, 3, 0);
        List<FlowRecord> flows =
                decode(
                        WireBytes.ipfix(
                                AT.getEpochSecond(),
                                0,
                                1,
                                new WireBytes().set(2, template).set(257, data)));
        assertThat(flows)
                .extracting(f -> f.source() + " " + f.bytes())
                .containsExactly("192.0.2.1 256", "192.0.2.3 512", "192.0.2.5 768");
    }

    @Test
    void aBiflowIsTwoFlows() {
        WireBytes template =
                new WireBytes()
                        .u16(256, 8, 8, 4, 12, 4, 7, 2, 11, 2, 4, 1, 1, 4)
                        .u16(0x8000 | 1, 4)
                        .u32(29_305)
                        .u16(0x8000 | 2, 4)
                        .u32(29_305);
        WireBytes data =
                new WireBytes()
                        .address("192.0.2.1")
                        .address("192.0.2.2")
                        .u16(40_000, 443)
                        .u8(6)
                        .u32(100, 5000, 4);
        List<FlowRecord> flows =
                decode(
                        WireBytes.ipfix(
                                AT.getEpochSecond(),
                                0,
                                1,
                                new WireBytes().set(2, template).set(256, data)));
        assertThat(flows)
                .extracting(f ->
                        f.source()
                                + " "
                                + f.sourcePort()
                                + " "
                                + f.destinationPort()
                                + " "
                                + f.bytes())
                .containsExactly("192.0.2.1 40000 443 100", "192.0.2.2 443 40000 5000");
    }

    /// RFC 7011 sec. 8: an element that comes again is that of the header further in.
    @Test
    void aTunnelsInnerHeaderIsTheFlow() {
        WireBytes template =
                new WireBytes().u16(256, 8, 8, 4, 12, 4, 4, 1, 27, 16, 28, 16, 4, 1, 7, 2, 11, 2);
        WireBytes data =
                new WireBytes()
                        .address("192.0.2.1")
                        .address("192.0.2.2")
                        .u8(41)
                        .address("2001:db8::1")
                        .address("2001:db8::2")
                        .u8(6)
                        .u16(40_000, 443);
        List<FlowRecord> flows =
                decode(
                        WireBytes.ipfix(
                                AT.getEpochSecond(),
                                0,
                                1,
                                new WireBytes().set(2, template).set(256, data)));
        assertThat(flows)
                .extracting(f -> f.source() + " " + f.protocol() + " " + f.destinationPort())
                .containsExactly("2001:db8::1 tcp 443");
    }
}
