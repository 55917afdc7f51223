package io.segwright.bench;

import io.segwright.collectors.discover.Discovery;
import io.segwright.collectors.discover.DiscoveryPlan;
import io.segwright.collectors.discover.DiscoveryRefusedException;
import io.segwright.collectors.pace.PoliteLimits;
import io.segwright.collectors.snmp.CredentialMemory;
import io.segwright.collectors.snmp.table.WalkLimits;
import io.segwright.graph.InventoryGraph;
import io.segwright.graph.store.StoreUnavailableException;
import io.segwright.graph.write.WriteStatistics;
import io.segwright.inventory.attribute.DeclaredRanges;
import io.segwright.inventory.net.Prefix;
import io.segwright.inventory.observe.Observation;
import io.segwright.inventory.observe.Observation.DevicePolled;
import io.segwright.inventory.reconcile.InventorySnapshot;
import io.segwright.inventory.reconcile.Reconciler;
import java.time.InstantSource;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/// The first discovery: nothing is known of any device, in a process that has only just started.
final class SnmpFirst {
    static final SnmpLoad LOAD = new SnmpLoad(4_000, 512, 1);

    private static final int SAMPLE =
            100; // devices written to a graph, after the clock has stopped

    private SnmpFirst() {}

    static List<Measurement> run(SnmpLoad load) throws BenchException {
        InstantSource clock = InstantSource.system();
        try (AgentFarm farm = AgentFarm.start(load.devices())) {
            AtomicInteger whole = new AtomicInteger();
            Queue<Observation> sample = new ConcurrentLinkedQueue<>();
            AgentFarm.Counters before = farm.counters();
            long cpuBefore = ProcessCpu.nanos();
            long start = System.nanoTime();
            try (Discovery discovery =
                    Discovery.open(
                            plan(farm, load),
                            limits(load),
                            WalkLimits.SHIPPED,
                            FarmPoll.CREDENTIALS,
                            new CredentialMemory(clock),
                            clock)) {
                discovery.run(
                        seen -> {
                            if (seen instanceof DevicePolled && whole.incrementAndGet() <= SAMPLE) {
                                sample.add(seen);
                            }
                        },
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
                            "varbinds/device"),
                    Measurement.alone(
                            "snmp-first-elements",
                            elementsEach(List.copyOf(sample), clock),
                            "elements/device"));
        } catch (DiscoveryRefusedException e) {
            throw new BenchException("discovery: " + e.getMessage());
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw new BenchException("discovery: interrupted");
        }
    }

    private static DiscoveryPlan plan(AgentFarm farm, SnmpLoad load) {
        DiscoveryPlan.Builder plan =
                DiscoveryPlan.builder().port(farm.port()).range("farm", Prefix.of("127.0.0.0/8"));
        for (int number : FarmPoll.all(load.devices())) {
            plan.seed(farm.addressOf(number));
        }
        return plan.build();
    }

    private static PoliteLimits limits(SnmpLoad load) {
        return new PoliteLimits(
                FarmPoll.LIMITS.devicePdusPerSecond(),
                FarmPoll.LIMITS.sitePdusPerSecond(),
                load.atOnce(),
                FarmPoll.LIMITS.timeout(),
                FarmPoll.LIMITS.retries());
    }

    /// How many vertices and edges a first poll becomes.
    private static double elementsEach(List<Observation> polls, InstantSource clock)
            throws BenchException {
        try (TemporaryDirectory directory = TemporaryDirectory.make();
                InventoryGraph graph = InventoryGraph.open(directory.path(), clock)) {
            graph.apply(
                    Reconciler.reconcile(InventorySnapshot.EMPTY, polls, DeclaredRanges.NONE)
                            .changes());
            WriteStatistics written = graph.statistics();
            return (written.vertices() + written.edges()) / (double) Math.max(1, polls.size());
        } catch (StoreUnavailableException e) {
            throw new BenchException("graph: " + e.getMessage());
        }
    }
}
