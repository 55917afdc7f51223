package io.segwright.inventory.reconcile;

import io.segwright.inventory.device.Device;
import io.segwright.inventory.device.DeviceId;
import io.segwright.inventory.device.DeviceInterface;
import io.segwright.inventory.device.Platform;
import io.segwright.inventory.device.Role;
import io.segwright.inventory.net.IpAddress;
import io.segwright.inventory.observe.AddressFact;
import io.segwright.inventory.observe.Attribute;
import io.segwright.inventory.observe.AttributeFact;
import io.segwright.inventory.observe.IdentityKey;
import io.segwright.inventory.observe.InterfaceFact;
import io.segwright.inventory.observe.NeighborFact;
import io.segwright.inventory.observe.NeighborProtocol;
import io.segwright.inventory.observe.Observation.DevicePolled;
import io.segwright.inventory.observe.Observation.DevicePolled.Part;
import io.segwright.inventory.observe.Witness;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// Lays polls over what is known of a device. Absence is not a value: nothing known is overwritten by an empty text,
/// an empty table or a table that was read in part.
final class DeviceFold {
    private static final Comparator<NeighborFact> NEIGHBORS =
            Comparator.comparing(NeighborFact::localInterface)
                    .thenComparing(NeighborFact::chassisId)
                    .thenComparing(NeighborFact::portId)
                    .thenComparing(NeighborFact::systemName);
    static final Comparator<AddressFact> ADDRESSES =
            Comparator.comparing(AddressFact::address)
                    .thenComparing(AddressFact::vrf)
                    .thenComparingInt(AddressFact::prefixLength);

    private DeviceFold() {}

    /// A device of which nothing is known but its id.
    static Device blank(DeviceId id) {
        return Device.builder(id).build();
    }

    /// @param polls in order of time
    static Device fold(Device known, List<DevicePolled> polls) {
        Device device = known;
        for (DevicePolled poll : polls) {
            device = fold(device, poll);
        }
        return withKeys(device, keys(known.keys(), polls));
    }

    private static Device fold(Device known, DevicePolled poll) {
        Platform platform = Platform.of(poll.system());
        List<AttributeFact> says = PolledClaims.of(poll);
        TreeSet<IpAddress> managementAddresses = new TreeSet<>(known.managementAddresses());
        managementAddresses.add(poll.provenance().exporter());
        Instant at = poll.provenance().at();
        List<DeviceInterface> interfaces = interfaces(known, poll);
        return known.toBuilder()
                .name(or(PolledClaims.value(says, Attribute.NAME), known.name()))
                .site(or(PolledClaims.value(says, Attribute.SITE), known.site()))
                .platform(platform == Platform.UNKNOWN ? known.platform() : platform)
                .manufacturer(
                        standing(
                                poll,
                                known.manufacturer(),
                                PolledClaims.value(says, Attribute.VENDOR)))
                .model(standing(poll, known.model(), PolledClaims.value(says, Attribute.MODEL)))
                .serial(standing(poll, known.serial(), PolledClaims.value(says, Attribute.SERIAL)))
                .software(
                        standing(
                                poll,
                                known.software(),
                                PolledClaims.value(says, Attribute.VERSION)))
                .interfaces(interfaces)
                .neighbors(linked(neighbors(known, poll), known.interfaces(), interfaces))
                .managementAddresses(List.copyOf(managementAddresses))
                .membership(null) // a box that answers for itself is in no stack any more
                .witnesses(and(known.witnesses(), Set.of(Witness.POLL)))
                .lastSeen(at.isAfter(known.lastSeen()) ? at : known.lastSeen())
                .build();
    }

    /// Without the addresses that others answer at in turn, unless it has no other: it must be found again.
    static Device withoutVirtual(Device device, Set<IpAddress> virtual) {
        List<IpAddress> own =
                device.managementAddresses().stream().filter(a -> !virtual.contains(a)).toList();
        return own.isEmpty() ? device : withManagementAddresses(device, own);
    }

