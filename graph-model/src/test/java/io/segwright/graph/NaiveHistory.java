package io.segwright.graph;

import io.segwright.graph.fact.AsOf;
import io.segwright.graph.fact.PollRecord;
import io.segwright.inventory.attribute.Allocation;
import io.segwright.inventory.claim.ClaimSet;
import io.segwright.inventory.claim.Claims;
import io.segwright.inventory.claim.Decision;
import io.segwright.inventory.claim.ImportRun;
import io.segwright.inventory.device.Device;
import io.segwright.inventory.device.DeviceId;
import io.segwright.inventory.reconcile.ClaimChange;
import io.segwright.inventory.reconcile.InventoryChange;
import io.segwright.inventory.reconcile.InventorySnapshot;
import io.segwright.inventory.reconcile.Trace;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.NavigableSet;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// The slow, obviously right twin of the graph: the whole log of what was said, replayed for every question.
///
/// Of an entity, that assertion decides which speaks of the latest time that is not after the asked one; of two
/// about the same instant, the later said.
final class NaiveHistory {
    private record Said<T>(String key, Instant validAt, Instant knownAt, Optional<T> state) {}

    private record Seen(DeviceId device, Instant at, Instant knownAt, Instant lastSeen) {}

    private static final class Believed {
        final Allocation allocation;
        final Instant from;
        Instant until = Instant.MAX;

        Believed(Allocation allocation, Instant from) {
            this.allocation = allocation;
            this.from = from;
        }

        boolean still() {
            return until.equals(Instant.MAX);
        }
    }

    private final List<Said<Device>> devices = new ArrayList<>();
    private final List<Said<Trace>> traces = new ArrayList<>();
    private final List<Said<ClaimSet>> claims = new ArrayList<>();
    private final List<Said<Decision>> decisions = new ArrayList<>();
    private final List<Said<ImportRun>> imports = new ArrayList<>();
    private final List<Seen> seen = new ArrayList<>();
    private final List<Believed> allocations = new ArrayList<>();

    void say(InventoryChange change, Instant now) {
        Instant at = change.provenance().at();
        switch (change) {
            case InventoryChange.DeviceAdded added -> device(added.device(), at, now);
            case InventoryChange.DeviceChanged changed -> device(changed.after(), at, now);
            case InventoryChange.DevicesMerged merged -> {
                gone(merged.absorbed(), at, now);
                device(merged.into(), at, now);
            }
            case InventoryChange.TraceSeen traced ->
                    news(traces, traced.trace().subject(), Optional.of(traced.trace()), at, now);
            case InventoryChange.TraceEnded ended ->
                    news(traces, ended.trace().subject(), Optional.empty(), at, now);
            case ClaimChange claimed -> say(claimed, at, now);
            case InventoryChange.AllocationAdded added -> believe(added.allocation(), now);
            case InventoryChange.AllocationChanged changed -> {
                if (!changed.before().equals(changed.after())) {
                    allocations.stream()
                            .filter(b -> b.still() && b.allocation.equals(changed.before()))
                            .forEach(b -> b.until = now);
                    believe(changed.after(), now);
                }
            }
        }
    }

    private void device(Device device, Instant at, Instant now) {
        devices.add(new Said<>(device.id().text(), at, now, Optional.of(withoutTime(device))));
        seen.add(new Seen(device.id(), at, now, device.lastSeen()));
    }

    private void gone(Device device, Instant at, Instant now) {
        boolean there = state(devices, device.id().text(), at, now).isPresent();
        if (there) {
            devices.add(new Said<>(device.id().text(), at, now, Optional.empty()));
            seen.add(new Seen(device.id(), at, now, device.lastSeen()));
        }
    }

    /// An unchanged poll says again what was believed of that instant.
    void poll(PollRecord poll, Instant now) {
        Instant at = poll.provenance().at();
        devices.add(
                new Said<>(
                        poll.device().text(),
                        at,
                        now,
                        state(devices, poll.device().text(), at, now)));
        seen.add(new Seen(poll.device(), at, now, at));
    }

