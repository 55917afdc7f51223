package io.segwright.bench;

import io.segwright.collectors.snmp.AgentMemory;
import io.segwright.collectors.snmp.SnmpPoller;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Varbinds a CPU-second of the collector, which makes facts of them, beside SNMP4J alone, which drops them.
///
/// The same agents, in a process of their own, as many in flight; both sides take turns, and the CPU time of this whole
/// process counts, compiler and garbage collector included. The figure is the median over the turns.
final class SnmpPump {
    static final SnmpLoad LOAD = new SnmpLoad(400, 64, 24);
    private static final int REPETITIONS = 50; // as many as the collector asks for

    private SnmpPump() {}

    static List<Measurement> run(SnmpLoad load) throws BenchException {
        int warm = load.rounds() / 3; // compiled by then
        double[] ours = new double[load.rounds()];
        double[] peer = new double[load.rounds()];
        double[] ratio = new double[load.rounds()];
        AgentMemory agents = new AgentMemory(InstantSource.system());
        try (AgentFarm farm = AgentFarm.start(load.devices());
                BarePump pump = new BarePump();
                SnmpPoller poller = FarmPoll.poller(agents, _ -> Optional.empty())) {
            int[] all = FarmPoll.all(load.devices());
            for (int i = 0; i < load.rounds(); i++) {
                FarmPoll.Round round = FarmPoll.round(farm, poller, all, load.atOnce(), _ -> {});
                ours[i] = round.varbindsPerCpuSecond();
                long cpuBefore = ProcessCpu.nanos();
                long varbinds = pump.walk(farm, load.devices(), load.atOnce(), REPETITIONS);
                peer[i] = varbinds * 1e9 / (ProcessCpu.nanos() - cpuBefore);
                ratio[i] = ours[i] / peer[i];
                System.err.printf(
                        Locale.ROOT,
                        "%.0f varbinds a CPU-second, SNMP4J alone %.0f, ratio %.2f%n",
                        ours[i],
                        peer[i],
                        ratio[i]);
            }
        }
        return List.of(
                new Measurement(
                        "snmp-pump",
                        median(ours, warm),
                        "SNMP4J 3.13.1 GETBULK alone",
                        median(peer, warm),
                        median(ratio, warm),
                        "varbinds/CPU-second"));
    }

    static double median(double[] values, int from) {
        double[] kept = Arrays.copyOfRange(values, from, values.length);
        Arrays.sort(kept);
        return kept[kept.length / 2];
    }
}
