package io.segwright.inventory.reconcile;

import io.segwright.inventory.claim.ImportedList;
import io.segwright.inventory.device.Device;
import io.segwright.inventory.device.DeviceId;
import io.segwright.inventory.device.Membership;
import io.segwright.inventory.observe.IdentityKey;
import io.segwright.inventory.observe.IdentityKey.ManufacturerSerial;
import io.segwright.inventory.observe.Observation.DeviceImported;
import io.segwright.inventory.observe.Observation.DeviceImported.Seat;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;

/// The boxes of stacks and virtual chassis that a list tells of, as [StackMembers] does for those that polls show.
///
/// A row of a box is the box of its stack that has its serial; else the one at its position, where no serial speaks
/// against it; else whatever device the rules find, never the stack itself. A list puts only what nobody but lists
/// knows into a stack: a device that answers, and a box that a poll showed, are where they say that they are.
final class ImportedBoxes {
    private final NavigableMap<DeviceId, Device> devices;
    private final List<DeviceImported> boxes = new ArrayList<>();
    private final List<DeviceImported> others = new ArrayList<>();
    private final Map<String, Set<IdentityKey>> units = new HashMap<>(); // by key of the whole
    private final Map<DeviceId, List<Device>> members = new HashMap<>(); // by the whole

    /// @param devices those known; boxes change in it as they are seated
    ImportedBoxes(NavigableMap<DeviceId, Device> devices, ImportedList list) {
        this.devices = devices;
        for (DeviceImported row : list.devices()) {
            (row.seat().isPresent() ? boxes : others).add(row);
            row.seat()
                    .ifPresent(seat ->
                            units.computeIfAbsent(seat.whole(), _ -> new HashSet<>())
                                    .addAll(Claimant.usable(row.keys())));
        }
        if (!boxes.isEmpty()) {
            for (Device device : devices.values()) {
                device.membership()
                        .ifPresent(m ->
                                members.computeIfAbsent(m.whole(), _ -> new ArrayList<>())
                                        .add(device));
            }
        }
    }

    /// Rows of boxes.
    List<DeviceImported> rows() {
        return Collections.unmodifiableList(boxes);
    }

    /// All other rows, those of whole stacks among them.
    List<DeviceImported> others() {
        return Collections.unmodifiableList(others);
    }

    /// Rows of boxes without an address of their own that the list meant a device by which answers itself: they were
    /// a device by themselves until somebody put them into a stack, whose row means that device now.
    List<DeviceImported> misplaced(Map<String, DeviceId> before) {
        return boxes.stream()
                .filter(row -> row.addresses().isEmpty())
                .filter(row -> {
                    DeviceId id = before.get(row.nativeKey());
                    Device device = id == null ? null : devices.get(id);
                    return device != null && !device.managementAddresses().isEmpty();
                })
                .toList();
    }

    /// What a row shows to be compared with a device. Of a stack it is not known which box's serial it shows as its
    /// own, so the row shows the one that the device does.
    Claimant claimant(DeviceImported row, Device device) {
        Claimant shown = Claimant.of(row);
        Set<IdentityKey> keys = units.getOrDefault(row.nativeKey(), Set.of());
        if (keys.isEmpty()) {
            return shown;
        }
        Set<IdentityKey> alike = new HashSet<>(keys);
        alike.retainAll(device.keys());
        return shown.asStackOf(keys).alsoShowing(alike);
    }

