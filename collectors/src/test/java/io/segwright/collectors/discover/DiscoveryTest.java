package io.segwright.collectors.discover;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.segwright.collectors.discover.DiscoverySummary.Ending;
import io.segwright.collectors.pace.PoliteLimits;
import io.segwright.collectors.snmp.Binding;
import io.segwright.collectors.snmp.CredentialBook;
import io.segwright.collectors.snmp.CredentialMemory;
import io.segwright.collectors.snmp.Secret;
import io.segwright.collectors.snmp.SnmpCredential;
import io.segwright.collectors.snmp.table.Script;
import io.segwright.collectors.snmp.table.WalkLimits;
import io.segwright.inventory.net.IpAddress;
import io.segwright.inventory.net.Prefix;
import io.segwright.inventory.net.Vrf;
import io.segwright.inventory.observe.AddressFact;
import io.segwright.inventory.observe.Observation;
import io.segwright.inventory.observe.Observation.DevicePolled;
import io.segwright.inventory.observe.Observation.DeviceSilent;
import io.segwright.inventory.observe.SilenceReason;
import io.segwright.lab.agent.Agent;
import io.segwright.lab.agent.AgentFleet;
import io.segwright.lab.agent.SnmpAccess;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A small network of the lab's agents on loopback: a seed that knows by LLDP, by ARP, by a route and by a
/// point-to-point link.
///
/// ```text
/// 1 seed --LLDP--> 2 --ARP--> 4 --ARP--> 9 (outside) and 5 (excluded) and 6 (do not poll)
///        --route-> 3 (also owns 33, which 2 has in its ARP)     7: nobody there, in 2's ARP
///        --/30---> 10
/// ```
class DiscoveryTest {
    private static final PoliteLimits QUICK =
            new PoliteLimits(1_000, 100_000, 16, Duration.ofMillis(300), 1);
    private static final Prefix RANGE = Prefix.of("127.74.0.0/24");
    private final Map<Integer, Agent> agents = new LinkedHashMap<>();
    private final List<Observation> observations = new ArrayList<>();
    private AgentFleet fleet; // set before each test

    @BeforeEach
    void startNetwork() throws IOException {
        device(1, lldp(2) + route(3) + own(9 + 128, "255.255.255.252"));
        device(2, arp(4) + arp(33) + arp(7) + arp(255) + arp(0));
        device(3, "");
        device(4, arp(5) + arp(6) + "1.3.6.1.2.1.4.22.1.2.1.127.75.0.9 x 001b21000063\n");
        device(5, "");
        device(6, "");
        device(10 + 128, "");
        int port;
        try (DatagramSocket socket = new DatagramSocket(0)) {
            port = socket.getLocalPort();
        }
        fleet = AgentFleet.start(port, List.copyOf(agents.values()));
    }

    @AfterEach
    void stopNetwork() {
        fleet.close();
    }

    private static String address(int host) {
        return "127.74.0." + host;
    }

    private static String lldp(int host) {
        return "1.0.8802.1.1.2.1.4.1.1.4.0.1.1 i 7\n1.0.8802.1.1.2.1.4.1.1.5.0.1.1 s neighbour\n"
                + "1.0.8802.1.1.2.1.4.2.1.3.0.1.1.1.4.10.99.0.1 i 2\n"
                + "1.0.8802.1.1.2.1.4.2.1.3.0.1.1.1.4."
                + address(host)
                + " i 2\n";
    }

    private static String route(int host) {
        return "1.3.6.1.2.1.4.24.4.1.5.10.2.0.0.255.255.0.0.0." + address(host) + " i 1\n";
    }

    private static String arp(int host) {
        return "1.3.6.1.2.1.4.22.1.2.1."
                + address(host)
                + " x 001b210000"
                + "%02x".formatted(host)
                + "\n";
    }

    private static String own(int host, String mask) {
        return "1.3.6.1.2.1.4.20.1.2."
                + address(host)
                + " i 1\n1.3.6.1.2.1.4.20.1.3."
                + address(host)
                + " a "
                + mask
                + "\n";
    }

    private void device(int host, String more) throws IOException {
        Script script =
                Script.of("1.3.6.1.2.1.1.1.0 s box\n1.3.6.1.2.1.1.5.0 s d" + host + "\n")
                        .add(own(host, "255.255.255.0"))
                        .add(host == 3 ? own(33, "255.255.255.0") : "")
                        .add(more);
        List<InetAddress> addresses = new ArrayList<>();
        addresses.add(InetAddress.getByName(address(host)));
        if (host == 3) {
            addresses.add(InetAddress.getByName(address(33)));
        }
        byte[] engine = {(byte) 0x80, 0, 0, 1, 5, (byte) host};
        agents.put(
                host,
                new Agent(
                        addresses,
                        engine,
                        List.of(new SnmpAccess.V2c("public")),
                        script::labMib,
                        1_472));
    }

