package io.segwright.collectors.discover;

import io.segwright.collectors.discover.DiscoverySummary.Ending;
import io.segwright.collectors.pace.PoliteLimits;
import io.segwright.collectors.snmp.CredentialBook;
import io.segwright.collectors.snmp.CredentialMemory;
import io.segwright.collectors.snmp.PollTarget;
import io.segwright.collectors.snmp.SnmpCredential;
import io.segwright.collectors.snmp.SnmpPoller;
import io.segwright.collectors.snmp.table.WalkLimits;
import io.segwright.inventory.net.IpAddress;
import io.segwright.inventory.net.IpFamily;
import io.segwright.inventory.net.Prefix;
import io.segwright.inventory.observe.AddressFact;
import io.segwright.inventory.observe.Observation;
import io.segwright.inventory.observe.Observation.DevicePolled;
import io.segwright.inventory.observe.Observation.DeviceSilent;
import io.segwright.inventory.observe.Observation.ExporterSeen;
import io.segwright.inventory.observe.SilenceReason;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/// Spreads from seeds over the declared ranges and reports what it sees.
///
/// ```java
/// try (Discovery discovery = Discovery.open(plan, limits, WalkLimits.SHIPPED, book, memory, clock)) {
///     DiscoverySummary summary = discovery.run(observations::add, progress);
/// }
/// ```
///
/// [#run] works on the caller's thread and polls on virtual ones, at most `PoliteLimits.devicesAtOnce` at a time.
/// Observations arrive one by one on the caller's thread. [#cancel] and [#close] may be called from any thread.
public final class Discovery implements AutoCloseable {
    private static final long SWEPT_WITHOUT_WORD_MAX = 1 << 16;
    private static final long SWEPT_MAX =
            1_000_000; // the queue's bound; beyond it a sweep is several discoveries
    private static final int OUTSIDE_MAX = 100_000; // distinct addresses that are counted
    private static final Duration TICK = Duration.ofMillis(200); // how soon a cancel is noticed

