package io.segwright.app.stage;

import io.segwright.app.config.ConfigException;
import io.segwright.app.config.DataFiles;
import io.segwright.app.config.Turns;
import io.segwright.app.stage.Collecting.Collected;
import io.segwright.app.stage.Collecting.Found;
import io.segwright.app.stage.Collecting.Ground;
import io.segwright.app.stage.Collecting.Request;
import io.segwright.collectors.discover.DiscoveryRefusedException;
import io.segwright.collectors.intake.PromptRule;
import io.segwright.collectors.intake.PromptRule.Known;
import io.segwright.collectors.intake.PromptRule.Prompt;
import io.segwright.collectors.syslog.SyslogListenException;
import io.segwright.collectors.trap.TrapListenException;
import io.segwright.graph.store.StoreUnavailableException;
import io.segwright.inventory.attribute.DeclaredRanges;
import io.segwright.inventory.audit.AuditUnavailableException;
import io.segwright.inventory.device.Device;
import io.segwright.inventory.device.DeviceId;
import io.segwright.inventory.net.IpAddress;
import io.segwright.inventory.observe.Observation;
import io.segwright.inventory.observe.Observation.TelemetrySeen;
import io.segwright.inventory.observe.Provenance;
import io.segwright.inventory.observe.Telemetry;
import io.segwright.inventory.reconcile.InventoryChange.TraceSeen;
import io.segwright.inventory.telemetry.Heard;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;

/// Keeps an inventory up to date: asks everything again at an interval, and a device soon after it said that something
/// changed.
///
/// A trap or log line of a known device makes it due, at most once in five minutes and inside its site's budget
/// ([PromptRule]); so does a sender that proved who it is and that nobody knows, inside the declared ranges. Nobody
/// else's message does anything but be kept and counted. A device that was asked at once may tell of neighbours that
/// are new: they are asked too, and nothing beyond them until the next round.
///
/// The data directory is open only while something is read from the graph or written to it, never while devices are
/// asked ([Turns]): others read, import and decide in between, and what was asked meets the inventory as it is then.
public final class Following {
    private static final Duration TICK = Duration.ofMillis(500); // how soon a message is looked at
    private static final Duration KEEP = Duration.ofSeconds(30); // how old `heard` may be
    private static final int SENDERS_MAX =
            10_000; // of a round; addresses can be forged without end
    private static final int NEW_NEIGHBOURS_MAX = 16; // of one prompt; the next round has the rest

    private final Turns turns;
    private final DataFiles files;
    private final InstantSource clock;
    private final Collecting.Request request;
    private final Duration every;
    private final Consumer<String> talk;
    private final Stopping stopping = new Stopping();
    private final Map<DeviceId, Map<Telemetry, Heard>> heard = new TreeMap<>();
    private final Map<IpAddress, Map<Telemetry, Long>> sinceRound = new HashMap<>();
    private final PromptRule known = new PromptRule(this::knownAt);
    private final PromptRule strangers = new PromptRule(this::strangerAt);
    private volatile Map<IpAddress, Known> owners = Map.of(); // read by the listeners' threads
    private DeclaredRanges ranges = DeclaredRanges.NONE;
    private Map<DeviceId, String> names = Map.of();
    private Instant kept = Instant.EPOCH;
    private long ofStrangers;

    /// @param directory the data directory; the caller holds its [io.segwright.app.config.FollowLock]
    /// @param every how long after a round began the next one does
    /// @param talk one line for a person, now and then
    public Following(
            Path directory,
            Collecting.Request request,
            Duration every,
            InstantSource clock,
            Consumer<String> talk) {
        this.turns = new Turns(directory, talk, stopping::isAsked);
        this.files = new DataFiles(directory, clock);
        this.clock = clock;
        this.request = request;
        this.every = every;
        this.talk = talk;
    }

    /// Makes [#run] end well: what is being asked is given up, what is being written is finished. From any thread, also
    /// before it runs; twice is fine.
    public void stop() {
        stopping.ask();
    }

