package io.segwright.bench;

import io.segwright.collectors.snmp.AgentMemory;
import io.segwright.collectors.snmp.SnmpPoller;
import java.lang.management.ManagementFactory;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/// Thousands of polls in flight at agents that take their time, as over a wide-area network: how many threads of the
/// operating system that takes, and what a varbind costs beside a few polls in flight at agents that answer at once.
final class SnmpInFlight {
    static final SnmpLoad LOAD = new SnmpLoad(4_096, 4_096, 3);
    private static final int FEW = 64;
    private static final int DELAY_MILLIS = 100; // of each answer

    private SnmpInFlight() {}

    static List<Measurement> run(SnmpLoad load) throws BenchException {
        AgentMemory agents = new AgentMemory(InstantSource.system());
        AtomicInteger threads = new AtomicInteger();
        double[] few = new double[load.rounds()];
        double[] many = new double[load.rounds()];
        int whole = 0;
        double seconds = 0;
        try (AgentFarm farm = AgentFarm.start(load.devices());
                SnmpPoller poller = FarmPoll.poller(agents, _ -> Optional.empty())) {
            int[] all = FarmPoll.all(load.devices());
            for (int i = 0; i < load.rounds(); i++) {
                FarmPoll.Round beside = FarmPoll.round(farm, poller, all, FEW, _ -> {});
                SnmpRepoll.say(FEW + " in flight", beside);
                farm.delay(DELAY_MILLIS);
                FarmPoll.Round round =
                        FarmPoll.round(
                                farm,
                                poller,
                                all,
                                load.atOnce(),
                                _ ->
                                        threads.accumulateAndGet(
                                                ManagementFactory.getThreadMXBean()
                                                        .getThreadCount(),
                                                Math::max));
                SnmpRepoll.say(load.atOnce() + " in flight", round);
                farm.heal();
                few[i] = beside.clientCpuSeconds() * 1e9 / beside.agents().varbinds();
                many[i] = round.clientCpuSeconds() * 1e9 / round.agents().varbinds();
                whole = round.whole();
                seconds = round.seconds();
            }
        }
        if (whole < load.devices()) {
            throw new BenchException(
                    whole + " of " + load.devices() + " devices were read whole, want all");
        }
        int warm = load.rounds() / 3;
        return List.of(
                Measurement.alone("snmp-in-flight", whole * 60 / seconds, "devices/minute"),
                Measurement.ofCost(
                        "snmp-in-flight-cpu",
                        SnmpPump.median(many, warm),
                        FEW + " in flight",
                        SnmpPump.median(few, warm),
                        "ns CPU/varbind"),
                Measurement.alone("snmp-in-flight-threads", threads.get(), "platform threads"));
    }
}
