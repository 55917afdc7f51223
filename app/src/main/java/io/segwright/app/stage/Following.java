package io.segwright.app.stage;

import io.segwright.app.config.ConfigException;
import io.segwright.app.config.DataDirectory;
import io.segwright.app.stage.Collecting.Collected;
import io.segwright.app.stage.Collecting.Reach;
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
import java.time.Duration;
import java.time.Instant;
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
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/// Keeps an inventory up to date: asks everything again at an interval, and a device at once when it says that
/// something changed.
///
/// A trap or log line of a known device makes it due, at most once in five minutes and inside its site's budget
/// ([PromptRule]); so does a sender that proved who it is and that nobody knows, inside the declared ranges. Nobody
/// else's message does anything but be kept. A device that was asked at once may tell of neighbours that are new: they
/// are asked too, and nothing beyond them until the next round.
public final class Following {
    private static final Duration TICK = Duration.ofMillis(500); // how soon a stop is noticed
    private static final int SENDERS_MAX =
            10_000; // of a round; addresses can be forged without end
    private static final int NEW_NEIGHBOURS_MAX = 16; // of one prompt; the next round has the rest

    private final DataDirectory data;
    private final Collecting.Request request;
    private final Duration every;
    private final Consumer<String> talk;
    private final Map<DeviceId, Map<Telemetry, Heard>> heard = new TreeMap<>();
    private final Map<IpAddress, Map<Telemetry, Long>> sinceRound = new HashMap<>();
    private final PromptRule known = new PromptRule(this::knownAt);
    private final PromptRule strangers = new PromptRule(this::strangerAt);
    private volatile Map<IpAddress, Known> owners = Map.of(); // read by the listeners' threads
    private DeclaredRanges ranges = DeclaredRanges.NONE;

    /// @param every how long after a round began the next one does
    /// @param talk one line for a person, now and then
    public Following(
            DataDirectory data, Collecting.Request request, Duration every, Consumer<String> talk) {
        this.data = data;
        this.request = request;
        this.every = every;
        this.talk = talk;
    }

    /// Goes on until it is told to stop, or is interrupted. The first round is a collection as any other.
    ///
    /// @param ready told once the first round is done
    public void run(Inbox.Ports ports, Consumer<Collected> ready, BooleanSupplier stop)
            throws DiscoveryRefusedException,
                    StoreUnavailableException,
                    AuditUnavailableException,
                    ConfigException,
                    IOException,
                    InterruptedException,
                    TrapListenException,
                    SyslogListenException {
        data.heard()
                .forEach(h ->
                        heard.computeIfAbsent(h.device(), _ -> new EnumMap<>(Telemetry.class))
                                .put(h.kind(), h));
        ranges = request.ranges().declared(List.of());
        try (Inbox inbox =
                Inbox.open(
                        data.logs(),
                        ports,
                        request.credentials(),
                        address -> ranges.siteOf(address),
                        address -> Optional.ofNullable(owners.get(address)).map(Known::device),
                        data.clock())) {
            Instant next = data.clock().instant().plus(every);
            Collected first = Collecting.collect(data, request, List::of, Steps.SILENT);
            settle(first);
            ready.accept(first);
            while (!stop.getAsBoolean()) {
                Instant now = data.clock().instant();
                if (!now.isBefore(next)) {
                    next = now.plus(every);
                    round(inbox);
                } else if (!answerPrompts(now)) {
                    inbox.next(TICK).ifPresent(this::note);
                }
            }
            keepHeard(inbox);
            talk.accept(inbox.line());
        }
    }

    private void round(Inbox inbox)
            throws DiscoveryRefusedException,
                    StoreUnavailableException,
                    ConfigException,
                    IOException,
                    InterruptedException {
        Set<IpAddress> asked = new LinkedHashSet<>();
        owners.values().forEach(k -> asked.add(k.at()));
        Collected collected =
                Collecting.again(data, request, List.copyOf(asked), Reach.SPREAD, telemetry());
        settle(collected);
        keepHeard(inbox);
        tell("round", collected);
    }

    private void tell(String why, Collected collected) {
        int changes = collected.reconciliation().changes().size();
        if (changes > 0) {
            talk.accept(
                    data.clock().instant()
                            + " "
                            + why
                            + ": "
                            + collected.summary().polled()
                            + " answered, "
                            + changes
                            + (changes == 1 ? " change" : " changes"));
        }
    }

    /// @return whether anything was asked
    private boolean answerPrompts(Instant now)
            throws DiscoveryRefusedException,
                    StoreUnavailableException,
                    ConfigException,
                    IOException,
                    InterruptedException {
        Optional<Prompt> due = known.next(now).or(() -> strangers.next(now));
        if (due.isEmpty()) {
            return false;
        }
        Prompt prompt = due.get();
        Collected collected =
                Collecting.again(
                        data, request, List.of(prompt.target().at()), Reach.LISTED, List.of());
        settle(collected);
        tell(prompt.target().at() + " " + prompt.reason(), collected);
        List<IpAddress> fresh = newNeighbours(collected);
        if (!fresh.isEmpty()) {
            Collected more = Collecting.again(data, request, fresh, Reach.LISTED, List.of());
            settle(more);
            tell("its new neighbours", more);
        }
        return true;
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
        for (Device device : collected.reconciliation().next().devices()) {
            if (!device.managementAddresses().isEmpty()) {
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
                strangers.heard(said.sender(), reason, said.at());
            }
        }
    }

    /// What was heard since the last round, as evidence that the senders exist.
    private List<Observation> telemetry() {
        Instant now = data.clock().instant();
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
        data.saveHeard(
                heard.values().stream().map(Map::values).flatMap(Collection::stream).toList());
        inbox.flush();
    }
}