    private void say(ClaimChange change, Instant at, Instant now) {
        switch (change) {
            case ClaimChange.ClaimsSaid(ClaimSet set, var _) ->
                    news(claims, key(set), Optional.of(set), at, now);
            case ClaimChange.ClaimsEnded(ClaimSet set, var _) ->
                    news(claims, key(set), Optional.empty(), at, now);
            case ClaimChange.DecisionMade(Decision made, var _) ->
                    news(decisions, key(made), Optional.of(made), at, now);
            case ClaimChange.DecisionEnded(Decision ended, var _) ->
                    news(decisions, key(ended), Optional.empty(), at, now);
            case ClaimChange.ImportRead(ImportRun run, var _) ->
                    news(imports, run.source(), Optional.of(run), at, now);
        }
    }

    private static String key(ClaimSet set) {
        return set.device() + " " + set.source() + " " + set.nativeKey();
    }

    private static String key(Decision decision) {
        return decision.device() + " " + decision.attribute();
    }

    /// What says nothing new is not kept.
    private static <T> void news(
            List<Said<T>> log, String key, Optional<T> state, Instant at, Instant now) {
        if (!state(log, key, at, now).equals(state)) {
            log.add(new Said<>(key, at, now, state));
        }
    }

    private void believe(Allocation allocation, Instant now) {
        if (allocations.stream().noneMatch(b -> b.still() && b.allocation.equals(allocation))) {
            allocations.add(new Believed(allocation, now));
        }
    }

    InventorySnapshot at(AsOf asOf) {
        List<Device> there = new ArrayList<>();
        for (String id : keys(devices)) {
            state(devices, id, asOf.validAt(), asOf.knownAt())
                    .ifPresent(device -> there.add(withTime(device, lastSeen(device.id(), asOf))));
        }
        List<Allocation> given =
                allocations.stream()
                        .filter(b -> !asOf.knownAt().isBefore(b.from))
                        .filter(b -> asOf.knownAt().isBefore(b.until))
                        .map(b -> b.allocation)
                        .filter(allocation -> allocation.validAt(asOf.validAt()))
                        .toList();
        return new InventorySnapshot(
                there,
                all(traces, asOf),
                given,
                new Claims(all(claims, asOf), all(decisions, asOf), all(imports, asOf)));
    }

    private static <T> List<T> all(List<Said<T>> log, AsOf asOf) {
        List<T> all = new ArrayList<>();
        for (String key : keys(log)) {
            state(log, key, asOf.validAt(), asOf.knownAt()).ifPresent(all::add);
        }
        return all;
    }

    private static <T> NavigableSet<String> keys(List<Said<T>> log) {
        NavigableSet<String> keys = new TreeSet<>();
        log.forEach(said -> keys.add(said.key));
        return keys;
    }

    private static <T> Optional<T> state(
            List<Said<T>> log, String key, Instant validAt, Instant knownAt) {
        Said<T> best = null;
        for (Said<T> said : log) {
            boolean counts =
                    said.key.equals(key)
                            && !said.validAt.isAfter(validAt)
                            && !said.knownAt.isAfter(knownAt);
            if (counts && (best == null || !said.validAt.isBefore(best.validAt))) {
                best = said;
            }
        }
        return best == null ? Optional.empty() : best.state;
    }

    private Instant lastSeen(DeviceId id, AsOf asOf) {
        Seen best = null;
        for (Seen one : seen) {
            boolean counts =
                    one.device.equals(id)
                            && !one.at.isAfter(asOf.validAt())
                            && !one.knownAt.isAfter(asOf.knownAt());
            if (counts && (best == null || !one.at.isBefore(best.at))) {
                best = one;
            }
        }
        return Objects.requireNonNull(best).lastSeen;
    }

    private static Device withoutTime(Device device) {
        return withTime(device, Instant.EPOCH);
    }

    static Device withTime(Device device, Instant lastSeen) {
        return device.toBuilder().lastSeen(lastSeen).build();
    }

    /// Order of allocations does not matter here.
    static Set<Object> contents(InventorySnapshot snapshot) {
        Set<Object> all = new HashSet<>(snapshot.devices());
        all.addAll(snapshot.traces());
        all.addAll(snapshot.allocations());
        all.add(snapshot.claims());
        return all;
    }
}
