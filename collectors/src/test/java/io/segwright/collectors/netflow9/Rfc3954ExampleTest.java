package io.segwright.collectors.netflow9;

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

/// The export packet of RFC 3954 sec. 7: a template, its data, an options template, its data.
class Rfc3954ExampleTest {
    private static final Instant AT = Instant.ofEpochSecond(1_100_000_000L);

    @Test
    void theRfcsThreeRecordsAreRead() {
        WireBytes packet =
                WireBytes.v9(5_000_000, AT.getEpochSecond(), 1, 7)
                        .set(0, new WireBytes().u16(256, 5, 8, 4, 12, 4, 15, 4, 2, 4, 1, 4))
                        .set(
                                256,
                                row("198.168.1.12", "10.5.12.254", "192.168.1.1", 5009, 5_344_385)
                                        .add(
                                                row(
                                                        "192.168.1.27",
                                                        "10.5.12.23",
                                                        "192.168.1.2",
                                                        748,
                                                        388_934))
                                        .add(
                                                row(
                                                        "192.168.1.56",
                                                        "10.5.12.65",
                                                        "192.168.1.3",
                                                        5,
                                                        6_534)))
                        .set(
                                1,
                                new WireBytes()
                                        .u16(257, 4, 8, 3, 2, 41, 2, 42, 2) // scope 3: line card
                                        .u16(0))
                        .set(257, new WireBytes().u16(1, 345, 10_201, 2, 690, 20_402));
        Exporter exporter = new Exporter(IpAddress.of("192.0.2.7"), AT);
        List<FlowRecord> flows = new ArrayList<>();
        byte[] bytes = packet.array();
        new Netflow9Decoder(new DataSets(FlowLimits.DEFAULT))
                .decode(exporter, 0, bytes, bytes.length, AT, flows);
        assertThat(flows)
                .extracting(f ->
                        f.source() + " " + f.destination() + " " + f.packets() + " " + f.bytes())
                .containsExactly(
                        "198.168.1.12 10.5.12.254 5009 5344385",
                        "192.168.1.27 10.5.12.23 748 388934",
                        "192.168.1.56 10.5.12.65 5 6534");
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
}
