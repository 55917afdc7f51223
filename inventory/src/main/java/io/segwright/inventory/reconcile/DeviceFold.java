package io.segwright.inventory.reconcile;

import io.segwright.inventory.device.Device;
import io.segwright.inventory.device.DeviceId;
import io.segwright.inventory.device.DeviceInterface;
import io.segwright.inventory.device.Platform;
import io.segwright.inventory.device.Role;
import io.segwright.inventory.net.IpAddress;
import io.segwright.inventory.observe.AddressFact;
import io.segwright.inventory.observe.HardwareFact;
import io.segwright.inventory.observe.HardwareKind;
import io.segwright.inventory.observe.IdentityKey;
import io.segwright.inventory.observe.InterfaceFact;
import io.segwright.inventory.observe.NeighborFact;
import io.segwright.inventory.observe.Observation.DevicePolled;
import io.segwright.inventory.observe.Observation.DevicePolled.Part;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/// Lays polls over what is known of a device. Absence is not a value: nothing known is overwritten by an empty text,
/// an empty table or a table that was read in part.
final class DeviceFold {
    private static final Comparator<NeighborFact> NEIGHBORS =
            Comparator.comparing(NeighborFact::localInterface)
                    .thenComparing(NeighborFact::chassisId)
                    .thenComparing(NeighborFact::portId)
                    .thenComparing(NeighborFact::systemName);
    private static final Comparator<AddressFact> ADDRESSES =
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
        TreeSet<IpAddress> managementAddresses = new TreeSet<>(known.managementAddresses());
        managementAddresses.add(poll.provenance().exporter());
        Instant at = poll.provenance().at();
        return known.toBuilder()
                .name(or(poll.system().name(), known.name()))
                .site(or(poll.site(), known.site()))
                .platform(platform == Platform.UNKNOWN ? known.platform() : platform)
                .manufacturer(
                        or(
                                chassis(poll, HardwareFact::manufacturer),
                                manufacturer(known, platform)))
                .model(standing(poll, known.model(), chassis(poll, HardwareFact::model)))
                .serial(standing(poll, known.serial(), serial(poll)))
                .software(standing(poll, known.software(), software(poll, platform)))
                .interfaces(interfaces(known, poll))
                .neighbors(neighbors(known, poll))
                .managementAddresses(List.copyOf(managementAddresses))
                .lastSeen(at.isAfter(known.lastSeen()) ? at : known.lastSeen())
                .build();
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

    /// While the hardware is unchanged, what is known of it goes before what lesser sources say now.
    private static String standing(DevicePolled poll, String known, String fresh) {
        return poll.unchanged().contains(Part.HARDWARE) ? or(known, fresh) : or(fresh, known);
    }

    /// What the platform implies is only better than nothing.
    private static String manufacturer(Device known, Platform platform) {
        return or(known.manufacturer(), platform.manufacturer());
    }

    private static String software(DevicePolled poll, Platform platform) {
        return or(
                chassis(poll, HardwareFact::firmware),
                platform.versionIn(poll.system().description()));
    }

    private static String serial(DevicePolled poll) {
        String serial = chassis(poll, h -> IdentityRules.isSerial(h.serial()) ? h.serial() : "");
        if (!serial.isEmpty()) {
            return serial;
        }
        return Claimant.of(poll).serials().stream().sorted().findFirst().orElse("");
    }

    /// The first chassis that says something; agents list absent stack units as empty rows.
    private static String chassis(DevicePolled poll, Function<HardwareFact, String> part) {
        return poll.hardware().stream()
                .filter(h -> h.kind() == HardwareKind.CHASSIS || h.kind() == HardwareKind.STACK)
                .map(part)
                .filter(text -> !text.isEmpty())
                .findFirst()
                .orElse("");
    }

    private static List<NeighborFact> neighbors(Device known, DevicePolled poll) {
        List<NeighborFact> fresh = poll.neighbors().stream().distinct().sorted(NEIGHBORS).toList();
        if (isIncomplete(poll, "lldp") || poll.unchanged().contains(Part.NEIGHBORS)) {
            Set<NeighborFact> both = new HashSet<>(known.neighbors());
            both.addAll(fresh);
            return both.stream().sorted(NEIGHBORS).toList();
        }
        boolean speaksLldp =
                poll.keys().stream().anyMatch(k -> k instanceof IdentityKey.ChassisMac);
        return fresh.isEmpty() && !speaksLldp ? known.neighbors() : fresh;
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
        boolean partly =
                poll.interfaces().isEmpty()
                        || poll.unchanged().contains(Part.INTERFACES)
                        || poll.addresses().isEmpty()
                        || isIncomplete(poll, "if", "ipA", "ipv6");
        if (partly) {
            known.interfaces().forEach(i -> byIndex.put(i.index(), kept(i, poll)));
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

    /// Of an unchanged interface its addresses are those that were read now, where they were read whole: no stamp
    /// tells of them.
    private static DeviceInterface kept(DeviceInterface known, DevicePolled poll) {
        boolean readdressed =
                poll.unchanged().contains(Part.INTERFACES)
                        && !poll.addresses().isEmpty()
                        && !isIncomplete(poll, "ipA", "ipv6");
        return readdressed
                ? new DeviceInterface(
                        known.index(), known.name(), known.up(), known.macOrNull(), List.of())
                : known;
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
