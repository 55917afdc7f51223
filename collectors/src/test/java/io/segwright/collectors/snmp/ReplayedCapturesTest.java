package io.segwright.collectors.snmp;

import static org.assertj.core.api.Assertions.assertThat;

import io.segwright.collectors.RealData;
import io.segwright.collectors.pace.PoliteLimits;
import io.segwright.collectors.snmp.table.WalkLimits;
import io.segwright.inventory.net.IpAddress;
import io.segwright.inventory.net.Prefix;
import io.segwright.inventory.observe.Observation;
import io.segwright.inventory.observe.Observation.DevicePolled;
import io.segwright.lab.agent.Fault;
import io.segwright.lab.agent.Oid;
import io.segwright.lab.replay.Captures;
import io.segwright.lab.replay.ReplayOptions;
import io.segwright.lab.replay.ReplayServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Real devices' captures over real UDP: what is understood of them does not depend on how well the network behaves,
/// and no misbehaviour of theirs keeps a poll from ending.
@Tag("data")
class ReplayedCapturesTest {
    private static final IpAddress ADDRESS = IpAddress.of("127.77.10.1");
    private static final int SAMPLE_EVERY = 25; // 40 of 996
    private static final int AT_ONCE = 16;
    private static final InstantSource CLOCK = InstantSource.fixed(Instant.EPOCH);

    /// Fast, since loopback is: but six attempts, so that a loss of 5 % never takes them all.
    private static final PoliteLimits LIMITS =
            new PoliteLimits(1_000, 100_000, AT_ONCE, Duration.ofMillis(300), 5);

    private static final Oid IF_DESCR = Oid.of("1.3.6.1.2.1.2.2.1.2");
    private static Captures captures;
    private static List<String> sample;

    @BeforeAll
    static void open() throws IOException {
        captures = Captures.open(RealData.at("snmp/librenms-captures.tar.xz"));
        List<String> names = captures.names();
        sample =
                IntStream.range(0, names.size() / SAMPLE_EVERY)
                        .mapToObj(i -> names.get(i * SAMPLE_EVERY))
                        .toList();
    }

    private static Map<String, Observation> collect(List<String> names, Fault... faults)
            throws IOException, InterruptedException, ExecutionException {
        InetSocketAddress listen =
                new InetSocketAddress(InetAddress.ofLiteral(ADDRESS.toString()), 0);
        ReplayOptions options = ReplayOptions.plain(listen).withFaults(38, List.of(faults));
        Map<String, Observation> seen = new TreeMap<>();
        try (ReplayServer server = ReplayServer.start(captures, options, _ -> {});
                ExecutorService polls = Executors.newFixedThreadPool(AT_ONCE)) {
            Map<String, Future<Observation>> running = new TreeMap<>();
            for (String name : names) {
                running.put(name, polls.submit(() -> poll(name, server.address().getPort())));
            }
            for (Map.Entry<String, Future<Observation>> each : running.entrySet()) {
                seen.put(each.getKey(), each.getValue().get());
            }
        }
        return seen;
    }

    private static DevicePolled polled(Map<String, Observation> seen, String name) {
        assertThat(seen.get(name)).as(name).isInstanceOf(DevicePolled.class);
        return (DevicePolled) java.util.Objects.requireNonNull(seen.get(name));
    }

    private static Observation poll(String name, int port) throws InterruptedException {
        Binding here = Binding.toRanges(List.of(Prefix.covering(ADDRESS, 32)));
        CredentialBook book =
                new CredentialBook(
                        List.of(new SnmpCredential.V2c("capture", here, Secret.of(name))));
        try (SnmpPoller poller =
                new SnmpPoller(
                        LIMITS, WalkLimits.SHIPPED, book, new CredentialMemory(CLOCK), CLOCK)) {
            return poller.poll(
                    new PollTarget(ADDRESS, port, "replay", PollTarget.Patience.EVIDENCE));
        }
    }

    @Test
    void aBadNetworkChangesNoFact() throws IOException, InterruptedException, ExecutionException {
        Map<String, Observation> well = collect(sample);
        assertThat(well.values()).hasSizeGreaterThan(35);
        assertThat(well.values().stream().filter(o -> o instanceof DevicePolled).count())
                .isGreaterThan(well.size() * 9L / 10);
        Map<String, Observation> badly =
                collect(
                        sample,
                        new Fault.Loss(0.05),
                        new Fault.Duplicate(0.05),
                        new Fault.Reorder(0.05, Duration.ofMillis(20)),
                        new Fault.TooBigAbove(12));
        for (String name : sample) {
            assertThat(badly.get(name)).as(name).isEqualTo(well.get(name));
        }
    }

    @Test
    void agentsThatGoRoundInCirclesAreLeftAndThatIsSaid()
            throws IOException, InterruptedException, ExecutionException {
        List<String> few = List.of("3com", "aos6", "arubaos-cx_10.07", "ios_c3560", "junos_vmx");
        Map<String, Observation> sound = collect(few);
        for (Fault fault : List.of(new Fault.Looping(IF_DESCR), new Fault.Repeating(IF_DESCR))) {
            Map<String, Observation> bent = collect(few, fault);
            for (String name : few) {
                DevicePolled device = polled(bent, name);
                assertThat(device.system()).isEqualTo(polled(sound, name).system());
                if (!polled(sound, name).interfaces().isEmpty()) {
                    assertThat(device.incomplete())
                            .as(name + " with " + fault)
                            .anyMatch(line -> line.startsWith("ifTable: "));
                }
            }
        }
    }

    @Test
    void anAgentWithoutEndIsLeftAtTheCap()
            throws IOException, InterruptedException, ExecutionException {
        Map<String, Observation> bent = collect(List.of("aos6"), new Fault.Endless(IF_DESCR));
        DevicePolled device = polled(bent, "aos6");
        assertThat(device.incomplete()).anyMatch(line -> line.startsWith("ifTable: "));
        int own = polled(collect(List.of("aos6")), "aos6").interfaces().size();
        assertThat(device.interfaces().size())
                .isBetween(
                        own, WalkLimits.SHIPPED.tableRows() + own); // its other columns are sound
    }
}
