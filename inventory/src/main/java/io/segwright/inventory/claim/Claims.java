package io.segwright.inventory.claim;

import io.segwright.inventory.device.Device;
import io.segwright.inventory.device.DeviceId;
import io.segwright.inventory.observe.Attribute;
import io.segwright.inventory.observe.Witness;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Everything that the sources say, what persons decided, and when lists were read whole: immutable.
///
/// @param sets sorted by device, source, native key; at most one of each
/// @param decisions sorted by device and attribute; at most one of each
/// @param imports the last whole reading of each list, sorted by source
public record Claims(List<ClaimSet> sets, List<Decision> decisions, List<ImportRun> imports) {
    public static final Claims NONE = new Claims(List.of(), List.of(), List.of());

    public Claims {
        sets = sets.stream().sorted(ClaimSet.ORDER).toList();
        decisions = decisions.stream().sorted(Decision.ORDER).toList();
        imports = imports.stream().sorted(Comparator.comparing(ImportRun::source)).toList();
    }

    /// By device, for many look-ups.
    public Index index() {
        return new Index(this);
    }

    /// Look-ups by device.
    public static final class Index {
        private final Map<DeviceId, List<ClaimSet>> sets = new HashMap<>();
        private final Map<DeviceId, List<Decision>> decisions = new HashMap<>();
        private final Map<String, Instant> runs = new HashMap<>();

        private Index(Claims claims) {
            claims.sets.forEach(
                    s -> sets.computeIfAbsent(s.device(), _ -> new ArrayList<>(2)).add(s));
            claims.decisions.forEach(
                    d -> decisions.computeIfAbsent(d.device(), _ -> new ArrayList<>(2)).add(d));
            claims.imports.forEach(run -> runs.merge(run.source(), run.at(), Claims::later));
        }

        public List<ClaimSet> sets(DeviceId device) {
            return List.copyOf(sets.getOrDefault(device, List.of()));
        }

        public Optional<Decision> decision(DeviceId device, Attribute attribute) {
            return decisions.getOrDefault(device, List.of()).stream()
                    .filter(d -> d.attribute() == attribute)
                    .findFirst();
        }

        /// Whether a person decided anything about it.
        public boolean isDecided(DeviceId device) {
            return decisions.containsKey(device);
        }

        /// What the sources say of a device, with when each was last heard: the device itself when it last answered,
        /// a list when it was last read whole.
        public List<Claim> claims(Device device) {
            List<Claim> all = new ArrayList<>();
            for (ClaimSet set : sets.getOrDefault(device.id(), List.of())) {
                Instant heard =
                        set.isImported()
                                ? runs.getOrDefault(set.source(), Instant.MIN)
                                : device.lastSeen();
                all.addAll(set.claims(heard));
            }
            return all;
        }

        /// When there was last a sign of the device: its own where it ever gave one, since a list may go on naming
        /// what is long gone; else of the lists that have it.
        public Instant lastEvidence(Device device) {
            if (!Set.of(Witness.IMPORT).containsAll(device.witnesses())) {
                return device.lastSeen();
            }
            return sets.getOrDefault(device.id(), List.of()).stream()
                    .filter(ClaimSet::isImported)
                    .map(set -> runs.getOrDefault(set.source(), Instant.MIN))
                    .reduce(device.lastSeen(), Claims::later);
        }
    }

    private static Instant later(Instant left, Instant right) {
        return left.isAfter(right) ? left : right;
    }
}
