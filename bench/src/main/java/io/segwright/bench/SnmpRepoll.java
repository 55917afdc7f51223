package io.segwright.bench;

import io.segwright.collectors.snmp.AgentMemory;
import io.segwright.collectors.snmp.SnmpPoller;
import io.segwright.inventory.device.Device;
import io.segwright.inventory.device.DeviceId;
import io.segwright.inventory.device.DeviceInterface;
import io.segwright.inventory.net.IpAddress;
import io.segwright.inventory.observe.Observation.DevicePolled;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// Full re-polls of devices that are known: every varbind of 5,000 a device is read again, agents and collector on the
/// same cores. Then the same with change stamps on.
///
/// `-two-cores` counts the CPU time of both processes, so that it says what two cores do that nobody else uses.
final class SnmpRepoll {
    static final SnmpLoad LOAD = new SnmpLoad(4_000, 512, 4);

    private SnmpRepoll() {}

    static List<Measurement> run(SnmpLoad load) throws BenchException {
        AgentMemory agents = new AgentMemory(InstantSource.system());
        Map<IpAddress, Device> held = new ConcurrentHashMap<>();
        List<FarmPoll.Round> full = new ArrayList<>();
        List<FarmPoll.Round> stamped = new ArrayList<>();
        int[] all = FarmPoll.all(load.devices());
        try (AgentFarm farm = AgentFarm.start(load.devices());
                SnmpPoller reading = FarmPoll.poller(agents, _ -> Optional.empty());
                SnmpPoller skipping =
                        FarmPoll.poller(
                                agents, address -> Optional.ofNullable(held.get(address)))) {
            for (int i = 0; i < load.rounds(); i++) {
                boolean last = i == load.rounds() - 1;
                full.add(
                        FarmPoll.round(
                                farm,
                                reading,
                                all,
                                load.atOnce(),
                                last ? polled -> hold(held, polled) : _ -> {}));
                say("full", full.getLast());
            }
            for (int i = 0; i < Math.max(1, load.rounds() / 2); i++) {
                stamped.add(FarmPoll.round(farm, skipping, all, load.atOnce(), _ -> {}));
                say("stamps on", stamped.getLast());
            }
        }
        requireWhole(full, load);
        requireWhole(stamped, load);
        FarmPoll.Round best = best(full);
        FarmPoll.Round bestStamped = best(stamped);
        return List.of(
                Measurement.alone("snmp-repoll", best.devicesPerMinute(), "devices/minute"),
                Measurement.alone(
                        "snmp-repoll-two-cores",
                        best.devicesPerMinuteOfTwoCores(),
                        "devices/minute"),
                Measurement.alone(
                        "snmp-repoll-varbinds",
                        best.agents().varbinds() / (double) load.devices(),
                        "varbinds/device"),
                Measurement.alone(
                        "snmp-repoll-stamps", bestStamped.devicesPerMinute(), "devices/minute"),
                Measurement.alone(
                        "snmp-repoll-stamps-two-cores",
                        bestStamped.devicesPerMinuteOfTwoCores(),
                        "devices/minute"),
                Measurement.alone(
                        "snmp-repoll-stamps-varbinds",
                        bestStamped.agents().varbinds() / (double) load.devices(),
                        "varbinds/device"),
                Measurement.alone(
                        "snmp-repoll-limit-device",
                        FarmPoll.LIMITS.devicePdusPerSecond(),
                        "requests/second"),
                Measurement.alone(
                        "snmp-repoll-limit-site",
                        FarmPoll.LIMITS.sitePdusPerSecond(),
                        "requests/second"));
    }

    /// What the inventory would hold of it, as far as change stamps need it.
    private static void hold(Map<IpAddress, Device> held, DevicePolled polled) {
        IpAddress address = polled.provenance().exporter();
        DeviceId id = new DeviceId(String.format(Locale.ROOT, "d-%016x", address.low()));
        held.put(
                address,
                Device.builder(id)
                        .keys(polled.keys())
                        .neighbors(polled.neighbors())
                        .interfaces(
                                polled.interfaces().stream()
                                        .map(i ->
                                                new DeviceInterface(
                                                        i.index(),
                                                        i.name(),
                                                        i.up(),
                                                        i.macOrNull(),
                                                        List.of()))
                                        .toList())
                        .build());
    }

    static void say(String what, FarmPoll.Round round) {
        System.err.printf(
                Locale.ROOT,
                "%s: %d devices whole in %.1f s, %.2f us CPU a varbind here and %.2f at the agents, %.1f"
                        + " varbinds an answer, p50 %.0f ms, p99 %.0f ms%n",
                what,
                round.whole(),
                round.seconds(),
                round.clientCpuSeconds() * 1e6 / round.agents().varbinds(),
                round.agents().cpuNanos() / 1e3 / round.agents().varbinds(),
                round.agents().varbinds() / (double) round.agents().answers(),
                round.percentile(0.5),
                round.percentile(0.99));
    }

    /// The one that others on this machine disturbed least, the first one, which compiles, left out.
    private static FarmPoll.Round best(List<FarmPoll.Round> rounds) {
        return rounds.stream()
                .skip(rounds.size() > 1 ? 1 : 0)
                .max(Comparator.comparingDouble(FarmPoll.Round::devicesPerMinute))
                .orElseThrow();
    }

    private static void requireWhole(List<FarmPoll.Round> rounds, SnmpLoad load)
            throws BenchException {
        for (FarmPoll.Round round : rounds) {
            if (round.whole() < load.devices()) {
                throw new BenchException(
                        round.whole()
                                + " of "
                                + load.devices()
                                + " devices were read whole, want all: the machine is overloaded; ask for"
                                + " fewer at once by -Dsegwright.bench.atOnce=N");
            }
        }
    }
}