    private long datagrams(int host) {
        Agent agent = agents.get(host);
        return agent == null ? -1 : agent.counters().datagrams();
    }

    private DiscoveryPlan.Builder plan() {
        return DiscoveryPlan.builder()
                .range("lab", RANGE)
                .port(fleet.port())
                .exclude(Prefix.of("127.74.0.5/32"))
                .doNotPoll(Prefix.of("127.74.0.6/32"));
    }

    private static Discovery open(DiscoveryPlan plan) throws DiscoveryRefusedException {
        SnmpCredential community =
                new SnmpCredential.V2c(
                        "public",
                        Binding.toRanges(List.of(Prefix.of("127.0.0.0/8"))),
                        Secret.of("public"));
        return Discovery.open(
                plan,
                QUICK,
                WalkLimits.SHIPPED,
                new CredentialBook(List.of(community)),
                new CredentialMemory(() -> Instant.EPOCH),
                () -> Instant.EPOCH);
    }

    private List<String> polled() {
        return observations.stream()
                .filter(DevicePolled.class::isInstance)
                .map(o -> ((DevicePolled) o).system().name())
                .sorted()
                .toList();
    }

    @Test
    void oneSeedFindsAllThatMayBeAsked() throws Exception {
        List<Integer> progress = new ArrayList<>();
        DiscoverySummary summary;
        try (Discovery discovery = open(plan().seed(IpAddress.of(address(1))).build())) {
            summary = discovery.run(observations::add, (done, _, _) -> progress.add(done));
        }
        // d3 may be met at both of its addresses before either has answered
        assertThat(Set.copyOf(polled())).isEqualTo(Set.of("d1", "d138", "d2", "d3", "d4"));
        assertThat(summary.ending()).isEqualTo(Ending.COMPLETE);
        assertThat(summary.polled()).isBetween(5, 6);
        assertThat(summary.silent()).isEqualTo(Map.of(SilenceReason.REFUSED, 1));
        assertThat(progress).hasSize(summary.polled() + 1).isSorted();
        assertThat(datagrams(5)).isZero();
        assertThat(datagrams(6)).isZero();
        DeviceSilent silent =
                (DeviceSilent)
                        observations.stream()
                                .filter(DeviceSilent.class::isInstance)
                                .findFirst()
                                .orElseThrow();
        assertThat(silent.target()).isEqualTo(IpAddress.of(address(7)));
        assertThat(silent.detail())
                .endsWith("; asked because it is in the ARP or neighbour table of 127.74.0.2");
    }

    @Test
    void aSeedOutsideTheRangesOrExcludedIsRefusedBeforeAnyPacket() {
        assertThatThrownBy(() -> open(plan().seed(IpAddress.of("127.75.0.1")).build()))
                .isInstanceOf(DiscoveryRefusedException.class)
                .hasMessage(
                        "seed 127.75.0.1 is outside the declared ranges: declare a range that holds it, or"
                                + " drop the seed");
        assertThatThrownBy(() -> open(plan().seed(IpAddress.of(address(5))).build()))
                .hasMessageContaining("is excluded by 127.74.0.5/32");
        assertThatThrownBy(() -> open(plan().seed(IpAddress.of(address(6))).build()))
                .hasMessageContaining("tagged do-not-poll");
        assertThatThrownBy(() -> open(plan().build()))
                .hasMessageStartingWith("nothing to start from");
        assertThatThrownBy(() -> open(DiscoveryPlan.builder().build()))
                .hasMessageStartingWith("no range is declared");
        assertThat(datagrams(5)).isZero();
    }