    /// `into` with what only `absorbed` knew.
    static Device absorb(Device into, Device absorbed) {
        TreeSet<IpAddress> managementAddresses = new TreeSet<>(into.managementAddresses());
        managementAddresses.addAll(absorbed.managementAddresses());
        Set<IdentityKey> keys = new HashSet<>(into.keys());
        keys.addAll(absorbed.keys());
        return into.toBuilder()
                .name(or(into.name(), absorbed.name()))
                .site(or(into.site(), absorbed.site()))
                .platform(
                        into.platform() == Platform.UNKNOWN ? absorbed.platform() : into.platform())
                .manufacturer(or(into.manufacturer(), absorbed.manufacturer()))
                .model(or(into.model(), absorbed.model()))
                .serial(or(into.serial(), absorbed.serial()))
                .software(or(into.software(), absorbed.software()))
                .keys(keys)
                .interfaces(into.interfaces().isEmpty() ? absorbed.interfaces() : into.interfaces())
                .neighbors(into.neighbors().isEmpty() ? absorbed.neighbors() : into.neighbors())
                .managementAddresses(List.copyOf(managementAddresses))
                .witnesses(and(into.witnesses(), absorbed.witnesses()))
                .lastSeen(
                        into.lastSeen().isAfter(absorbed.lastSeen())
                                ? into.lastSeen()
                                : absorbed.lastSeen())
                .build();
    }

    static Device withKeys(Device device, Set<IdentityKey> keys) {
        return device.toBuilder().keys(keys).build();
    }

    static Device withRole(Device device, Role role) {
        return device.toBuilder().role(role).build();
    }

    static Device withManagementAddresses(Device device, List<IpAddress> addresses) {
        return device.toBuilder().managementAddresses(addresses).build();
    }

    /// True where the two differ in more than the time of the last answer.
    static boolean saysMore(Device after, Device before) {
        return !after.toBuilder().lastSeen(before.lastSeen()).build().equals(before);
    }

    /// Of each kind what was shown now; a kind that was not shown stays as known.
    private static Set<IdentityKey> keys(Set<IdentityKey> known, List<DevicePolled> polls) {
        Set<IdentityKey> shown = new HashSet<>();
        polls.forEach(poll -> shown.addAll(Claimant.usable(poll.keys())));
        Set<IdentityRules.Kind> kinds =
                shown.stream().map(IdentityRules.Kind::of).collect(Collectors.toSet());
        known.stream().filter(k -> !kinds.contains(IdentityRules.Kind.of(k))).forEach(shown::add);
        return shown;
    }

    private static String or(String fresh, String known) {
        return fresh.isEmpty() ? known : fresh;
    }

    private static Set<Witness> and(Set<Witness> left, Set<Witness> right) {
        Set<Witness> both = EnumSet.noneOf(Witness.class);
        both.addAll(left);
        both.addAll(right);
        return both;
    }

    /// While the hardware is unchanged, what is known of it goes before what lesser sources say now.
    private static String standing(DevicePolled poll, String known, String fresh) {
        return poll.unchanged().contains(Part.HARDWARE) ? or(known, fresh) : or(fresh, known);
    }

    private static List<NeighborFact> neighbors(Device known, DevicePolled poll) {
        List<NeighborFact> fresh = poll.neighbors().stream().distinct().sorted(NEIGHBORS).toList();
        boolean unchanged = poll.unchanged().contains(Part.NEIGHBORS);
        if (unchanged || isIncomplete(poll, "lldp")) {
            Set<NeighborFact> both = new HashSet<>(fresh);
            known.neighbors().stream()
                    .filter(n ->
                            !unchanged || n.protocol() == NeighborProtocol.LLDP) // CDP was read
                    .forEach(both::add);
            return both.stream().sorted(NEIGHBORS).toList();
        }
        boolean speaksLldp =
                poll.keys().stream().anyMatch(k -> k instanceof IdentityKey.ChassisMac);
        return fresh.isEmpty() && !speaksLldp ? known.neighbors() : fresh;
    }

