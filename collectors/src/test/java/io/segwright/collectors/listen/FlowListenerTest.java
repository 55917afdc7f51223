package io.segwright.collectors.listen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.segwright.collectors.flow.WireBytes;
import io.segwright.inventory.flow.FlowRecord;
import io.segwright.inventory.net.IpAddress;
import io.segwright.inventory.observe.Observation;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Real datagrams over the loopback.
class FlowListenerTest {
    private static final long NOW = 1_700_000_000L;
    private static final int WAIT_SECONDS = 20; // for a datagram on loopback; it takes under a ms

    private final BlockingQueue<List<FlowRecord>> batches = new LinkedBlockingQueue<>();
    private final BlockingQueue<Observation> seen = new LinkedBlockingQueue<>();

    private FlowListener listener(FlowSink sink) throws FlowListenException {
        FlowListener listener =
                new FlowListener(
                        FlowListenerConfiguration.DEFAULT.withPort(0),
                        sink,
                        seen::add,
                        InstantSource.fixed(Instant.ofEpochSecond(NOW)));
        listener.start();
        return listener;
    }

    private static void send(FlowListener to, String address, WireBytes... datagrams)
            throws IOException {
        InetAddress loopback = InetAddress.ofLiteral(address);
        try (DatagramSocket socket = new DatagramSocket(0, loopback)) {
            for (WireBytes datagram : datagrams) {
                byte[] bytes = datagram.array();
                socket.send(new DatagramPacket(bytes, bytes.length, loopback, to.port()));
            }
        }
    }

    private List<FlowRecord> nextBatch() throws InterruptedException {
        return Objects.requireNonNull(batches.poll(WAIT_SECONDS, TimeUnit.SECONDS));
    }

    @ParameterizedTest(name = "flows sent from {0} arrive")
    @ValueSource(strings = {"127.0.0.1", "::1"})
    void flowsOfBothFamiliesAndProtocolsArrive(String address) throws Exception {
        try (FlowListener listener = listener(batches::add)) {
            WireBytes sets =
                    new WireBytes()
                            .set(2, new WireBytes().u16(256, 2, 8, 4, 12, 4))
                            .set(256, new WireBytes().address("192.0.2.1").address("192.0.2.2"));
            send(
                    listener,
                    address,
                    IntakeFixture.v9Template(5000, NOW, 1),
                    IntakeFixture.v9Data(5000, NOW, 2, 40),
                    WireBytes.ipfix(NOW, 0, 3, sets));
            assertThat(nextBatch())
                    .hasSize(40)
                    .allMatch(f -> f.exporter().equals(IpAddress.of(address)));
            assertThat(nextBatch()).hasSize(1);
            assertThat(seen)
                    .singleElement()
                    .isInstanceOfSatisfying(
                            Observation.ExporterSeen.class,
                            e -> {
                                assertThat(e.protocol()).isEqualTo("netflow9");
                                assertThat(e.provenance().at())
                                        .isEqualTo(Instant.ofEpochSecond(NOW));
                            });
            ListenerCounters counters = listener.counters();
            assertThat(counters.datagrams()).isEqualTo(3);
            assertThat(counters.flows()).isEqualTo(41);
            assertThat(counters.exporters()).containsOnlyKeys(IpAddress.of(address));
        }
    }

    @Test
    void aDatagramOfSixtyKilobytesIsReadWhole() throws Exception {
        try (FlowListener listener = listener(batches::add)) {
            send(
                    listener,
                    "127.0.0.1",
                    IntakeFixture.v9Template(5000, NOW, 1),
                    IntakeFixture.v9Data(5000, NOW, 2, 2000));
            assertThat(nextBatch()).hasSize(2000);
        }
    }

    @Test
    void aPortInUseIsSaidAndHowToChooseAnother() throws Exception {
        try (FlowListener first = listener(batches::add)) {
            FlowListener second =
                    new FlowListener(
                            FlowListenerConfiguration.DEFAULT.withPort(first.port()),
                            batches::add,
                            seen::add,
                            InstantSource.system());
            assertThatThrownBy(second::start)
                    .isInstanceOf(FlowListenException.class)
                    .hasMessageStartingWith(
                            "udp port " + first.port() + " is in use (see: ss -ulpn")
                    .hasMessageEndingWith("or choose another with --flow-port");
            second.close();
        }
    }

    @Test
    void anAddressThatIsNotOursIsSaid() {
        FlowListener listener =
                new FlowListener(
                        FlowListenerConfiguration.DEFAULT
                                .withPort(0)
                                .withBindAddress("198.51.100.77"),
                        batches::add,
                        seen::add,
                        InstantSource.system());
        assertThatThrownBy(listener::start)
                .isInstanceOf(FlowListenException.class)
                .hasMessageStartingWith("cannot listen on udp 198.51.100.77 port 0: ")
                .hasMessageEndingWith("want an address of this machine");
    }

    @Test
    void startAndCloseTwiceAreAsOnce() throws Exception {
        FlowListener listener = listener(batches::add);
        int port = listener.port();
        listener.start();
        assertThat(listener.port()).isEqualTo(port);
        listener.close();
        listener.close();
        assertThatThrownBy(listener::start)
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("flow listener was closed: make a new one");
        try (DatagramSocket free = new DatagramSocket(port)) {
            assertThat(free.isBound()).isTrue();
        }
    }

    @Test
    void aSinkThatFailsDoesNotEndTheListening() throws Exception {
        List<Integer> sizes = new ArrayList<>();
        FlowSink failsOnce =
                flows -> {
                    sizes.add(flows.size());
                    if (sizes.size() == 1) {
                        throw new IllegalStateException("the sink is broken, as the test wants");
                    }
                    batches.add(flows);
                };
        try (FlowListener listener = listener(failsOnce)) {
            send(
                    listener,
                    "127.0.0.1",
                    IntakeFixture.v9Template(5000, NOW, 1),
                    IntakeFixture.v9Data(5000, NOW, 2, 1),
                    IntakeFixture.v9Data(5000, NOW, 3, 2));
            assertThat(nextBatch()).hasSize(2);
            assertThat(listener.counters().failures()).isEqualTo(1);
        }
    }

    @Test
    void theKernelsTableOfSocketsIsRead() {
        String line =
                "  512: 00000000:0807 00000000:0000 07 00000000:00000000 00:00000000 00000000     0        0 12345 2 00000000 42";
        assertThat(SocketDrops.dropsOf(line, 2055)).hasValue(42);
        assertThat(SocketDrops.dropsOf(line, 2056)).isEmpty();
    }
}
