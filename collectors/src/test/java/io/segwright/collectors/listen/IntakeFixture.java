package io.segwright.collectors.listen;

import io.segwright.collectors.flow.ExporterCounters;
import io.segwright.collectors.flow.FlowLimits;
import io.segwright.collectors.flow.SessionScope;
import io.segwright.collectors.flow.WireBytes;
import io.segwright.inventory.flow.FlowRecord;
import io.segwright.inventory.net.IpAddress;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

/// An intake with one exporter, 192.0.2.7, port 5000, whose datagrams arrive at a time of choice.
final class IntakeFixture {
    static final IpAddress EXPORTER = IpAddress.of("192.0.2.7");
    static final long NOW = 1_700_000_000L;

    /// 8/4 12/4 4/1 7/2 11/2 1/4 2/4 22/4 21/4: 29 bytes a record.
    static final WireBytes V9_TEMPLATE =
            new WireBytes().u16(256, 9, 8, 4, 12, 4, 4, 1, 7, 2, 11, 2, 1, 4, 2, 4, 22, 4, 21, 4);

    final FlowIntake intake;
    Instant now = Instant.ofEpochSecond(NOW);

    IntakeFixture() {
        this(FlowLimits.DEFAULT, SessionScope.ADDRESS_AND_PORT);
    }

    IntakeFixture(FlowLimits limits, SessionScope sessions) {
        intake = new FlowIntake(List.of(), sessions, limits);
    }

    List<FlowRecord> receive(WireBytes datagram) {
        return receive(datagram, 5000);
    }

    List<FlowRecord> receive(WireBytes datagram, int port) {
        byte[] bytes = datagram.array();
        return intake.receive(EXPORTER, port, bytes, bytes.length, now).flows();
    }

    ExporterCounters counters() {
        return Objects.requireNonNull(intake.counters().exporters().get(EXPORTER));
    }

    /// A record of [#V9_TEMPLATE].
    static WireBytes v9Record(int sourcePort, long start, long end) {
        return new WireBytes()
                .address("198.51.100.1")
                .address("198.51.100.2")
                .u8(17)
                .u16(sourcePort, 53)
                .u32(100, 1, start, end);
    }

    static WireBytes v9Template(long uptime, long seconds, long sequence) {
        return WireBytes.v9(uptime, seconds, sequence, 1).set(0, V9_TEMPLATE);
    }

    static WireBytes v9Data(long uptime, long seconds, long sequence, int records) {
        WireBytes data = new WireBytes();
        for (int i = 0; i < records; i++) {
            data.add(v9Record(1024 + i, uptime - 2000, uptime - 1000));
        }
        return WireBytes.v9(uptime, seconds, sequence, 1).set(256, data);
    }
}
