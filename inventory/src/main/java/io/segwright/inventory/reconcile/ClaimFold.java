package io.segwright.inventory.reconcile;

import io.segwright.inventory.claim.Authority;
import io.segwright.inventory.claim.Belief;
import io.segwright.inventory.claim.Believed;
import io.segwright.inventory.claim.Claim;
import io.segwright.inventory.claim.ClaimSet;
import io.segwright.inventory.claim.Claims;
import io.segwright.inventory.claim.Decision;
import io.segwright.inventory.claim.ImportRun;
import io.segwright.inventory.claim.ImportedList;
import io.segwright.inventory.claim.Statement;
import io.segwright.inventory.device.Device;
import io.segwright.inventory.device.DeviceId;
import io.segwright.inventory.observe.Attribute;
import io.segwright.inventory.observe.AttributeFact;
import io.segwright.inventory.observe.Observation.DeviceImported;
import io.segwright.inventory.observe.Observation.DevicePolled;
import io.segwright.inventory.observe.Provenance;
import io.segwright.inventory.observe.Witness;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/// The claims of one run: what the sources say now, and what is therefore believed of each device.
///
/// While devices are told apart they are as they show themselves: an import or a person may give a device another name
/// or serial, but that makes it no other device. Only at the end they are as they are believed to be.
final class ClaimFold {
    private final Authority authority;
    private final Claims before;
    private final Claims.Index known;
    private final NavigableMap<Key, ClaimSet> sets = new TreeMap<>();
    private final Map<Key, Provenance> provenances = new HashMap<>();
    private final NavigableMap<About, Decision> decisions = new TreeMap<>();
    private final NavigableMap<String, ImportRun> imports = new TreeMap<>();
    private final Map<DeviceId, Provenance> merged = new HashMap<>();
    private final Set<DeviceId> touched = new HashSet<>();

    private record Key(DeviceId device, String source, String nativeKey)
            implements Comparable<Key> {
        static Key of(ClaimSet set) {
            return new Key(set.device(), set.source(), set.nativeKey());
        }

        @Override
        public int compareTo(Key other) {
            int byDevice = device.compareTo(other.device);
            int bySource = byDevice != 0 ? byDevice : source.compareTo(other.source);
            return bySource != 0 ? bySource : nativeKey.compareTo(other.nativeKey);
        }
    }

    private record About(DeviceId device, Attribute attribute) implements Comparable<About> {
        static About of(Decision decision) {
            return new About(decision.device(), decision.attribute());
        }

        @Override
        public int compareTo(About other) {
            int byDevice = device.compareTo(other.device);
            return byDevice != 0 ? byDevice : attribute.compareTo(other.attribute);
        }
    }

    ClaimFold(Claims before, Authority authority) {
        this.authority = authority;
        this.before = before;
        this.known = before.index();
        before.sets().forEach(set -> sets.put(Key.of(set), set));
        before.decisions().forEach(decision -> decisions.put(About.of(decision), decision));
        before.imports().forEach(run -> imports.put(run.source(), run));
    }

    /// The device as it showed itself, for questions of identity.
    Device observed(Device stored) {
        List<ClaimSet> said = known.sets(stored.id());
        Optional<ClaimSet> own = said.stream().filter(s -> !s.isImported()).findFirst();
        if (own.isEmpty() || !isDisputable(known, stored.id())) {
            return stored;
        }
        return new Face(
                        stored,
                        (attribute, believed) ->
                                own.get()
                                        .word(attribute)
                                        .map(Statement::value)
                                        .orElse(isSaidByOthers(stored, attribute) ? "" : believed))
                .put();
    }

    /// False where what a device says of itself is all that there is.
    private static boolean isDisputable(Claims.Index claims, DeviceId device) {
        return claims.sets(device).size() > 1 || claims.isDecided(device);
    }

    private boolean isSaidByOthers(Device device, Attribute attribute) {
        return known.decision(device.id(), attribute).isPresent()
                || known.sets(device.id()).stream()
                        .anyMatch(s -> s.isImported() && s.word(attribute).isPresent());
    }