    /// Finds the boxes that are known.
    ///
    /// @param before where the list had them
    /// @param placed which device each row is; filled
    /// @param taken devices that a row of this list means already; filled
    /// @param because told why a row is of its device
    /// @return the rows whose box is not known
    List<DeviceImported> find(
            Map<String, DeviceId> before,
            Map<String, DeviceId> placed,
            Set<DeviceId> taken,
            BiConsumer<DeviceId, String> because) {
        taken.addAll(placed.values());
        List<DeviceImported> open = new ArrayList<>();
        for (DeviceImported row : boxes) {
            DeviceId id = before.get(row.nativeKey());
            if (id != null && devices.containsKey(id)) {
                placed.put(row.nativeKey(), id);
                because.accept(id, ImportedDevices.text(row) + ": matched before");
            } else {
                open.add(row);
            }
        }
        List<DeviceImported> strangers = new ArrayList<>();
        for (DeviceImported row : open) {
            List<Device> known =
                    whole(row, placed)
                            .map(whole -> members.getOrDefault(whole.id(), List.of()))
                            .orElse(List.of())
                            .stream()
                            .filter(device -> !taken.contains(device.id()))
                            .toList();
            Optional<Device> same =
                    bySerial(row, known)
                            .or(() -> byPlace(row, known))
                            .filter(d -> taken.add(d.id()));
            if (same.isPresent()) {
                placed.put(row.nativeKey(), same.get().id());
                because.accept(
                        same.get().id(),
                        ImportedDevices.text(row)
                                + ": box "
                                + row.seat().map(Seat::position).orElse(0)
                                + " of its stack");
            } else {
                strangers.add(row);
            }
        }
        return strangers;
    }

    private static Optional<Device> bySerial(DeviceImported row, List<Device> known) {
        Set<IdentityKey> serials = serials(row.keys());
        return known.stream()
                .filter(device -> !Collections.disjoint(serials, device.keys()))
                .findFirst();
    }

    private static Optional<Device> byPlace(DeviceImported row, List<Device> known) {
        int position = row.seat().map(Seat::position).orElse(0);
        Set<IdentityKey> serials = serials(row.keys());
        return known.stream()
                .filter(device ->
                        device.membership().filter(m -> m.position() == position).isPresent())
                .filter(device -> {
                    Set<IdentityKey> own = serials(device.keys());
                    return serials.isEmpty() || own.isEmpty();
                })
                .findFirst();
    }

    private static Set<IdentityKey> serials(Set<IdentityKey> keys) {
        Set<IdentityKey> serials = new HashSet<>(Claimant.usable(keys));
        serials.removeIf(key -> !(key instanceof ManufacturerSerial));
        return serials;
    }

    /// The device that the row's stack is; empty where the list does not have it, or it is a box itself.
    private Optional<Device> whole(DeviceImported row, Map<String, DeviceId> placed) {
        return row.seat()
                .flatMap(seat -> Optional.ofNullable(placed.get(seat.whole())))
                .flatMap(id -> Optional.ofNullable(devices.get(id)))
                .filter(device -> device.membership().isEmpty());
    }

    /// Puts the row's device into its stack, where nobody but lists knows it.
    ///
    /// @return what a person has to decide: a poll showed another box at that position
    Optional<Conflict> seat(DeviceImported row, Map<String, DeviceId> placed) {
        DeviceId id = placed.get(row.nativeKey());
        Device box = id == null ? null : devices.get(id);
        Optional<Device> whole = whole(row, placed).filter(device -> !device.id().equals(id));
        int position = row.seat().map(Seat::position).orElse(0);
        if (box == null || !box.isOnlyListed()) {
            return Optional.empty();
        }
        if (whole.isEmpty()) {
            devices.put(box.id(), box.toBuilder().membership(null).build());
            return Optional.empty();
        }
        Membership place = new Membership(whole.get().id(), position);
        devices.put(
                box.id(),
                box.toBuilder()
                        .membership(place)
                        .role(whole.get().role())
                        .platform(whole.get().platform())
                        .build());
        return members.getOrDefault(whole.get().id(), List.of()).stream()
                .filter(other -> !other.id().equals(id) && !other.isOnlyListed())
                .filter(other -> other.membership().filter(place::equals).isPresent())
                .findFirst()
                .map(other -> conflict(row, place, other));
    }

    private static Conflict conflict(DeviceImported row, Membership place, Device other) {
        return new Conflict(
                ImportedDevices.text(row),
                "which box is at position "
                        + place.position()
                        + " of "
                        + place.whole()
                        + "? correct the list",
                List.of(
                        "the stack shows " + other.id() + " " + serials(other.keys()) + " there",
                        "the list has " + serials(row.keys()) + " there"));
    }
}
