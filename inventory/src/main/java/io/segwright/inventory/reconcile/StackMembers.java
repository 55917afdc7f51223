package io.segwright.inventory.reconcile;

import io.segwright.inventory.device.Device;
import io.segwright.inventory.device.DeviceId;
import io.segwright.inventory.device.Membership;
import io.segwright.inventory.observe.Attribute;
import io.segwright.inventory.observe.AttributeFact;
import io.segwright.inventory.observe.IdentityKey;
import io.segwright.inventory.observe.IdentityKey.BridgeMac;
import io.segwright.inventory.observe.IdentityKey.ManufacturerSerial;
import io.segwright.inventory.observe.Observation.DevicePolled;
import io.segwright.inventory.observe.Observation.DevicePolled.Part;
import io.segwright.inventory.observe.Provenance;
import io.segwright.inventory.observe.StackMemberFact;
import io.segwright.inventory.observe.Witness;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The boxes of stacks and virtual chassis: devices of their own inside one.
///
/// A box is known by manufacturer and serial, so it stays itself at another position and in another stack; else by its
/// MAC; else by its place, which says least and is said so. A serial that two places show at once tells nothing.
/// A box that is not shown any more stays where it was last seen, for a stack that lost power to one box does not list
/// it; it ends when another box is in its place.
final class StackMembers {
    private static final int SEATS_MAX = 64; // of one stack: the largest that vendors build have 32

    private static final int SURE = 90; // percent: as a chassis in ENTITY-MIB

    private final NavigableMap<DeviceId, Device> devices;
    private final Map<DeviceId, List<DevicePolled>> polled;
    private final DeviceNaming naming;
    private final Map<IdentityKey, Set<DeviceId>> byKey = new HashMap<>();
    private final Map<Membership, DeviceId> byPlace = new HashMap<>();
    private final Map<DeviceId, Placed> placed = new TreeMap<>();

    private StackMembers(
            NavigableMap<DeviceId, Device> devices,
            Map<DeviceId, List<DevicePolled>> polled,
            DeviceNaming naming) {
        this.devices = devices;
        this.polled = polled;
        this.naming = naming;
    }

    /// A box as it is now, and why it is taken for itself.
    ///
    /// @param said what its stack says of it
    record Placed(
            Device device, List<String> reasons, Provenance provenance, List<AttributeFact> said) {}

    /// @param placed every box that a poll of this run showed, by id
    /// @param ended boxes in whose place another one is
    record Outcome(List<Placed> placed, List<Placed> ended) {}

    private record Seat(Device whole, StackMemberFact fact, Provenance provenance) {
        Membership place() {
            return new Membership(whole.id(), fact.position());
        }
    }

    /// @param devices after this run's polls
    /// @param polled which device each poll was of
    static Outcome of(
            NavigableMap<DeviceId, Device> devices,
            Map<DeviceId, List<DevicePolled>> polled,
            DeviceNaming naming) {
        return new StackMembers(devices, polled, naming).place();
    }

    private Outcome place() {
        confirm();
        List<Seat> seats = seats();
        if (seats.isEmpty()) {
            return new Outcome(List.copyOf(placed.values()), List.of());
        }
        for (Device device : devices.values()) {
            if (mayBeABox(device)) {
                device.keys()
                        .forEach(k ->
                                byKey.computeIfAbsent(k, _ -> new HashSet<>()).add(device.id()));
                device.membership()
                        .ifPresent(place ->
                                byPlace.merge(place, device.id(), this::ratherThanHearsay));
            }
        }
        Map<IdentityKey, Integer> shown = new HashMap<>();
        seats.forEach(seat -> keys(seat).forEach(key -> shown.merge(key, 1, Integer::sum)));
        List<Seat> open = seats;
        for (Class<? extends IdentityKey> kind :
                List.of(ManufacturerSerial.class, BridgeMac.class)) {
            List<Seat> left = new ArrayList<>();
            for (Seat seat : open) {
                Optional<IdentityKey> key =
                        keys(seat).stream()
                                .filter(kind::isInstance)
                                .filter(k -> shown.getOrDefault(k, 0) == 1)
                                .findFirst();
                Optional<DeviceId> box = key.flatMap(k -> boxOf(k, seat));
                if (box.isPresent()) {
                    put(seat, box.get(), box.get() + ": " + key.orElseThrow());
                } else {
                    left.add(seat);
                }
            }
            open = left;
        }
        open.forEach(seat -> placeWithoutKey(seat, shown));
        return new Outcome(List.copyOf(placed.values()), ended(seats));
    }

