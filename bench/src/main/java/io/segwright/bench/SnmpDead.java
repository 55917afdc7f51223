package io.segwright.bench;

import io.segwright.collectors.snmp.AgentMemory;
import io.segwright.collectors.snmp.SnmpPoller;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// How long healthy devices take alone, and while a fourth as many dead ones are waited for: the 99th percentile of
/// their polls. As many healthy ones are in flight both times, by one poller and one limiter. Each turn begins with a
/// poller that knows nothing, so that no circuit is open yet: every dead device is asked and waited for.
final class SnmpDead {
    static final SnmpLoad LOAD = new SnmpLoad(800, 64, 9);
    private static final int HEALTHY_PER_DEAD = 4;
    private static final double P99 = 0.99;

    private SnmpDead() {}

    static List<Measurement> run(SnmpLoad load) throws BenchException {
        int dead = load.devices() / HEALTHY_PER_DEAD;
        double[] alone = new double[load.rounds()];
        double[] among = new double[load.rounds()];
        double[] ratio = new double[load.rounds()];
        AgentMemory agents = new AgentMemory(InstantSource.system());
        try (AgentFarm farm = AgentFarm.start(load.devices() + dead)) {
            farm.silence(load.devices(), dead);
            for (int i = 0; i < load.rounds(); i++) {
                alone[i] = p99(farm, agents, load, 0);
                among[i] = p99(farm, agents, load, dead);
                ratio[i] = among[i] / alone[i];
                System.err.printf(
                        Locale.ROOT,
                        "p99 %.0f ms alone, %.0f ms among %d dead, ratio %.2f%n",
                        alone[i],
                        among[i],
                        dead,
                        ratio[i]);
            }
        }
        int warm = load.rounds() / 3;
        return List.of(
                new Measurement(
                        "snmp-dead-p99",
                        SnmpPump.median(among, warm),
                        "the same devices alone",
                        SnmpPump.median(alone, warm),
                        SnmpPump.median(ratio, warm),
                        "ms/poll"));
    }

    /// @param dead how many dead ones are in flight beside the healthy ones, from before the first of these
    private static double p99(AgentFarm farm, AgentMemory agents, SnmpLoad load, int dead)
            throws BenchException {
        try (SnmpPoller poller = FarmPoll.poller(agents, _ -> Optional.empty());
                ExecutorService waiting = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < dead; i++) {
                int number = load.devices() + i;
                waiting.execute(() -> FarmPoll.pollInVain(farm, poller, number));
            }
            try {
                return FarmPoll.round(
                                farm, poller, FarmPoll.all(load.devices()), load.atOnce(), _ -> {})
                        .percentile(P99);
            } finally {
                waiting.shutdownNow();
            }
        }
    }
}