    /// Without those behind a port that went down: an agent may tell of them until their time to live is over, for LLDP
    /// two minutes by default. Only where the port was seen up, since a name or a state that an agent does not keep is no
    /// evidence; a port's name that several have tells nothing.
    private static List<NeighborFact> linked(
            List<NeighborFact> told, List<DeviceInterface> before, List<DeviceInterface> now) {
        Set<String> up = new HashSet<>();
        before.stream().filter(DeviceInterface::up).forEach(on -> up.add(on.name()));
        Map<String, Boolean> wentDown = new HashMap<>();
        for (DeviceInterface on : now) {
            wentDown.merge(on.name(), !on.up() && up.contains(on.name()), (_, _) -> false);
        }
        return told.stream()
                .filter(n -> !wentDown.getOrDefault(n.localInterface(), false))
                .toList();
    }

    static boolean isIncomplete(DevicePolled poll, String... tables) {
        return poll.incomplete().stream()
                .anyMatch(line -> {
                    for (String table : tables) {
                        if (line.startsWith(table)) {
                            return true;
                        }
                    }
                    return false;
                });
    }

    private static List<DeviceInterface> interfaces(Device known, DevicePolled poll) {
        if (poll.interfaces().isEmpty() && poll.addresses().isEmpty()) {
            return known.interfaces();
        }
        Map<Integer, DeviceInterface> byIndex = new TreeMap<>();
        boolean addressesWhole = !poll.addresses().isEmpty() && !isIncomplete(poll, "ipA", "ipv6");
        boolean portsWhole = !poll.interfaces().isEmpty() && !isIncomplete(poll, "if");
        boolean portsAsKnown =
                poll.unchanged().contains(Part.INTERFACES)
                        || (poll.interfaces().isEmpty() && !isIncomplete(poll, "if"));
        if (portsAsKnown && addressesWhole) {
            known.interfaces().stream()
                    .filter(i -> !i.name().isEmpty()) // else it is but the place of an address
                    .forEach(i -> byIndex.put(i.index(), withoutAddresses(i)));
        } else if (!portsWhole || !addressesWhole) {
            known.interfaces().forEach(i -> byIndex.put(i.index(), i));
        }
        for (InterfaceFact fact : poll.interfaces()) {
            DeviceInterface before = byIndex.get(fact.index());
            List<AddressFact> addresses =
                    before != null && before.name().equals(fact.name())
                            ? before.addresses()
                            : List.of();
            byIndex.put(
                    fact.index(),
                    new DeviceInterface(
                            fact.index(), fact.name(), fact.up(), fact.macOrNull(), addresses));
        }
        addAddresses(byIndex, poll);
        return List.copyOf(byIndex.values());
    }

    private static DeviceInterface withoutAddresses(DeviceInterface on) {
        return new DeviceInterface(on.index(), on.name(), on.up(), on.macOrNull(), List.of());
    }

    private static void addAddresses(Map<Integer, DeviceInterface> byIndex, DevicePolled poll) {
        for (AddressFact fact : poll.addresses()) {
            if (fact.address().isOwnHost()
                    || fact.address().isUnspecified()
                    || fact.address().isMulticast()) {
                continue;
            }
            DeviceInterface on =
                    byIndex.getOrDefault(
                            fact.interfaceIndex(),
                            new DeviceInterface(fact.interfaceIndex(), "", false, null, List.of()));
            List<AddressFact> addresses = new ArrayList<>(on.addresses());
            addresses.removeIf(
                    a -> a.address().equals(fact.address()) && a.vrf().equals(fact.vrf()));
            addresses.add(fact);
            addresses.sort(ADDRESSES);
            byIndex.put(
                    on.index(),
                    new DeviceInterface(on.index(), on.name(), on.up(), on.macOrNull(), addresses));
        }
    }
}
