package io.segwright.collectors.listen;

import static org.assertj.core.api.Assertions.assertThat;

import io.segwright.inventory.flow.FlowRecord;
import io.segwright.inventory.net.IpAddress;
import io.segwright.inventory.net.Protocol;
import io.segwright.lab.exporter.ExportedFlow;
import io.segwright.lab.exporter.FlowExporter;
import io.segwright.lab.exporter.FlowProtocol;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// The lab's exporter, which was written apart from the decoders, against the listener.
class LabExporterTest {
    private static final InstantSource CLOCK =
            InstantSource.fixed(Instant.parse("2026-04-01T12:00:00Z"));
    private static final int FLOWS =
            3_000; // a hundred datagrams: templates and samplers come again

    private final LinkedBlockingQueue<FlowRecord> received = new LinkedBlockingQueue<>();

    @ParameterizedTest(name = "every flow of {0} arrives as it was sent")
    @EnumSource
    void everyFlowArrivesAsItWasSent(FlowProtocol protocol) throws Exception {
        List<ExportedFlow> sent = new ArrayList<>();
        for (int i = 0; i < FLOWS; i++) {
            sent.add(flow(i));
        }
        InetAddress loopback = InetAddress.ofLiteral("127.0.0.1");
        try (FlowListener listener =
                        new FlowListener(
                                FlowListenerConfiguration.DEFAULT.withPort(0),
                                received::addAll,
                                _ -> {},
                                CLOCK);
                FlowExporter exporter = FlowExporter.open(loopback, protocol, 7, 100, CLOCK)) {
            listener.start();
            exporter.send(new InetSocketAddress(loopback, listener.port()), sent, 2_000);
            for (ExportedFlow flow : sent) {
                assertThat(received.poll(20, TimeUnit.SECONDS)).isEqualTo(expected(flow));
            }
            assertThat(listener.counters().exporters().values())
                    .singleElement()
                    .satisfies(c -> {
                        assertThat(c.datagrams()).isEqualTo(exporter.datagrams());
                        assertThat(c.malformed()).isEmpty();
                        assertThat(c.lostDatagrams() + c.lostRecords()).isZero();
                        assertThat(c.late() + c.restarts() + c.skewed()).isZero();
                    });
        }
    }

    private static ExportedFlow flow(int i) {
        boolean v6 = i % 3 == 0;
        boolean icmp = i % 5 == 0;
        return new ExportedFlow(
                InetAddress.ofLiteral(
                        v6 ? "2001:db8::" + Integer.toHexString(i) : "10.0.0." + i % 250),
                InetAddress.ofLiteral(v6 ? "2001:db8:1::1" : "10.0.1.1"),
                icmp ? (v6 ? 58 : 1) : i % 2 == 0 ? 6 : 17,
                icmp ? 0 : 20_000 + i,
                icmp ? 3 * 256 + 1 : 443,
                !icmp && i % 2 == 0 ? 0x1b : 0,
                1_000L + i,
                10 + i % 7,
                i % 40,
                0,
                1_000,
                5_000 + i);
    }

    private static FlowRecord expected(ExportedFlow flow) {
        Instant end = CLOCK.instant().minusMillis(flow.endedMillisAgo());
        return new FlowRecord(
                IpAddress.of("127.0.0.1"),
                flow.ingressInterface(),
                IpAddress.ofBytes(flow.source().getAddress()),
                IpAddress.ofBytes(flow.destination().getAddress()),
                new Protocol(flow.protocol()),
                flow.sourcePort(),
                flow.destinationPort(),
                flow.bytes(),
                flow.packets(),
                end.minusMillis(flow.durationMillis()),
                end,
                CLOCK.instant(),
                flow.tcpFlags(),
                100);
    }
}