    /// Goes on until it is told to stop, or is interrupted. The first round is a collection as any other.
    ///
    /// @param opened told how the store was found
    /// @param ready told once the first round is done
    public void run(Inbox.Ports ports, Consumer<String> opened, Consumer<Collected> ready)
            throws DiscoveryRefusedException,
                    StoreUnavailableException,
                    AuditUnavailableException,
                    ConfigException,
                    IOException,
                    InterruptedException,
                    TrapListenException,
                    SyslogListenException {
        files.heard()
                .forEach(h ->
                        heard.computeIfAbsent(h.device(), _ -> new EnumMap<>(Telemetry.class))
                                .put(h.kind(), h));
        ranges = request.ranges().declared(List.of());
        try (Inbox inbox =
                Inbox.open(
                        files.logs(),
                        ports,
                        request.credentials(),
                        address -> ranges.siteOf(address),
                        address -> Optional.ofNullable(owners.get(address)).map(Known::device),
                        clock)) {
            try {
                follow(inbox, opened, ready);
            } catch (Stopping.Stopped _) {
                talk.accept("stopped while devices were asked: what they said is not kept");
            }
            keepHeard(inbox);
            if (ports.isAny()) {
                talk.accept(
                        inbox.line()
                                + "; "
                                + ofStrangers
                                + " from senders nobody knows, which triggered nothing");
            }
        }
    }

    private void follow(Inbox inbox, Consumer<String> opened, Consumer<Collected> ready)
            throws DiscoveryRefusedException,
                    StoreUnavailableException,
                    AuditUnavailableException,
                    ConfigException,
                    IOException,
                    InterruptedException,
                    Stopping.Stopped {
        Instant next = clock.instant().plus(every);
        Ground first =
                turns.first(data -> {
                    opened.accept(data.graph().openReport().line());
                    return Collecting.begin(data, request);
                });
        ready.accept(
                settled(
                        first,
                        stopping.unless(
                                () -> Collecting.ask(files, request, first, Steps.SILENT))));
        while (!stopping.isAsked()) {
            Instant now = clock.instant();
            if (!now.isBefore(next)) {
                next = now.plus(every);
                round(inbox);
            } else if (!answerPrompts(now)) {
                Optional<Inbox.Said> said = inbox.next(TICK);
                said.ifPresent(this::note);
                if (said.isEmpty()) {
                    pause(inbox, now);
                }
            }
        }
    }

    /// Nobody speaks: time to let others read what was said.
    private void pause(Inbox inbox, Instant now) throws IOException {
        if (kept.plus(KEEP).isBefore(now)) {
            keepHeard(inbox);
        } else {
            inbox.flush();
        }
    }

    private Collected settled(Ground ground, Found found)
            throws StoreUnavailableException,
                    AuditUnavailableException,
                    ConfigException,
                    IOException,
                    InterruptedException {
        Collected collected = turns.take(data -> Collecting.write(data, ground.forbidden(), found));
        settle(collected);
        return collected;
    }

    private void round(Inbox inbox)
            throws DiscoveryRefusedException,
                    StoreUnavailableException,
                    AuditUnavailableException,
                    ConfigException,
                    IOException,
                    InterruptedException,
                    Stopping.Stopped {
        Set<IpAddress> asked = new LinkedHashSet<>();
        owners.values().forEach(k -> asked.add(k.at()));
        Request again = request.asking(request.seeds(), List.copyOf(asked), request.sweep());
        Ground ground = turns.take(Ground::of);
        Found found = stopping.unless(() -> Collecting.ask(files, again, ground, Steps.SILENT));
        Collected collected = settled(ground, found.and(telemetry()));
        keepHeard(inbox);
        if (!collected.reconciliation().changes().isEmpty()) {
            tell("round", collected);
        }
    }

    private void tell(String why, Collected collected) {
        int changes = collected.reconciliation().changes().size();
        talk.accept(
                clock.instant().truncatedTo(ChronoUnit.SECONDS)
                        + " "
                        + why
                        + ": "
                        + collected.summary().polled()
                        + " answered, "
                        + (changes == 0
                                ? "nothing new"
                                : changes == 1 ? "1 change" : changes + " changes"));
    }

    /// @return whether anything was asked
    private boolean answerPrompts(Instant now)
            throws DiscoveryRefusedException,
                    StoreUnavailableException,
                    AuditUnavailableException,
                    ConfigException,
                    IOException,
                    InterruptedException,
                    Stopping.Stopped {
        Optional<Prompt> due = known.next(now).or(() -> strangers.next(now));
        if (due.isEmpty()) {
            return false;
        }
        Prompt prompt = due.get();
        Collected collected = askThese(List.of(prompt.target().at()));
        tell(
                names.getOrDefault(prompt.target().device(), "a new sender")
                        + " at "
                        + prompt.target().at()
                        + ", "
                        + prompt.reason(),
                collected);
        List<IpAddress> fresh = newNeighbours(collected);
        if (!fresh.isEmpty()) {
            tell("its new neighbours", askThese(fresh));
        }
        return true;
    }

