package io.segwright.collectors.snmp;

import static org.assertj.core.api.Assertions.assertThat;

import io.segwright.collectors.pace.PoliteLimits;
import io.segwright.collectors.snmp.PollTarget.Patience;
import io.segwright.collectors.snmp.table.Script;
import io.segwright.collectors.snmp.table.WalkLimits;
import io.segwright.inventory.device.Device;
import io.segwright.inventory.device.DeviceId;
import io.segwright.inventory.device.DeviceInterface;
import io.segwright.inventory.net.IpAddress;
import io.segwright.inventory.net.Prefix;
import io.segwright.inventory.observe.Observation;
import io.segwright.inventory.observe.Observation.DevicePolled;
import io.segwright.inventory.observe.Observation.DeviceSilent;
import io.segwright.lab.agent.Agent;
import io.segwright.lab.agent.AgentFleet;
import io.segwright.lab.agent.Fault;
import io.segwright.lab.agent.SnmpAccess;
import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What a poller does the second time, over real UDP.
class RepollTest {
    private static final IpAddress DEVICE = IpAddress.of("127.73.4.1");
    private static final PoliteLimits QUICK =
            new PoliteLimits(1_000, 100_000, 64, Duration.ofMillis(400), 0);

    private final AgentMemory agents = new AgentMemory(() -> Instant.EPOCH);
    private Optional<Device> held = Optional.empty();
    private Agent agent = agent();
    private AgentFleet fleet = fleet();
    private SnmpPoller poller = poller();

    private static Agent agent() {
        StringBuilder script = new StringBuilder();
        script.append("1.3.6.1.2.1.1.1.0 s A switch\n1.3.6.1.2.1.1.2.0 o 1.3.6.1.4.1.30065.1\n");
        script.append("1.3.6.1.2.1.1.3.0 g 100000\n1.3.6.1.2.1.1.5.0 s leaf1\n");
        script.append("1.3.6.1.2.1.31.1.5.0 g 4200\n1.3.6.1.2.1.47.1.4.1.0 g 0\n");
        for (int i = 1; i <= 60; i++) {
            script.append("1.3.6.1.2.1.2.2.1.3." + i + " i 6\n");
            script.append("1.3.6.1.2.1.2.2.1.8." + i + " i 1\n");
            script.append("1.3.6.1.2.1.31.1.1.1.1." + i + " s Ethernet" + i + "\n");
        }
        return new Agent(
                List.of(InetAddress.ofLiteral(DEVICE.toString())),
                new byte[] {(byte) 0x80, 0, 0, 9, 5, 1},
                List.of(new SnmpAccess.V2c("public")),
                () -> Script.of(script.toString()).labMib(),
                1_472);
    }

    private AgentFleet fleet() {
        try {
            return AgentFleet.start(0, List.of(agent));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private SnmpPoller poller() {
        return new SnmpPoller(
                QUICK,
                WalkLimits.SHIPPED,
                new CredentialBook(
                        List.of(
                                new SnmpCredential.V2c(
                                        "public",
                                        Binding.toRanges(List.of(Prefix.of("127.0.0.0/8"))),
                                        Secret.of("public")))),
                new CredentialMemory(() -> Instant.EPOCH),
                agents,
                _ -> held,
                () -> Instant.EPOCH);
    }

    @BeforeEach
    @AfterEach
    void heal() {
        agent.inject();
    }

    @AfterEach
    void close() {
        poller.close();
        fleet.close();
    }

    private Observation poll() throws InterruptedException {
        return poller.poll(new PollTarget(DEVICE, fleet.port(), "hall", Patience.EVIDENCE));
    }

    private long answersOf(Observation[] seen) throws InterruptedException {
        long before = agent.counters().answered();
        seen[0] = poll();
        return agent.counters().answered() - before;
    }

    @Test
    void aSecondPollOfADeviceThatTheInventoryHoldsReadsOnlyWhatMayHaveChanged() throws Exception {
        Observation[] seen = new Observation[1];
        long first = answersOf(seen);
        DevicePolled whole = (DevicePolled) seen[0];
        assertThat(whole.unchanged()).isEmpty();
        assertThat(whole.weakness()).isEqualTo("SNMPv2c: community and answers in clear text");
        held =
                Optional.of(
                        Device.builder(new DeviceId("d-0000000000000001"))
                                .interfaces(
                                        whole.interfaces().stream()
                                                .map(i ->
                                                        new DeviceInterface(
                                                                i.index(),
                                                                i.name(),
                                                                i.up(),
                                                                i.macOrNull(),
                                                                List.of()))
                                                .toList())
                                .build());
        long second = answersOf(seen);
        DevicePolled again = (DevicePolled) seen[0];
        assertThat(again.unchanged())
                .containsExactlyInAnyOrder(
                        DevicePolled.Part.INTERFACES, DevicePolled.Part.HARDWARE);
        assertThat(again.interfaces())
                .extracting(i -> i.index() + i.name() + i.up())
                .isEqualTo(
                        whole.interfaces().stream()
                                .map(i -> i.index() + i.name() + i.up())
                                .toList());
        assertThat(second).isLessThan(first);
    }

    @Test
    void whatAnAgentCannotTakeIsNotAskedOfItTwice() throws Exception {
        agent.inject(new Fault.TooBigAbove(12));
        long first = answersOf(new Observation[1]);
        long second = answersOf(new Observation[1]);
        assertThat(second).isLessThan(first); // no tooBig to find out by
        assertThat(agents.lines()).anyMatch(line -> line.startsWith("type 1.3.6.1.4.1.30065.1 "));
    }

    @Test
    void aDeviceThatStaysSilentIsLeftAloneAndTheObservationSaysSo() throws Exception {
        agent.inject(new Fault.Silent());
        for (int i = 0; i < 2; i++) {
            assertThat(((DeviceSilent) poll()).detail()).doesNotContain("circuit");
        }
        assertThat(((DeviceSilent) poll()).detail())
                .endsWith(
                        "; its circuit is open for 60 s after 3 polls in a row without an answer");
        long datagrams = agent.counters().datagrams();
        assertThat(((DeviceSilent) poll()).detail())
                .startsWith("not asked: its circuit is open after 3 polls in a row");
        assertThat(agent.counters().datagrams()).isEqualTo(datagrams);
    }
}