    private final DiscoveryPlan plan;
    private final PoliteLimits limits;
    private final SnmpPoller poller;
    private final ExecutorService polls =
            Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("snmp-poll-", 0).factory());
    private final Scope scope;
    private final Frontier frontier = new Frontier();
    private final BlockingQueue<Answer> answers;
    private final Set<IpAddress> outside = new HashSet<>();
    private final Map<SilenceReason, Integer> silent = new EnumMap<>(SilenceReason.class);
    private int polled;
    private int silents;
    private int started;
    private volatile boolean cancelled;

    private record Answer(Candidate candidate, Observation observation) {
        /// The observation; a silent one says how the address came to be asked.
        Observation withOrigin() {
            return switch (observation) {
                case DevicePolled polled -> polled;
                case ExporterSeen seen -> seen;
                case Observation.TelemetrySeen seen -> seen;
                case Observation.DeviceImported imported -> imported;
                case DeviceSilent quiet ->
                        new DeviceSilent(
                                quiet.provenance(),
                                quiet.site(),
                                quiet.target(),
                                quiet.reason(),
                                quiet.detail() + "; asked because it is " + candidate.origin());
            };
        }
    }

    private Discovery(
            DiscoveryPlan plan,
            PoliteLimits limits,
            WalkLimits walkLimits,
            CredentialBook book,
            CredentialMemory memory,
            InstantSource clock) {
        this.plan = plan;
        this.limits = limits;
        this.scope = new Scope(plan);
        this.answers = new ArrayBlockingQueue<>(limits.devicesAtOnce());
        this.poller = new SnmpPoller(limits, walkLimits, book, memory, clock);
    }

    /// Checks the plan; sends nothing.
    ///
    /// @throws DiscoveryRefusedException naming the seed outside the ranges, the excluded seed, or the sweep that is
    ///     too large
    public static Discovery open(
            DiscoveryPlan plan,
            PoliteLimits limits,
            WalkLimits walkLimits,
            CredentialBook book,
            CredentialMemory memory,
            InstantSource clock)
            throws DiscoveryRefusedException {
        check(plan);
        Discovery discovery = new Discovery(plan, limits, walkLimits, book, memory, clock);
        discovery.queueStart();
        return discovery;
    }

    private static void check(DiscoveryPlan plan) throws DiscoveryRefusedException {
        if (plan.sites().values().stream().allMatch(List::isEmpty)) {
            throw new DiscoveryRefusedException("no range is declared: declare where it may go");
        }
        Scope scope = new Scope(plan);
        for (IpAddress seed : plan.seeds()) {
            if (scope.judge(seed) instanceof Verdict.Refused(String why)) {
                throw new DiscoveryRefusedException(
                        "seed "
                                + seed
                                + " "
                                + why
                                + ": declare a range that holds it, or drop the seed");
            }
        }
        long swept = plan.sweep() == Sweep.NONE ? 0 : sweptAddresses(plan);
        if (plan.sweep() == Sweep.IPV4 && swept > SWEPT_WITHOUT_WORD_MAX) {
            throw new DiscoveryRefusedException(
                    "sweep of "
                            + swept
                            + " addresses: want at most "
                            + SWEPT_WITHOUT_WORD_MAX
                            + " (a /16); narrow the ranges or allow a large sweep explicitly");
        }
        if (swept > SWEPT_MAX) {
            throw new DiscoveryRefusedException(
                    "sweep of "
                            + swept
                            + " addresses: want at most "
                            + SWEPT_MAX
                            + "; split the ranges over several discoveries");
        }
        if (plan.seeds().isEmpty() && plan.hints().isEmpty() && swept == 0) {
            throw new DiscoveryRefusedException(
                    "nothing to start from: give a seed, or ask for a sweep of an IPv4 range");
        }
    }

    private static long sweptAddresses(DiscoveryPlan plan) {
        long total = 0;
        for (Prefix range : sweptRanges(plan)) {
            total += 1L << (32 - range.length());
        }
        return total;
    }

    private static List<Prefix> sweptRanges(DiscoveryPlan plan) {
        return plan.sites().values().stream()
                .flatMap(List::stream)
                .filter(range -> range.family() == IpFamily.V4)
                .toList();
    }

    private void queueStart() {
        for (IpAddress seed : plan.seeds()) {
            consider(new Candidate(seed, Evidence.SEED, seed, List.of()));
        }
        for (IpAddress hint : plan.hints()) {
            consider(new Candidate(hint, Evidence.HINT, hint, List.of()));
        }
        if (plan.sweep() != Sweep.NONE) {
            for (Prefix range : sweptRanges(plan)) {
                for (long low = range.network().low(); low <= range.last().low(); low++) {
                    IpAddress address = IpAddress.v4((int) low);
                    consider(new Candidate(address, Evidence.SWEEP, address, List.of()));
                }
            }
        }
    }

    /// Queues the candidate, or the first of its alternates that may be contacted.
    private void consider(Candidate candidate) {
        List<IpAddress> left = new ArrayList<>(candidate.alternates());
        left.addFirst(candidate.address());
        while (!left.isEmpty()) {
            IpAddress address = left.removeFirst();
            switch (scope.judge(address)) {
                case Verdict.Admitted _ -> {
                    frontier.offer(
                            new Candidate(address, candidate.evidence(), candidate.teller(), left));
                    return;
                }
                case Verdict.Refused _ -> {
                    if (outside.size() < OUTSIDE_MAX) {
                        outside.add(address);
                    }
                }
            }
        }
    }

    /// What would be contacted first: seeds, hints and swept addresses, with the names of the credentials that would
    /// be tried. Sends nothing. Call it instead of [#run]: it empties the queue.
    public DryRun dryRun() {
        List<DryRun.Contact> contacts = new ArrayList<>();
        long total = 0;
        for (Optional<Candidate> next = frontier.next(); next.isPresent(); next = frontier.next()) {
            Candidate candidate = next.get();
            if (scope.judge(candidate.address()) instanceof Verdict.Admitted(String site)) {
                total++;
                if (contacts.size() < DryRun.LISTED_MAX) {
                    contacts.add(
                            new DryRun.Contact(
                                    candidate.address(),
                                    site,
                                    candidate.origin(),
                                    credentialNames(candidate.address(), site)));
                }
            }
        }
        return new DryRun(contacts, total);
    }

    private List<String> credentialNames(IpAddress address, String site) {
        return poller.wouldTry(address, site).stream().map(SnmpCredential::name).toList();
    }

    /// Asks until nothing is left. Call it once.
    ///
    /// @param observations gets one observation an address that was asked, but none for a swept one where nothing is
    /// @throws InterruptedException when the calling thread is interrupted; all polls are stopped then
    public DiscoverySummary run(Consumer<Observation> observations, DiscoveryProgress progress)
            throws InterruptedException {
        long startNanos = System.nanoTime();
        int inFlight = 0;
        try {
            while (!cancelled) {
                inFlight += startPolls(limits.devicesAtOnce() - inFlight);
                if (inFlight == 0) {
                    break;
                }
                Answer answer = answers.poll(TICK.toNanos(), TimeUnit.NANOSECONDS);
                if (answer != null) {
                    inFlight--;
                    report(answer, observations);
                    learn(answer);
                    progress.advanced(polled, frontier.size() + inFlight, silents);
                }
            }
        } finally {
            polls.shutdownNow();
        }
        boolean limited = frontier.size() > 0 || frontier.overflow() > 0;
        return new DiscoverySummary(
                polled,
                silent,
                outside.size(),
                frontier.overflow() + frontier.size(),
                cancelled ? Ending.CANCELLED : limited ? Ending.LIMITED : Ending.COMPLETE,
                Duration.ofNanos(System.nanoTime() - startNanos));
    }

    /// A swept number where nothing is does not become an observation: there never was a sign of a device.
    private static void report(Answer answer, Consumer<Observation> observations) {
        boolean nothingThere =
                answer.candidate().evidence() == Evidence.SWEEP
                        && answer.observation() instanceof DeviceSilent quiet
                        && quiet.reason() == SilenceReason.TIMEOUT;
        if (!nothingThere) {
            observations.accept(answer.withOrigin());
        }
    }

    private int startPolls(int free) {
        int begun = 0;
        while (begun < free && started < plan.devicesMax()) {
            Optional<Candidate> next = frontier.next();
            if (next.isEmpty()) {
                break;
            }
            Candidate candidate = next.get();
            // judged again: an answer may have shown meanwhile that it is a broadcast address
            if (scope.judge(candidate.address()) instanceof Verdict.Admitted(String site)) {
                PollTarget target =
                        new PollTarget(
                                candidate.address(),
                                plan.port(),
                                site,
                                candidate.evidence() == Evidence.SWEEP
                                        ? PollTarget.Patience.SWEEP
                                        : PollTarget.Patience.EVIDENCE);
                polls.execute(() -> pollOne(candidate, target));
                begun++;
                started++;
            }
        }
        return begun;
    }

    private void pollOne(Candidate candidate, PollTarget target) {
        try {
            // there is always room: no more polls are in flight than the queue holds
            answers.put(new Answer(candidate, poller.poll(target)));
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt(); // cancelled: nobody waits for the answer
        } catch (RuntimeException | StackOverflowError e) { // the thread's top
            // a defect of ours must not lose the address or hang the discovery
            answers.add(new Answer(candidate, poller.defect(target, e)));
        }
    }

    private void learn(Answer answer) {
        switch (answer.observation()) {
            case DevicePolled device -> {
                polled++;
                for (AddressFact own : device.addresses()) {
                    frontier.own(own.address());
                    scope.connected(own.prefix());
                }
                device.virtualAddresses().forEach(shared -> scope.shared(shared.address()));
                Spread.from(device).forEach(this::consider);
            }
            case DeviceSilent quiet -> {
                silents++;
                silent.merge(quiet.reason(), 1, Integer::sum);
                List<IpAddress> alternates = answer.candidate().alternates();
                if (!alternates.isEmpty()) {
                    consider(
                            new Candidate(
                                    alternates.getFirst(),
                                    answer.candidate().evidence(),
                                    answer.candidate().teller(),
                                    alternates.subList(1, alternates.size())));
                }
            }
            case ExporterSeen _, Observation.TelemetrySeen _, Observation.DeviceImported _ ->
                    throw new AssertionError("no poll sees " + answer.observation());
        }
    }

    /// Stops soon: no new poll is started, those in flight are interrupted. [#run] then returns.
    public void cancel() {
        cancelled = true;
        polls.shutdownNow();
    }

    /// Cancels and closes the sockets; twice is fine.
    @Override
    public void close() {
        cancel();
        poller.close();
    }
}
