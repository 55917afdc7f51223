package io.segwright.inventory.reconcile;

import io.segwright.inventory.claim.ImportedList;
import io.segwright.inventory.device.Device;
import io.segwright.inventory.device.DeviceId;
import io.segwright.inventory.device.DeviceInterface;
import io.segwright.inventory.net.MacAddress;
import io.segwright.inventory.observe.AddressFact;
import io.segwright.inventory.observe.IdentityKey;
import io.segwright.inventory.observe.InterfaceFact;
import io.segwright.inventory.observe.Observation.DeviceImported;
import io.segwright.inventory.observe.Witness;
import io.segwright.inventory.reconcile.IdentityRules.Verdict;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/// Which device each row of a list is.
///
/// A row that was matched before stays matched. Else it is the one device that [IdentityRules] call the same; where
/// there are several, or a serial forbids it, that is a question for a person and the row is a device of its own until
/// then, never polled, known by the list alone. A list that has a device under one key of its own never means it by
/// another one. Boxes of a stack come last, when it is known which device their stack is: [ImportedBoxes].
final class ImportedDevices {
    private final NavigableMap<DeviceId, Device> devices;
    private final ClaimFold claims;
    private final DeviceNaming naming;
    private final Commonness commonness;
    private final List<Conflict> conflicts = new ArrayList<>();
    private final NavigableMap<DeviceId, List<String>> reasons = new TreeMap<>();

    /// @param devices those known, polls of this run included; new ones are added
    /// @param claims hears what the rows say
    /// @param commonness what several devices show alike
    ImportedDevices(
            NavigableMap<DeviceId, Device> devices,
            ClaimFold claims,
            DeviceNaming naming,
            Commonness commonness) {
        this.devices = devices;
        this.claims = claims;
        this.naming = naming;
        this.commonness = commonness;
    }

    /// What a person has to decide.
    List<Conflict> conflicts() {
        return conflicts;
    }

    /// Why each row is of its device, by device.
    NavigableMap<DeviceId, List<String>> reasons() {
        return reasons;
    }

    void place(ImportedList list) {
        Map<String, DeviceId> before = claims.listed(list.provenance().source());
        ImportedBoxes boxes = new ImportedBoxes(devices, list);
        for (DeviceImported row : boxes.misplaced(before)) {
            DeviceId id = before.remove(row.nativeKey());
            if (id != null) {
                claims.left(id, row);
            }
        }
        Map<String, DeviceId> placed = new HashMap<>();
        List<DeviceImported> unknown = new ArrayList<>();
        for (DeviceImported row : boxes.others()) {
            DeviceId id = before.get(row.nativeKey());
            if (id != null && devices.containsKey(id)) {
                placed.put(row.nativeKey(), id);
                because(id, text(row) + ": matched before");
            } else {
                unknown.add(row);
            }
        }
        Set<DeviceId> taken = new HashSet<>(before.values());
        match(unknown, taken, placed, boxes);
        boxes.others().forEach(row -> put(row, placed));
        List<DeviceImported> strangers = boxes.find(before, placed, taken, this::because);
        match(strangers, taken, placed, boxes);
        for (DeviceImported row : boxes.rows()) {
            put(row, placed);
            boxes.seat(row, placed).ifPresent(conflicts::add);
        }
    }

    private void put(DeviceImported row, Map<String, DeviceId> placed) {
        DeviceId id = placed.get(row.nativeKey());
        if (id == null) {
            id = add(row);
            placed.put(row.nativeKey(), id);
        } else {
            devices.computeIfPresent(id, (_, device) -> renewed(device, row));
        }
        claims.imported(id, row);
    }

    private void because(DeviceId id, String reason) {
        reasons.computeIfAbsent(id, _ -> new ArrayList<>()).add(reason);
    }

    private record Match(DeviceImported row, DeviceId id, int weight, List<String> evidence) {}

    private void match(
            List<DeviceImported> rows,
            Set<DeviceId> taken,
            Map<String, DeviceId> placed,
            ImportedBoxes boxes) {
        if (rows.isEmpty()) {
            return;
        }
        Candidates candidates = new Candidates(devices.values(), commonness.many());
        List<Match> matches = new ArrayList<>();
        for (DeviceImported row : rows) {
            List<Match> same = new ArrayList<>();
            for (DeviceId id : candidates.of(row)) {
                if (taken.contains(id)) {
                    continue;
                }
                Device device = devices.getOrDefault(id, DeviceFold.blank(id));
                switch (IdentityRules.compare(
                        Claimant.of(device), boxes.claimant(row, device), commonness)) {
                    case Verdict.Same(int weight, List<String> shared) ->
                            same.add(new Match(row, id, weight, shared));
                    case Verdict.Forbidden(String reason) -> askAbout(row, device, reason);
                    case Verdict.NotEnough _ -> {}
                }
            }
            if (same.size() > 1) {
                ask(row, same);
            } else {
                matches.addAll(same);
            }
        }
        matches.sort(
                Comparator.comparingInt((Match m) -> -m.weight)
                        .thenComparing(m -> m.row.nativeKey()));
        for (Match match : matches) {
            if (taken.add(match.id)) {
                placed.put(match.row.nativeKey(), match.id);
                because(
                        match.id,
                        text(match.row)
                                + ": "
                                + String.join(", ", match.evidence)
                                + " ("
                                + match.weight
                                + ")");
            } else {
                ask(match.row, List.of(match));
            }
        }
    }