    /// What a poll showed at a place, rather than what only a list has there.
    private DeviceId ratherThanHearsay(DeviceId one, DeviceId other) {
        Device device = devices.get(one);
        return device == null || device.isOnlyListed() ? other : one;
    }

    /// A stack whose hardware is unchanged shows no boxes, and says by that that they are as they were.
    private void confirm() {
        Map<DeviceId, Provenance> unchanged = new HashMap<>();
        polled.forEach((id, polls) -> {
            DevicePolled last = polls.getLast();
            if (last.unchanged().contains(Part.HARDWARE) && last.stackMembers().isEmpty()) {
                unchanged.put(id, last.provenance());
            }
        });
        if (unchanged.isEmpty()) {
            return;
        }
        for (Device device : devices.values()) {
            Provenance heard = device.membership().map(m -> unchanged.get(m.whole())).orElse(null);
            if (heard != null
                    && !device.isOnlyListed()
                    && !polled.containsKey(device.id())
                    && heard.at().isAfter(device.lastSeen())) {
                placed.put(
                        device.id(),
                        new Placed(
                                device.toBuilder().lastSeen(heard.at()).build(),
                                List.of(device.id() + ": the hardware of its stack is unchanged"),
                                heard,
                                List.of()));
            }
        }
    }

    private List<Seat> seats() {
        Set<DeviceId> wholes = new HashSet<>();
        devices.values().forEach(d -> d.membership().ifPresent(m -> wholes.add(m.whole())));
        List<Seat> seats = new ArrayList<>();
        new TreeMap<>(polled)
                .forEach((id, polls) -> {
                    Device whole = devices.get(id);
                    Map<Integer, Seat> byPosition = new TreeMap<>();
                    for (DevicePolled poll : polls) { // in order of time: the last one holds
                        if (whole != null && !poll.stackMembers().isEmpty()) {
                            byPosition.clear();
                            poll.stackMembers().stream()
                                    .limit(SEATS_MAX)
                                    .forEach(fact ->
                                            byPosition.put(
                                                    fact.position(),
                                                    new Seat(whole, fact, poll.provenance())));
                        }
                    }
                    if (byPosition.size() > 1 || wholes.contains(id)) {
                        seats.addAll(byPosition.values());
                    }
                });
        return seats;
    }

    /// A box of a stack; or a device by itself that did not answer this time: it may have been put into one.
    private boolean mayBeABox(Device device) {
        return device.membership().isPresent() || !polled.containsKey(device.id());
    }

    private static Set<IdentityKey> keys(Seat seat) {
        return keys(seat.fact(), seat.whole().manufacturer());
    }

    /// @param maker of the stack, where the box does not name its own
    static Set<IdentityKey> keys(StackMemberFact fact, String maker) {
        Set<IdentityKey> keys = new HashSet<>();
        String manufacturer = fact.manufacturer().isBlank() ? maker : fact.manufacturer();
        if (IdentityRules.isSerial(fact.serial())) {
            keys.add(
                    new ManufacturerSerial(
                            manufacturer.strip().toLowerCase(Locale.ROOT),
                            fact.serial().strip().toUpperCase(Locale.ROOT)));
        }
        fact.mac().map(BridgeMac::new).filter(IdentityRules::isUsable).ifPresent(keys::add);
        return keys;
    }

    /// Of a device that was by itself a serial alone says too little: it must be of that model, too.
    private Optional<DeviceId> boxOf(IdentityKey key, Seat seat) {
        return byKey.getOrDefault(key, Set.of()).stream()
                .filter(id -> !placed.containsKey(id) && !id.equals(seat.whole().id()))
                .filter(id -> {
                    Device device = devices.getOrDefault(id, seat.whole());
                    return device.membership().isPresent()
                            || key instanceof BridgeMac
                            || (!device.model().isEmpty()
                                    && device.model().equals(seat.fact().model()));
                })
                .min(DeviceId::compareTo);
    }

