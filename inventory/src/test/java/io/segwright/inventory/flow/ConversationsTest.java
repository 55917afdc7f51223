package io.segwright.inventory.flow;

import static org.assertj.core.api.Assertions.assertThat;

import io.segwright.inventory.attribute.Tags;
import io.segwright.inventory.net.IpAddress;
import io.segwright.inventory.net.Protocol;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConversationsTest {
    private static final Instant NOON = Instant.parse("2026-04-01T12:00:00Z");
    private static final int SYN = 0x02;
    private static final int RST_ACK = 0x14;

    private static Tags tags(String service) {
        return new Tags(service, "", "", "prod", "team-" + service);
    }

    /// 10.1.0.0/16 is web, 10.2.0.0/16 is db, the rest nobody's.
    private static Tags owner(IpAddress address, Instant at) {
        return switch ((int) (address.low() >>> 16)) {
            case 0x0a01 -> tags("web");
            case 0x0a02 -> at.isBefore(NOON.plusSeconds(3600)) ? tags("db") : tags("cache");
            default -> Tags.NONE;
        };
    }

    private final Conversations conversations =
            new Conversations(ConversationsTest::owner, Duration.ofMinutes(5));

    private static FlowRecord flow(
            Protocol protocol,
            String source,
            int sourcePort,
            String destination,
            int port,
            int flags) {
        return new FlowRecord(
                IpAddress.of("192.0.2.7"),
                1,
                IpAddress.of(source),
                IpAddress.of(destination),
                protocol,
                sourcePort,
                port,
                100,
                2,
                NOON.plusSeconds(10),
                NOON.plusSeconds(20),
                NOON.plusSeconds(21),
                flags,
                1);
    }

    private static FlowRecord tcp(String source, int sourcePort, String destination, int port) {
        return flow(Protocol.TCP, source, sourcePort, destination, port, 0);
    }

    private static FlowRecord at(FlowRecord f, Instant end) {
        return new FlowRecord(
                f.exporter(),
                f.ingressInterface(),
                f.source(),
                f.destination(),
                f.protocol(),
                f.sourcePort(),
                f.destinationPort(),
                f.bytes(),
                f.packets(),
                end.minusSeconds(10),
                end,
                end);
    }

    private List<String> folded(FlowRecord... flows) {
        conversations.fold(List.of(flows));
        return conversations.snapshot().stream()
                .map(c ->
                        "%s > %s %s/%d flows=%d"
                                .formatted(
                                        c.from().service(),
                                        c.to().service(),
                                        c.protocol(),
                                        c.port(),
                                        c.flows()))
                .toList();
    }

    @Test
    void bothDirectionsAreOneConversation() {
        assertThat(
                        folded(
                                tcp("10.1.0.1", 40_000, "10.2.0.1", 5432),
                                tcp("10.2.0.1", 5432, "10.1.0.1", 40_000),
                                tcp("10.1.0.9", 50_000, "10.2.0.2", 5432)))
                .containsExactly("web > db tcp/5432 flows=3");
        Conversation only = conversations.snapshot().getFirst();
        assertThat(only.bytes()).isEqualTo(300);
        assertThat(only.packets()).isEqualTo(6);
        assertThat(only.bucket()).isEqualTo(NOON);
        assertThat(only.firstSeen()).isEqualTo(NOON.plusSeconds(10));
        assertThat(only.lastSeen()).isEqualTo(NOON.plusSeconds(20));
    }

    @ParameterizedTest(name = "{0} port {1} > {2}, flags {3}: the server is {4}")
    @CsvSource({
        "tcp, 40000, 443, 0, destination",
        "tcp, 443, 40000, 0, source",
        "udp, 53, 53, 0, destination",
        "tcp, 8080, 60000, 0, source",
        "tcp, 20000, 30000, 0, source",
        "tcp, 20000, 30000, 2, destination", // a SYN that nobody answered
        "tcp, 443, 40000, 2, destination", // even against the ports
        "tcp, 40000, 30000, 20, source", // RST and ACK: the refusal of a closed port
        "tcp, 40000, 30000, 18, source", // SYN and ACK
    })
    void theServerIsFound(String protocol, int sourcePort, int port, int flags, String server)
            throws Exception {
        List<String> folded =
                folded(
                        flow(
                                Protocol.parse(protocol),
                                "10.1.0.1",
                                sourcePort,
                                "10.2.0.1",
                                port,
                                flags));
        assertThat(folded)
                .containsExactly(
                        server.equals("source")
                                ? "db > web %s/%d flows=1".formatted(protocol, sourcePort)
                                : "web > db %s/%d flows=1".formatted(protocol, port));
    }

    @Test
    void aServerOnAHighPortIsRememberedFromItsFirstSyn() {
        assertThat(
                        folded(
                                flow(Protocol.TCP, "10.1.0.1", 33_000, "10.2.0.1", 50_000, SYN),
                                tcp("10.2.0.1", 50_000, "10.1.0.1", 33_000),
                                tcp("10.1.0.2", 34_000, "10.2.0.1", 50_000)))
                .containsExactly("web > db tcp/50000 flows=3");
    }

    @Test
    void samePortsAtBothEndsFoldIntoOneByTheFirstRecord() {
        assertThat(
                        folded(
                                flow(Protocol.UDP, "10.1.0.1", 7000, "10.2.0.1", 7000, 0),
                                flow(Protocol.UDP, "10.2.0.1", 7000, "10.1.0.1", 7000, 0)))
                .containsExactly("web > db udp/7000 flows=2");
    }

    @Test
    void anEchoAndItsReplyAreOneConversationWithoutAPort() {
        assertThat(
                        folded(
                                flow(Protocol.ICMP, "10.1.0.1", 0, "10.2.0.1", 8 * 256, 0),
                                flow(Protocol.ICMP, "10.2.0.1", 0, "10.1.0.1", 0, 0)))
                .containsExactly("web > db icmp/0 flows=2");
    }

    @Test
    void anAddressIsAttributedAtTheFlowsOwnTime() {
        FlowRecord flow = tcp("10.1.0.1", 40_000, "10.2.0.1", 5432);
        assertThat(folded(flow, at(flow, NOON.plusSeconds(7200))))
                .containsExactly("web > db tcp/5432 flows=1", "web > cache tcp/5432 flows=1");
    }

    @Test
    void attributedEndsAreCounted() {
        folded(
                tcp("10.1.0.1", 40_000, "10.2.0.1", 5432),
                tcp("10.1.0.1", 40_000, "203.0.113.1", 443),
                tcp("203.0.113.1", 443, "10.1.0.1", 40_000),
                tcp("203.0.113.1", 40_000, "203.0.113.2", 443));
        assertThat(conversations.counters()).isEqualTo(new FoldCounters(4, 1, 2, 1, 0));
    }

    @Test
    void beyondTheBoundNothingIsDroppedButFoldedIntoTheBucketsOverflow() {
        Conversations two = new Conversations(ConversationsTest::owner, Duration.ofMinutes(5), 2);
        List<FlowRecord> flows = new ArrayList<>();
        for (int port = 1; port <= 10; port++) {
            flows.add(tcp("10.1.0.1", 40_000, "10.2.0.1", port));
            flows.add(tcp("10.1.0.1", 40_000, "10.2.0.1", port));
        }
        two.fold(flows);
        assertThat(two.snapshot()).hasSize(2);
        assertThat(two.overflows()).containsExactly(new Overflow(NOON, 16, 1600, 32));
        assertThat(two.counters().overflowed()).isEqualTo(16);
    }

    @Test
    void endedBucketsAreTakenOutAndMakeRoom() {
        FlowRecord flow = tcp("10.1.0.1", 40_000, "10.2.0.1", 5432);
        folded(flow, at(flow, NOON.plusSeconds(300)));
        assertThat(conversations.takeUntil(NOON.plusSeconds(299))).isEmpty();
        assertThat(conversations.takeUntil(NOON.plusSeconds(300)))
                .extracting(Conversation::bucket)
                .containsExactly(NOON);
        assertThat(conversations.snapshot())
                .extracting(Conversation::bucket)
                .containsExactly(NOON.plusSeconds(300));
    }

    @Test
    void sumsAreKeptWhateverTheFlowsAre() {
        for (int seed = 0; seed < 200; seed++) {
            Random random = new Random(seed);
            Conversations few =
                    new Conversations(ConversationsTest::owner, Duration.ofMinutes(1), 20);
            List<FlowRecord> flows = new ArrayList<>();
            for (int i = 0; i < 200; i++) {
                FlowRecord flow =
                        flow(
                                new Protocol(random.nextInt(256)),
                                "10." + random.nextInt(4) + ".0.1",
                                random.nextInt(65_536),
                                "10." + random.nextInt(4) + ".0.2",
                                random.nextInt(65_536),
                                random.nextBoolean() ? RST_ACK : random.nextInt(256));
                flows.add(at(flow, NOON.plusSeconds(random.nextInt(600))));
            }
            few.fold(flows);
            long bytes =
                    few.snapshot().stream().mapToLong(Conversation::bytes).sum()
                            + few.overflows().stream().mapToLong(Overflow::bytes).sum();
            assertThat(bytes).as("seed %d", seed).isEqualTo(20_000);
            assertThat(few.snapshot()).hasSizeLessThanOrEqualTo(20);
        }
    }
}
