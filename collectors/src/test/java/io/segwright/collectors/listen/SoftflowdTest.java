package io.segwright.collectors.listen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.segwright.collectors.flow.FlowLimits;
import io.segwright.collectors.flow.WireBytes;
import io.segwright.inventory.flow.FlowRecord;
import io.segwright.inventory.net.IpAddress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The real softflowd reads a capture of known flows and exports it to the listener.
@Tag("lab")
class SoftflowdTest {
    private static final Path SOFTFLOWD = Path.of("/usr/sbin/softflowd");
    private static final int FLOWS = 500;
    private static final long FIRST_SECOND = 1_700_000_000L;

    private final LinkedBlockingQueue<FlowRecord> flows = new LinkedBlockingQueue<>();

    @ParameterizedTest(name = "every flow of a capture arrives by softflowd -v {0}")
    @CsvSource({"9, netflow9", "10, ipfix"})
    void everyFlowOfACaptureArrives(String version, String protocol, @TempDir Path directory)
            throws Exception {
        if (!Files.isExecutable(SOFTFLOWD)) {
            String message = "SKIPPED: no " + SOFTFLOWD + ": apt-get install softflowd";
            System.err.println(message);
            assumeTrue(false, message);
        }
        Path capture = Files.write(directory.resolve("flows.pcap"), capture());
        List<String> seen = new ArrayList<>();
        FlowListenerConfiguration configuration =
                FlowListenerConfiguration.DEFAULT
                        .withPort(0)
                        .withLimits(FlowLimits.DEFAULT.withSkewMax(Duration.ofDays(40_000)));
        try (FlowListener listener =
                new FlowListener(
                        configuration,
                        flows::addAll,
                        o -> seen.add(o.provenance().source()),
                        InstantSource.system())) {
            listener.start();
            run(version, capture, listener.port());
            assertThat(received(FLOWS)).isEqualTo(expected());
            assertThat(seen).containsExactly(protocol);
            assertThat(listener.counters().exporters().values())
                    .singleElement()
                    .satisfies(c -> {
                        assertThat(c.malformed()).isEmpty();
                        assertThat(c.setsDropped()).isZero();
                        assertThat(c.lostDatagrams()).isZero();
                        assertThat(c.lostRecords()).isZero();
                    });
        }
    }

    private static void run(String version, Path capture, int port)
            throws IOException, InterruptedException {
        Process process =
                new ProcessBuilder(
                                SOFTFLOWD.toString(),
                                "-d",
                                "-r",
                                capture.toString(),
                                "-n",
                                "127.0.0.1:" + port,
                                "-v",
                                version,
                                "-m",
                                "300000",
                                "-c",
                                "none")
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start();
        try {
            assertThat(process.waitFor(30, TimeUnit.SECONDS)).as("softflowd ended").isTrue();
        } finally {
            process.destroyForcibly();
        }
    }

    private Map<String, Long> received(int count) throws InterruptedException {
        Collection<FlowRecord> all = new ArrayList<>();
        while (all.size() < count) {
            FlowRecord flow = flows.poll(10, TimeUnit.SECONDS);
            if (flow == null) {
                break;
            }
            all.add(flow);
        }
        Map<String, Long> bytes = new TreeMap<>();
        all.forEach(f ->
                bytes.merge(
                        key(f.source(), f.sourcePort(), f.destination(), f.destinationPort())
                                + " "
                                + f.protocol(),
                        f.bytes(),
                        Long::sum));
        return bytes;
    }

    private static String key(IpAddress source, int sourcePort, IpAddress destination, int port) {
        return source + " " + sourcePort + " " + destination + " " + port;
    }

    private static Map<String, Long> expected() {
        Map<String, Long> bytes = new TreeMap<>();
        for (int i = 0; i < FLOWS; i++) {
            int length = 28 + i % 100; // IP and UDP header and payload
            bytes.put(key(source(i), 10_000 + i, destination(i), 53) + " udp", (long) length);
        }
        return bytes;
    }

    private static IpAddress source(int i) {
        return IpAddress.v4(0x0a000000 | (i + 1));
    }

    private static IpAddress destination(int i) {
        return IpAddress.v4(0x0a010000 | (i % 7 + 1));
    }

    /// A classic pcap of raw Ethernet frames, little-endian as written by this machine's tools.
    private static byte[] capture() {
        WireBytes pcap =
                new WireBytes().u32(0xa1b2c3d4L).u16(2, 4).u32(0, 0, 65_535, 1); // Ethernet
        for (int i = 0; i < FLOWS; i++) {
            byte[] frame = frame(i).array();
            pcap.u32(FIRST_SECOND + i / 100, i, frame.length, frame.length).add(frame(i));
        }
        return pcap.array();
    }

    private static WireBytes frame(int i) {
        int payload = i % 100;
        WireBytes ip =
                new WireBytes()
                        .u8(0x45, 0)
                        .u16(28 + payload, i, 0)
                        .u8(64, 17)
                        .u16(0)
                        .address(source(i).toString())
                        .address(destination(i).toString());
        return new WireBytes()
                .u8(2, 0, 0, 0, 0, 1, 2, 0, 0, 0, 0, 2)
                .u16(0x0800)
                .add(ip)
                .u16(10_000 + i, 53, 8 + payload, 0)
                .u8(new int[payload]);
    }
}