    private void placeWithoutKey(Seat seat, Map<IdentityKey, Integer> shown) {
        Set<IdentityKey> own = keys(seat);
        own.removeIf(key -> shown.getOrDefault(key, 0) != 1);
        DeviceId before = byPlace.get(seat.place());
        Device known = before == null ? null : devices.get(before);
        if (known != null && !placed.containsKey(known.id()) && mayBeTheSame(known, own)) {
            put(seat, known.id(), known.id() + ": by its place, position " + place(seat));
            return;
        }
        String seed =
                own.stream()
                        .map(IdentityKey::toString)
                        .max(String::compareTo) // the serial rather than the MAC
                        .orElseGet(() -> "position " + place(seat));
        put(
                seat,
                naming.name("member " + seed),
                own.isEmpty()
                        ? "known by its place alone, position "
                                + place(seat)
                                + ": it shows no serial or MAC of its own"
                        : seed + ": no device matches");
    }

    /// A box that shows another serial or MAC than the one that was there is another box.
    private static boolean mayBeTheSame(Device known, Set<IdentityKey> own) {
        for (IdentityKey key : own) {
            boolean other =
                    known.keys().stream()
                            .anyMatch(k -> k.getClass() == key.getClass() && !k.equals(key));
            if (other) {
                return false;
            }
        }
        return true;
    }

    private static String place(Seat seat) {
        return seat.fact().position() + " of " + seat.whole().id();
    }

    private void put(Seat seat, DeviceId id, String reason) {
        Device whole = seat.whole();
        StackMemberFact fact = seat.fact();
        Device known = devices.getOrDefault(id, DeviceFold.blank(id));
        Set<IdentityKey> keys = keys(seat);
        known.keys().stream()
                .filter(k -> keys.stream().noneMatch(shown -> shown.getClass() == k.getClass()))
                .forEach(keys::add);
        Device device =
                known.toBuilder()
                        .name(
                                (whole.name().isEmpty() ? whole.id().text() : whole.name())
                                        + " member "
                                        + fact.position())
                        .site(whole.site())
                        .platform(whole.platform())
                        .role(whole.role())
                        .manufacturer(or(fact.manufacturer(), known.manufacturer()))
                        .model(or(fact.model(), known.model()))
                        .serial(or(fact.serial(), known.serial()))
                        .software(or(fact.software(), known.software()))
                        .keys(keys)
                        .interfaces(List.of())
                        .neighbors(List.of())
                        .managementAddresses(List.of())
                        .membership(seat.place())
                        .witnesses(shownByAPoll(known))
                        .lastSeen(
                                seat.provenance().at().isAfter(known.lastSeen())
                                        ? seat.provenance().at()
                                        : known.lastSeen())
                        .build();
        placed.put(id, new Placed(device, List.of(reason), seat.provenance(), said(seat)));
    }

    private static List<AttributeFact> said(Seat seat) {
        StackMemberFact fact = seat.fact();
        String evidence = "box " + place(seat);
        List<AttributeFact> said = new ArrayList<>();
        Map.of(
                        Attribute.VENDOR, fact.manufacturer(),
                        Attribute.MODEL, fact.model(),
                        Attribute.SERIAL, fact.serial(),
                        Attribute.VERSION, fact.software(),
                        Attribute.SITE, seat.whole().site())
                .forEach((attribute, value) -> {
                    if (!value.isBlank()) {
                        said.add(new AttributeFact(attribute, value.strip(), SURE, evidence));
                    }
                });
        return said;
    }

    private static Set<Witness> shownByAPoll(Device known) {
        Set<Witness> witnesses = EnumSet.of(Witness.POLL);
        witnesses.addAll(known.witnesses());
        return witnesses;
    }

    private static String or(String fresh, String known) {
        return fresh.isEmpty() ? known : fresh;
    }

    private List<Placed> ended(Collection<Seat> seats) {
        Map<Membership, DeviceId> now = new HashMap<>();
        placed.values()
                .forEach(p -> p.device().membership().ifPresent(m -> now.put(m, p.device().id())));
        List<Placed> ended = new ArrayList<>();
        for (Seat seat : seats) {
            @Nullable DeviceId before = byPlace.get(seat.place());
            @Nullable DeviceId after = now.get(seat.place());
            Device gone = before == null ? null : devices.get(before);
            if (gone != null
                    && after != null
                    && !gone.isOnlyListed() // a list still has it
                    && !placed.containsKey(gone.id())) {
                ended.add(
                        new Placed(
                                gone,
                                List.of("replaced by " + after + " at position " + place(seat)),
                                seat.provenance(),
                                List.of()));
            }
        }
        return ended;
    }
}