    private void ask(DeviceImported row, List<Match> same) {
        conflicts.add(
                new Conflict(
                        text(row),
                        "which device is it? several rows or devices match; until then it is one of its own",
                        same.stream()
                                .map(m -> m.id + ": " + String.join(", ", m.evidence))
                                .toList()));
    }

    /// Only where the list gives it the very address at which the other answers: else nothing says that it is meant.
    private void askAbout(DeviceImported row, Device device, String reason) {
        row.addresses().stream()
                .map(AddressFact::address)
                .filter(device.managementAddresses()::contains)
                .findFirst()
                .ifPresent(address ->
                        conflicts.add(
                                new Conflict(
                                        text(row),
                                        "is it "
                                                + device.id()
                                                + ", which answers at its address? correct the list",
                                        List.of(
                                                address + " is of both",
                                                "kept apart: " + reason))));
    }

    static String text(DeviceImported row) {
        return row.provenance().source() + " " + row.nativeKey();
    }

    private DeviceId add(DeviceImported row) {
        Set<IdentityKey> keys = Claimant.usable(row.keys());
        DeviceId id =
                keys.isEmpty()
                        ? naming.name(text(row))
                        : naming.name(Claimant.of(row), commonness.many());
        Device device =
                Device.builder(id)
                        .witnesses(Set.of(Witness.IMPORT))
                        .lastSeen(row.provenance().at())
                        .build();
        devices.put(id, renewed(device, row));
        reasons.put(id, List.of(text(row) + ": no device matches; known by this list"));
        return id;
    }

    /// A device that answers says itself which interfaces and keys it has.
    private static Device renewed(Device device, DeviceImported row) {
        if (!device.isOnlyListed()) {
            return device;
        }
        Set<IdentityKey> keys = Claimant.usable(row.keys());
        List<DeviceInterface> interfaces = interfaces(row);
        return device.toBuilder()
                .keys(keys.isEmpty() ? device.keys() : keys)
                .interfaces(
                        interfaces.isEmpty()
                                        && row.seat().isEmpty() // a box leaves its to the whole
                                ? device.interfaces()
                                : interfaces)
                .membership(row.seat().isPresent() ? device.membershipOrNull() : null)
                .build();
    }

    private static List<DeviceInterface> interfaces(DeviceImported row) {
        List<DeviceInterface> interfaces = new ArrayList<>();
        Set<AddressFact> left = new HashSet<>(row.addresses());
        for (InterfaceFact fact : row.interfaces()) {
            List<AddressFact> on =
                    row.addresses().stream()
                            .filter(a -> fact.index() != 0 && a.interfaceIndex() == fact.index())
                            .distinct()
                            .sorted(DeviceFold.ADDRESSES)
                            .toList();
            left.removeAll(on);
            interfaces.add(
                    new DeviceInterface(
                            fact.index(), fact.name(), fact.up(), fact.macOrNull(), on));
        }
        if (!left.isEmpty()) {
            List<AddressFact> sorted = left.stream().sorted(DeviceFold.ADDRESSES).toList();
            interfaces.add(new DeviceInterface(0, "", false, null, sorted));
        }
        interfaces.sort(
                Comparator.comparingInt(DeviceInterface::index)
                        .thenComparing(DeviceInterface::name)
                        .thenComparing(i -> i.mac().map(MacAddress::toString).orElse("")));
        return interfaces;
    }

    /// The devices that share anything with a row: no other can be the same.
    private static final class Candidates {
        private final Map<Object, NavigableSet<DeviceId>> by = new HashMap<>();
        private final Constants constants;

        Candidates(Collection<Device> devices, Constants constants) {
            this.constants = constants;
            for (Device device : devices) {
                Claimant shown = Claimant.of(device);
                shown.keys().forEach(key -> add(key, device.id()));
                shown.macs().forEach(mac -> add(mac, device.id()));
                shown.addresses().forEach(address -> add(address, device.id()));
                shown.polledAt().forEach(address -> add(address, device.id()));
            }
        }

        private void add(Object key, DeviceId id) {
            by.computeIfAbsent(key, _ -> new TreeSet<>()).add(id);
        }

        NavigableSet<DeviceId> of(DeviceImported row) {
            Claimant asked = Claimant.of(row);
            NavigableSet<DeviceId> found = new TreeSet<>();
            List<Object> shared = new ArrayList<>(asked.keys());
            shared.addAll(asked.macs());
            shared.addAll(asked.addresses());
            shared.removeAll(constants.keys());
            shared.removeAll(constants.macs());
            shared.removeAll(constants.addresses());
            for (Object key : shared) {
                found.addAll(by.getOrDefault(key, new TreeSet<>()));
            }
            return found;
        }
    }
}