    private Collected askThese(List<IpAddress> asked)
            throws DiscoveryRefusedException,
                    StoreUnavailableException,
                    AuditUnavailableException,
                    ConfigException,
                    IOException,
                    InterruptedException,
                    Stopping.Stopped {
        Ground ground = turns.take(Ground::of);
        Found found = stopping.unless(() -> Collecting.askThese(files, request, ground, asked));
        return settled(ground, found);
    }

    private List<IpAddress> newNeighbours(Collected collected) {
        List<IpAddress> fresh = new ArrayList<>();
        collected
                .reconciliation()
                .changes()
                .forEach(change -> {
                    if (change instanceof TraceSeen seen && fresh.size() < NEW_NEIGHBOURS_MAX) {
                        seen.trace().addresses().stream()
                                .filter(a -> ranges.siteOf(a).isPresent() && !ranges.isLeftAlone(a))
                                .findFirst()
                                .ifPresent(fresh::add);
                    }
                });
        return fresh;
    }

    /// Learns who has which address from what a round left.
    private void settle(Collected collected) {
        ranges = collected.ranges();
        Map<IpAddress, Known> byAddress = new HashMap<>();
        Set<IpAddress> shared = new LinkedHashSet<>();
        Map<DeviceId, String> called = new HashMap<>();
        for (Device device : collected.reconciliation().next().devices()) {
            if (!device.managementAddresses().isEmpty()) {
                called.put(device.id(), device.name());
                Known owner =
                        new Known(
                                device.id(),
                                device.site(),
                                device.managementAddresses().getFirst());
                for (IpAddress address : device.addresses()) {
                    if (byAddress.put(address, owner) != null) {
                        shared.add(address);
                    }
                }
            }
        }
        shared.forEach(byAddress::remove); // whose it is cannot be told: it triggers nothing
        owners = Map.copyOf(byAddress);
        names = Map.copyOf(called);
    }

    private Optional<Known> knownAt(IpAddress address) {
        return Optional.ofNullable(owners.get(address));
    }

    /// Somebody who proved who it is, at a declared place, whom nobody has asked yet.
    private Optional<Known> strangerAt(IpAddress address) {
        if (owners.containsKey(address) || ranges.isLeftAlone(address)) {
            return Optional.empty();
        }
        return ranges.siteOf(address)
                .map(site -> new Known(DeviceId.of(address.hashCode()), site, address));
    }

    private void note(Inbox.Said said) {
        if (sinceRound.size() < SENDERS_MAX || sinceRound.containsKey(said.sender())) {
            sinceRound
                    .computeIfAbsent(said.sender(), _ -> new EnumMap<>(Telemetry.class))
                    .merge(said.kind(), 1L, Long::sum);
        }
        knownAt(said.sender())
                .ifPresent(owner ->
                        heard.computeIfAbsent(owner.device(), _ -> new EnumMap<>(Telemetry.class))
                                .merge(
                                        said.kind(),
                                        new Heard(owner.device(), said.kind(), said.at(), 1),
                                        (a, b) ->
                                                new Heard(
                                                        a.device(),
                                                        a.kind(),
                                                        b.last(),
                                                        a.messages() + 1)));
        if (said.change()) {
            String reason = (said.kind() == Telemetry.TRAP ? "trap " : "log ") + said.name();
            PromptRule.Outcome outcome = known.heard(said.sender(), reason, said.at());
            if (outcome == PromptRule.Outcome.UNKNOWN_SENDER && said.proven()) {
                outcome = strangers.heard(said.sender(), reason, said.at());
            }
            ofStrangers += outcome == PromptRule.Outcome.UNKNOWN_SENDER ? 1 : 0;
        }
    }

    /// What was heard since the last round, as evidence that the senders exist.
    private List<Observation> telemetry() {
        Instant now = clock.instant();
        List<Observation> seen = new ArrayList<>();
        sinceRound.forEach((sender, kinds) ->
                kinds.forEach((kind, messages) ->
                        seen.add(
                                new TelemetrySeen(
                                        new Provenance(
                                                kind == Telemetry.TRAP ? "trap" : "syslog",
                                                sender,
                                                now),
                                        kind,
                                        messages))));
        sinceRound.clear();
        return seen;
    }

    private void keepHeard(Inbox inbox) throws IOException {
        kept = clock.instant();
        files.saveHeard(
                heard.values().stream().map(Map::values).flatMap(Collection::stream).toList());
        inbox.flush();
    }
}