    /// A device answered. A poll older than what was already heard of it says nothing.
    ///
    /// @param lastSeen when it last answered before this run
    void polled(DeviceId id, List<DevicePolled> polls, Instant lastSeen) {
        touched.add(id);
        Map<String, List<DevicePolled>> bySource = new TreeMap<>();
        for (DevicePolled poll : polls) {
            bySource.computeIfAbsent(poll.provenance().source(), _ -> new ArrayList<>()).add(poll);
        }
        bySource.forEach((source, own) -> {
            ClaimSet set =
                    sets.getOrDefault(new Key(id, source, ""), ClaimSet.silent(id, source, ""));
            List<DevicePolled> news =
                    own.stream()
                            .filter(p ->
                                    set.statements().isEmpty()
                                            || !p.provenance().at().isBefore(lastSeen))
                            .toList();
            if (!news.isEmpty()) {
                Provenance last = news.getLast().provenance();
                put(
                        set.said(
                                PolledClaims.together(news, set),
                                PolledClaims.hearing(news),
                                last.at()),
                        last);
            }
        });
    }

    /// A stack shows one of its boxes. What it does not say of it now it may say again.
    void shown(DeviceId box, List<AttributeFact> facts, Provenance provenance) {
        if (facts.isEmpty()) {
            return;
        }
        touched.add(box);
        ClaimSet set =
                sets.getOrDefault(
                        new Key(box, provenance.source(), ""),
                        ClaimSet.silent(box, provenance.source(), ""));
        put(set.said(facts, ClaimSet.Hearing.PARTIAL, provenance.at()), provenance);
    }

    /// A list has the device.
    void imported(DeviceId id, DeviceImported row) {
        touched.add(id);
        Provenance provenance = row.provenance();
        ClaimSet set =
                sets.getOrDefault(
                        new Key(id, provenance.source(), row.nativeKey()),
                        ClaimSet.silent(id, provenance.source(), row.nativeKey()));
        List<AttributeFact> facts = new ArrayList<>(row.attributes());
        if (!row.site().isBlank()
                && facts.stream().noneMatch(f -> f.attribute() == Attribute.SITE)) {
            facts.add(new AttributeFact(Attribute.SITE, row.site().strip(), 80, "site"));
        }
        put(set.said(facts, ClaimSet.Hearing.WHOLE, provenance.at()), provenance);
    }

    /// A list means another device by a key of its own than it did.
    void left(DeviceId id, DeviceImported row) {
        Key key = new Key(id, row.provenance().source(), row.nativeKey());
        if (sets.remove(key) != null) {
            provenances.put(key, row.provenance());
            touched.add(id);
        }
    }

    private void put(ClaimSet set, Provenance provenance) {
        sets.put(Key.of(set), set);
        provenances.put(Key.of(set), provenance);
    }

    /// A list was read whole: what it does not have any more it does not claim any more.
    void readWhole(ImportedList list) {
        Provenance provenance = list.provenance();
        String source = provenance.source();
        imports.put(source, new ImportRun(source, provenance.at(), list.devices().size()));
        List<Key> gone =
                sets.keySet().stream()
                        .filter(k -> k.source().equals(source))
                        .filter(k -> !list.present().contains(k.nativeKey()))
                        .toList();
        for (Key key : gone) {
            sets.remove(key);
            provenances.put(key, provenance);
            touched.add(key.device());
        }
    }

    /// Two devices turned out to be one.
    void merged(DeviceId absorbed, DeviceId into, Provenance provenance) {
        merged.put(absorbed, provenance);
        touched.add(into);
        for (ClaimSet set : List.copyOf(sets.values())) {
            if (set.device().equals(absorbed)) {
                sets.remove(Key.of(set));
                provenances.put(Key.of(set), provenance);
                ClaimSet moved = set.of(into);
                ClaimSet own = sets.get(Key.of(moved));
                put(own == null ? moved : own.and(moved), provenance);
            }
        }
        for (Decision decision : List.copyOf(decisions.values())) {
            if (decision.device().equals(absorbed)) {
                decisions.remove(About.of(decision));
                decisions.merge(
                        About.of(decision.of(into)),
                        decision.of(into),
                        (own, moved) -> moved.at().isAfter(own.at()) ? moved : own);
            }
        }
    }

