package io.segwright.bench;

import io.segwright.collectors.discover.Discovery;
import io.segwright.collectors.discover.DiscoveryPlan;
import io.segwright.collectors.discover.DiscoveryRefusedException;
import io.segwright.collectors.pace.PoliteLimits;
import io.segwright.collectors.snmp.CredentialMemory;
import io.segwright.collectors.snmp.table.WalkLimits;
import io.segwright.inventory.net.Prefix;
import io.segwright.inventory.observe.Observation.DevicePolled;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/// The first discovery: nothing is known of any device, in a process that has only just started.
final class SnmpFirst {
    static final SnmpLoad LOAD = new SnmpLoad(4_000, 512, 1);

    private SnmpFirst() {}

    static List<Measurement> run(SnmpLoad load) throws BenchException {
        InstantSource clock = InstantSource.system();
        try (AgentFarm farm = AgentFarm.start(load.devices())) {
            DiscoveryPlan.Builder plan =
                    DiscoveryPlan.builder()
                            .port(farm.port())
                            .range("farm", Prefix.of("127.0.0.0/8"));
            for (int number : FarmPoll.all(load.devices())) {
                plan.seed(farm.addressOf(number));
            }
            PoliteLimits limits =
                    new PoliteLimits(
                            FarmPoll.LIMITS.devicePdusPerSecond(),
                            FarmPoll.LIMITS.sitePdusPerSecond(),
                            load.atOnce(),
                            FarmPoll.LIMITS.timeout(),
                            FarmPoll.LIMITS.retries());
            AtomicInteger whole = new AtomicInteger();
            AgentFarm.Counters before = farm.counters();
            long cpuBefore = ProcessCpu.nanos();
            long start = System.nanoTime();
            try (Discovery discovery =
                    Discovery.open(
                            plan.build(),
                            limits,
                            WalkLimits.SHIPPED,
                            FarmPoll.CREDENTIALS,
                            new CredentialMemory(clock),
                            clock)) {
                discovery.run(
                        seen -> whole.addAndGet(seen instanceof DevicePolled ? 1 : 0),
                        (_, _, _) -> {});
            }
            FarmPoll.Round round =
                    new FarmPoll.Round(
                            whole.get(),
                            (System.nanoTime() - start) / 1e9,
                            (ProcessCpu.nanos() - cpuBefore) / 1e9,
                            farm.counters().minus(before),
                            List.of());
            return List.of(
                    Measurement.alone("snmp-first", round.devicesPerMinute(), "devices/minute"),
                    Measurement.alone(
                            "snmp-first-two-cores",
                            round.devicesPerMinuteOfTwoCores(),
                            "devices/minute"),
                    Measurement.alone(
                            "snmp-first-varbinds",
                            round.agents().varbinds() / (double) load.devices(),
                            "varbinds/device"));
        } catch (DiscoveryRefusedException e) {
            throw new BenchException("discovery: " + e.getMessage());
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw new BenchException("discovery: interrupted");
        }
    }
}
