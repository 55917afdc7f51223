package io.segwright.bench;

import io.segwright.collectors.snmp.AgentMemory;
import io.segwright.collectors.snmp.SnmpPoller;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// How long healthy devices take alone, and with a dead one after every fourth of them: the 99th percentile of their
/// polls. As many healthy ones are in flight both times, and each turn begins with a poller that knows nothing, so that
/// no circuit is open yet: every dead device takes all its time-outs, 14 seconds.
final class SnmpDead {
    static final SnmpLoad LOAD = new SnmpLoad(800, 64, 9);
    private static final int DEAD_EVERY = 5;
    private static final double P99 = 0.99;

    private SnmpDead() {}

    static List<Measurement> run(SnmpLoad load) throws BenchException {
        int dead = load.devices() / (DEAD_EVERY - 1);
        double[] alone = new double[load.rounds()];
        double[] among = new double[load.rounds()];
        double[] ratio = new double[load.rounds()];
        AgentMemory agents = new AgentMemory(InstantSource.system());
        try (AgentFarm farm = AgentFarm.start(load.devices() + dead)) {
            farm.silence(load.devices(), dead);
            for (int i = 0; i < load.rounds(); i++) {
                alone[i] = p99(farm, agents, FarmPoll.all(load.devices()), load.atOnce());
                // all dead ones may be in flight together: none takes a healthy one's place
                among[i] = p99(farm, agents, mixed(load.devices(), dead), load.atOnce() + dead);
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

    private static double p99(AgentFarm farm, AgentMemory agents, int[] numbers, int atOnce)
            throws BenchException {
        try (SnmpPoller poller = FarmPoll.poller(agents, _ -> Optional.empty())) {
            return FarmPoll.round(farm, poller, numbers, atOnce, _ -> {}).percentile(P99);
        }
    }

    /// Every fifth is a dead one.
    private static int[] mixed(int healthy, int dead) {
        int[] numbers = new int[healthy + dead];
        int alive = 0;
        int gone = healthy;
        for (int i = 0; i < numbers.length; i++) {
            boolean isDead = i % DEAD_EVERY == DEAD_EVERY - 1 && gone < healthy + dead;
            numbers[i] = isDead || alive == healthy ? gone++ : alive++;
        }
        return numbers;
    }
}
