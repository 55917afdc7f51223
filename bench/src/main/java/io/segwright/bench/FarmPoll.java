package io.segwright.bench;

import io.segwright.collectors.pace.PoliteLimits;
import io.segwright.collectors.snmp.AgentMemory;
import io.segwright.collectors.snmp.Binding;
import io.segwright.collectors.snmp.CredentialBook;
import io.segwright.collectors.snmp.CredentialMemory;
import io.segwright.collectors.snmp.PollTarget;
import io.segwright.collectors.snmp.Secret;
import io.segwright.collectors.snmp.SnmpCredential;
import io.segwright.collectors.snmp.SnmpPoller;
import io.segwright.collectors.snmp.table.WalkLimits;
import io.segwright.inventory.device.Device;
import io.segwright.inventory.net.IpAddress;
import io.segwright.inventory.net.Prefix;
import io.segwright.inventory.observe.Observation;
import io.segwright.inventory.observe.Observation.DevicePolled;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Function;

/// Polls agents of a farm once each, some at a time, each poll on a virtual thread, as discovery does.
final class FarmPoll {
    /// The limiter is on, at its highest values: 1,000 requests a second to a device, 100,000 to the one site.
    static final PoliteLimits LIMITS =
            new PoliteLimits(1_000, 100_000, 4_096, Duration.ofSeconds(2), 2);

    static final CredentialBook CREDENTIALS =
            new CredentialBook(
                    List.of(
                            new SnmpCredential.V2c(
                                    "farm",
                                    Binding.toRanges(List.of(Prefix.of("127.0.0.0/8"))),
                                    Secret.of(AgentFarm.COMMUNITY))));
    private static final long TIMEOUT_SECONDS = 900;
    private static final int SILENT_POLLS = 2; // a third one opens the circuit
    private static final double NANOS = 1e9;

    private FarmPoll() {}

    /// What one round took.
    ///
    /// @param whole devices that were read whole
    /// @param agents what their process did meanwhile
    /// @param pollMillis how long each whole one took, ascending
    record Round(
            int whole,
            double seconds,
            double clientCpuSeconds,
            AgentFarm.Counters agents,
            List<Double> pollMillis) {
        double devicesPerMinute() {
            return whole * 60 / seconds;
        }

        /// What two cores would do were they ours alone: both sides' CPU time counts.
        double devicesPerMinuteOfTwoCores() {
            return whole * 120 / (clientCpuSeconds + agents.cpuNanos() / NANOS);
        }

        double varbindsPerCpuSecond() {
            return agents.varbinds() / clientCpuSeconds;
        }

        double percentile(double share) {
            int at = (int) Math.min(pollMillis.size() - 1.0, pollMillis.size() * share);
            return pollMillis.isEmpty() ? 0 : pollMillis.get(at);
        }
    }

    /// @param held what the inventory holds, for change stamps
    static SnmpPoller poller(AgentMemory agents, Function<IpAddress, Optional<Device>> held) {
        InstantSource clock = InstantSource.system();
        return new SnmpPoller(
                LIMITS,
                WalkLimits.SHIPPED,
                CREDENTIALS,
                new CredentialMemory(clock),
                agents,
                held,
                clock);
    }

    /// @param numbers of the agents, in the order in which they are asked
    /// @param seen gets every whole device, on any thread
    static Round round(
            AgentFarm farm,
            SnmpPoller poller,
            int[] numbers,
            int atOnce,
            Consumer<DevicePolled> seen)
            throws BenchException {
        double[] millis = new double[numbers.length];
        AtomicInteger whole = new AtomicInteger();
        Semaphore free = new Semaphore(atOnce);
        AgentFarm.Counters before = farm.counters();
        long cpuBefore = ProcessCpu.nanos();
        long start = System.nanoTime();
        try (ExecutorService polls = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < numbers.length; i++) {
                int place = i;
                free.acquire();
                polls.execute(() -> {
                    try {
                        long from = System.nanoTime();
                        if (poll(farm, poller, numbers[place]) instanceof DevicePolled polled
                                && polled.incomplete().isEmpty()) {
                            millis[place] = (System.nanoTime() - from) / 1e6;
                            whole.incrementAndGet();
                            seen.accept(polled);
                        }
                    } catch (InterruptedException _) {
                        Thread.currentThread().interrupt();
                    } finally {
                        free.release();
                    }
                });
            }
            polls.shutdown();
            if (!polls.awaitTermination(TIMEOUT_SECONDS, TimeUnit.SECONDS)) {
                polls.shutdownNow();
                throw new BenchException("polls: not done after " + TIMEOUT_SECONDS + " s");
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw new BenchException("polls: interrupted");
        }
        double seconds = (System.nanoTime() - start) / NANOS;
        double cpu = (ProcessCpu.nanos() - cpuBefore) / NANOS;
        return new Round(whole.get(), seconds, cpu, farm.counters().minus(before), sorted(millis));
    }

    /// Polls a device that will not answer, until the thread is interrupted or its circuit would open.
    static void pollInVain(AgentFarm farm, SnmpPoller poller, int number) {
        try {
            for (int i = 0; i < SILENT_POLLS; i++) {
                poll(farm, poller, number);
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private static List<Double> sorted(double[] millis) {
        return Arrays.stream(millis).filter(ms -> ms > 0).sorted().boxed().toList();
    }

    private static Observation poll(AgentFarm farm, SnmpPoller poller, int number)
            throws InterruptedException {
        return poller.poll(
                new PollTarget(
                        farm.addressOf(number), farm.port(), "farm", PollTarget.Patience.EVIDENCE));
    }

    /// The numbers 0 to count - 1.
    static int[] all(int count) {
        int[] numbers = new int[count];
        Arrays.setAll(numbers, i -> i);
        return numbers;
    }
}