    void decided(Decision decision) {
        touched.add(decision.device());
        decisions.put(About.of(decision), decision);
    }

    /// The devices that a list has already, by its own keys.
    Map<String, DeviceId> listed(String source) {
        Map<String, DeviceId> listed = new HashMap<>();
        sets.keySet().stream()
                .filter(k -> k.source().equals(source))
                .forEach(k -> listed.put(k.nativeKey(), k.device()));
        return listed;
    }

    Claims claims() {
        return new Claims(
                List.copyOf(sets.values()),
                List.copyOf(decisions.values()),
                List.copyOf(imports.values()));
    }

    /// What was said and decided of devices that are no more is over.
    void forgetOthersThan(Set<DeviceId> devices) {
        sets.keySet().removeIf(key -> !devices.contains(key.device()));
        decisions.keySet().removeIf(about -> !devices.contains(about.device()));
    }

    /// The devices as they are believed to be at that time: those of this run, and those that several sources know,
    /// since authority passes on as time goes by.
    void believe(NavigableMap<DeviceId, Device> devices, Instant at) {
        Claims.Index now = claims().index();
        devices.replaceAll((id, device) -> {
            boolean asked =
                    touched.contains(id) || isDisputable(now, id) || isDisputable(known, id);
            return asked ? believed(device, now, at) : device;
        });
    }

    private Device believed(Device device, Claims.Index now, Instant at) {
        List<Claim> all = now.claims(device);
        Device face =
                new Face(
                                device,
                                (attribute, shown) ->
                                        Belief.resolve(
                                                        all.stream()
                                                                .filter(c ->
                                                                        c.attribute() == attribute)
                                                                .toList(),
                                                        now.decision(device.id(), attribute),
                                                        authority,
                                                        at)
                                                .map(Believed::claim)
                                                .map(Claim::value)
                                                .orElse(shown))
                        .put();
        Set<Witness> witnesses = EnumSet.noneOf(Witness.class);
        witnesses.addAll(device.witnesses());
        witnesses.remove(Witness.IMPORT);
        if (now.sets(device.id()).stream().anyMatch(ClaimSet::isImported)) {
            witnesses.add(Witness.IMPORT);
        }
        return face.toBuilder().witnesses(witnesses).build();
    }

    /// What is new, in a stable order.
    ///
    /// @param run where the run's last observation came from
    List<InventoryChange> changes(Provenance run) {
        List<InventoryChange> changes = new ArrayList<>();
        for (ClaimSet old : before.sets()) {
            if (!sets.containsKey(Key.of(old))) {
                changes.add(
                        new ClaimChange.ClaimsEnded(
                                old, provenances.getOrDefault(Key.of(old), run)));
            }
        }
        Map<Key, ClaimSet> same = new HashMap<>();
        before.sets().forEach(set -> same.put(Key.of(set), set));
        sets.forEach((key, set) -> {
            if (!set.equals(same.get(key))) {
                changes.add(new ClaimChange.ClaimsSaid(set, provenances.getOrDefault(key, run)));
            }
        });
        for (Decision old : before.decisions()) {
            if (!decisions.containsKey(About.of(old))) {
                changes.add(
                        new ClaimChange.DecisionEnded(old, merged.getOrDefault(old.device(), run)));
            }
        }
        Set<Decision> held = new HashSet<>(before.decisions());
        decisions.values().stream()
                .filter(d -> !held.contains(d))
                .forEach(d -> changes.add(new ClaimChange.DecisionMade(d, run)));
        Set<ImportRun> read = new HashSet<>(before.imports());
        imports.values().stream()
                .filter(r -> !read.contains(r))
                .forEach(r -> changes.add(new ClaimChange.ImportRead(r, run)));
        return changes;
    }
}