    @Test
    void aSweepAsksEveryAddressButEdgesAndExcludedOnesAndTellsOnlyOfWhatIsThere() throws Exception {
        DiscoveryPlan plan =
                DiscoveryPlan.builder()
                        .range("lab", Prefix.of("127.74.0.0/29"))
                        .range("lab", Prefix.of("2001:db8::/64"))
                        .port(fleet.port())
                        .exclude(Prefix.of("127.74.0.5/32"))
                        .sweep(Sweep.IPV4)
                        .build();
        try (Discovery discovery = open(plan)) {
            DryRun dry = discovery.dryRun();
            assertThat(dry.total()).isEqualTo(5);
            assertThat(dry.first())
                    .extracting(DryRun.Contact::address)
                    .containsExactly(
                            IpAddress.of(address(1)),
                            IpAddress.of(address(2)),
                            IpAddress.of(address(3)),
                            IpAddress.of(address(4)),
                            IpAddress.of(address(6)));
            assertThat(dry.first().getFirst())
                    .isEqualTo(
                            new DryRun.Contact(
                                    IpAddress.of(address(1)),
                                    "lab",
                                    "an address of a declared range",
                                    List.of("public")));
        }
        assertThat(datagrams(1)).isZero();
        try (Discovery discovery = open(plan)) {
            discovery.run(observations::add, DiscoveryProgress.NONE);
        }
        assertThat(polled()).containsExactly("d1", "d2", "d3", "d4", "d6");
    }

    @Test
    void aLargeSweepNeedsAnExplicitWordAndIpv6IsNeverSwept() throws Exception {
        DiscoveryPlan.Builder large =
                DiscoveryPlan.builder()
                        .range("a", Prefix.of("10.0.0.0/16"))
                        .range("a", Prefix.of("10.1.0.0/24"));
        assertThatThrownBy(() -> open(large.sweep(Sweep.IPV4).build()))
                .hasMessage(
                        "sweep of 65792 addresses: want at most 65536 (a /16); narrow the ranges or allow"
                                + " a large sweep explicitly");
        try (Discovery discovery = open(large.sweep(Sweep.IPV4_ALLOW_LARGE).build())) {
            assertThat(discovery.dryRun().total()).isEqualTo(65_788); // without four edges
        }
        DiscoveryPlan six =
                DiscoveryPlan.builder()
                        .range("six", Prefix.of("2001:db8::/120"))
                        .sweep(Sweep.IPV4)
                        .build();
        assertThatThrownBy(() -> open(six)).hasMessageStartingWith("nothing to start from");
    }

    @Test
    void theLimitOfDevicesEndsADiscovery() throws Exception {
        try (Discovery discovery =
                open(plan().seed(IpAddress.of(address(1))).devicesMax(1).build())) {
            DiscoverySummary summary = discovery.run(observations::add, DiscoveryProgress.NONE);
            assertThat(summary.ending()).isEqualTo(Ending.LIMITED);
            assertThat(summary.dropped()).isPositive();
        }
        assertThat(polled()).containsExactly("d1");
    }

    @Test
    void aCancelledDiscoveryReturnsAndSendsNothingMore() throws Exception {
        try (Discovery discovery = open(plan().seed(IpAddress.of(address(1))).build())) {
            DiscoverySummary summary =
                    discovery.run(observations::add, (_, _, _) -> discovery.cancel());
            assertThat(summary.ending()).isEqualTo(Ending.CANCELLED);
        }
        assertThat(polled()).containsExactly("d1");
    }

    @Test
    void theFarEndOfALinkWithTwoAddressesIsKnown() {
        assertThat(farEnd("10.0.0.4", 31)).isEqualTo("10.0.0.5");
        assertThat(farEnd("10.0.0.5", 31)).isEqualTo("10.0.0.4");
        assertThat(farEnd("10.0.0.5", 30)).isEqualTo("10.0.0.6");
        assertThat(farEnd("10.0.0.6", 30)).isEqualTo("10.0.0.5");
        assertThat(farEnd("10.0.0.4", 30)).isEmpty();
        assertThat(farEnd("10.0.0.4", 29)).isEmpty();
        assertThat(farEnd("2001:db8::1", 127)).isEqualTo("2001:db8::");
        assertThat(farEnd("2001:db8::1", 128)).isEmpty();
    }

    private static String farEnd(String own, int length) {
        return Spread.farEnd(new AddressFact(IpAddress.of(own), length, 1, Vrf.DEFAULT))
                .map(IpAddress::toString)
                .orElse("");
    }

    @Test
    void theHostsOwnArpTableGivesHints(@TempDir Path directory) throws IOException {
        Path table = directory.resolve("arp");
        Files.writeString(
                table,
                """
                IP address       HW type     Flags       HW address            Mask     Device
                10.255.0.16      0x1         0x2         fa:79:cd:43:05:94     *        oob
                10.255.0.99      0x1         0x0         00:00:00:00:00:00     *        oob
                10.255.0.21      0x1         0x2         be:d2:f5:a9:8c:86     *        oob
                """);
        assertThat(LocalNeighbours.read(table))
                .containsExactly(IpAddress.of("10.255.0.16"), IpAddress.of("10.255.0.21"));
        assertThat(LocalNeighbours.read(directory.resolve("absent"))).isEmpty();
    }
}
