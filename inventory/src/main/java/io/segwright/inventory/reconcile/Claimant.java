package io.segwright.inventory.reconcile;

import io.segwright.inventory.device.Device;
import io.segwright.inventory.device.DeviceInterface;
import io.segwright.inventory.link.VirtualAddressFact;
import io.segwright.inventory.net.IpAddress;
import io.segwright.inventory.net.MacAddress;
import io.segwright.inventory.observe.AddressFact;
import io.segwright.inventory.observe.Attribute;
import io.segwright.inventory.observe.AttributeFact;
import io.segwright.inventory.observe.HardwareFact;
import io.segwright.inventory.observe.HardwareKind;
import io.segwright.inventory.observe.IdentityKey;
import io.segwright.inventory.observe.InterfaceFact;
import io.segwright.inventory.observe.Observation.DeviceImported;
import io.segwright.inventory.observe.Observation.DevicePolled;
import java.util.Collection;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What one side of an identity question shows: a known device, a poll, or several that are one already.
///
/// @param keys that may identify; shared MACs and placeholder serials left out
/// @param serials of its chassis
/// @param macs of its interfaces, constants and virtual ones left out
/// @param burntIn those of them that come from the factory
/// @param addresses its own, virtual ones left out
/// @param polledAt where it answered, virtual addresses left out
/// @param names sysName; never evidence alone
/// @param units serials and MACs of the boxes of a stack
/// @param standing whether it is a stack or a box inside one; empty for a device by itself
/// @param complete true where this is all that it shows: a poll of which every table was read
record Claimant(
        Set<IdentityKey> keys,
        Set<String> serials,
        Set<MacAddress> macs,
        Set<MacAddress> burntIn,
        Set<IpAddress> addresses,
        Set<IpAddress> polledAt,
        Set<String> names,
        Set<IdentityKey> units,
        Set<Standing> standing,
        boolean complete) {
    /// A stack and the boxes inside it show the same serials and MACs, and are different devices.
    enum Standing {
        WHOLE,
        MEMBER
    }

    static Claimant of(Device device) {
        Set<IdentityKey> keys = usable(device.keys());
        Set<String> serials = serialsOf(keys);
        if (IdentityRules.isSerial(device.serial())) {
            serials.add(device.serial().toUpperCase(Locale.ROOT));
        }
        return of(
                keys,
                serials,
                device.interfaces().stream()
                        .map(DeviceInterface::mac)
                        .flatMap(mac -> mac.stream())
                        .collect(Collectors.toSet()),
                device.interfaces().stream()
                        .flatMap(i -> i.addresses().stream())
                        .map(AddressFact::address)
                        .filter(Claimant::isOwn)
                        .collect(Collectors.toSet()),
                Set.copyOf(device.managementAddresses()),
                device.name(),
                Set.of(),
                device.membership().isPresent() ? Set.of(Standing.MEMBER) : Set.of(),
                false);
    }

    static Claimant of(DevicePolled poll) {
        Set<IdentityKey> keys = usable(poll.keys());
        Set<String> serials = serialsOf(keys);
        poll.hardware().stream()
                .filter(h -> h.kind() == HardwareKind.CHASSIS)
                .map(HardwareFact::serial)
                .filter(IdentityRules::isSerial)
                .forEach(serial -> serials.add(serial.toUpperCase(Locale.ROOT)));
        Set<MacAddress> macs =
                poll.interfaces().stream()
                        .map(InterfaceFact::mac)
                        .flatMap(mac -> mac.stream())
                        .collect(Collectors.toSet());
        Set<IpAddress> addresses =
                poll.addresses().stream()
                        .map(AddressFact::address)
                        .filter(Claimant::isOwn)
                        .collect(Collectors.toSet());
        Set<IpAddress> polledAt = new HashSet<>(Set.of(poll.provenance().exporter()));
        for (VirtualAddressFact virtual : poll.virtualAddresses()) {
            virtual.mac().ifPresent(macs::remove);
            addresses.remove(virtual.address());
            polledAt.remove(virtual.address());
        }
        return of(
                keys,
                serials,
                macs,
                addresses,
                polledAt,
                poll.system().name(),
                units(poll),
                poll.stackMembers().size() > 1 ? Set.of(Standing.WHOLE) : Set.of(),
                poll.incomplete().isEmpty() && poll.unchanged().isEmpty());
    }

    /// What a list says of a device: it answered nowhere.
    static Claimant of(DeviceImported row) {
        Set<IdentityKey> keys = usable(row.keys());
        Set<String> serials = serialsOf(keys);
        Set<IpAddress> addresses =
                row.addresses().stream()
                        .map(AddressFact::address)
                        .filter(Claimant::isOwn)
                        .collect(Collectors.toSet());
        String name = "";
        for (AttributeFact fact : row.attributes()) {
            if (fact.attribute() == Attribute.SERIAL && IdentityRules.isSerial(fact.value())) {
                serials.add(fact.value().strip().toUpperCase(Locale.ROOT));
            } else if (fact.attribute() == Attribute.NAME) {
                name = fact.value();
            }
        }
        return of(
                keys,
                serials,
                row.interfaces().stream()
                        .flatMap(i -> i.mac().stream())
                        .collect(Collectors.toSet()),
                addresses,
                addresses, // where the list would have it asked
                name,
                Set.of(),
                Set.of(),
                false);
    }

    /// What a person saw of a device when it was decided on.
    static Claimant of(IdentityDecision.Side side) {
        Set<IdentityKey> keys = usable(side.keys());
        return of(
                keys,
                serialsOf(keys),
                side.macs(),
                Set.copyOf(side.addresses()),
                Set.copyOf(side.addresses()),
                side.name(),
                Set.of(),
                Set.of(),
                false);
    }

    private static Claimant of(
            Set<IdentityKey> keys,
            Set<String> serials,
            Set<MacAddress> macs,
            Set<IpAddress> addresses,
            Set<IpAddress> polledAt,
            String name,
            Set<IdentityKey> units,
            Set<Standing> standing,
            boolean complete) {
        Set<MacAddress> telling = new HashSet<>();
        Set<MacAddress> burntIn = new HashSet<>();
        for (MacAddress mac : macs) {
            switch (MacOrigin.of(mac)) {
                case CONSTANT -> {}
                case ASSIGNED -> telling.add(mac);
                case BURNT_IN -> {
                    telling.add(mac);
                    burntIn.add(mac);
                }
            }
        }
        return new Claimant(
                keys,
                serials,
                telling,
                burntIn,
                addresses,
                polledAt,
                name.isEmpty() ? Set.of() : Set.of(name),
                units,
                standing,
                complete);
    }

    private static Set<IdentityKey> units(DevicePolled poll) {
        Set<IdentityKey> units = new HashSet<>();
        poll.stackMembers().forEach(fact -> units.addAll(StackMembers.keys(fact, "")));
        return units;
    }

    /// False for addresses that every device has, or that mean something on one link only.
    static boolean isOwn(IpAddress address) {
        return !address.isOwnHost()
                && !address.isLinkLocal()
                && !address.isUnspecified()
                && !address.isMulticast();
    }

    Claimant and(Claimant other) {
        return new Claimant(
                union(keys, other.keys),
                union(serials, other.serials),
                union(macs, other.macs),
                union(burntIn, other.burntIn),
                union(addresses, other.addresses),
                union(polledAt, other.polledAt),
                union(names, other.names),
                union(units, other.units),
                union(standing, other.standing),
                complete && other.complete);
    }

    /// The same with further hardware keys.
    Claimant alsoShowing(Set<IdentityKey> more) {
        return new Claimant(
                union(keys, more),
                union(serials, serialsOf(more)),
                macs,
                burntIn,
                addresses,
                polledAt,
                names,
                units,
                standing,
                complete);
    }

    /// As a stack of these boxes.
    Claimant asStackOf(Set<IdentityKey> boxes) {
        return new Claimant(
                keys,
                serials,
                macs,
                burntIn,
                addresses,
                polledAt,
                names,
                union(units, boxes),
                union(standing, Set.of(Standing.WHOLE)),
                complete);
    }

    /// The keys that may identify a device at all.
    static Set<IdentityKey> usable(Collection<IdentityKey> keys) {
        return keys.stream().filter(IdentityRules::isUsable).collect(Collectors.toSet());
    }

    private static Set<String> serialsOf(Set<IdentityKey> keys) {
        Set<String> serials = new HashSet<>();
        for (IdentityKey key : keys) {
            if (key instanceof IdentityKey.ManufacturerSerial(_, String serial)) {
                serials.add(serial.toUpperCase(Locale.ROOT));
            }
        }
        return serials;
    }

    private static <T> Set<T> union(Set<T> left, Set<T> right) {
        if (left.containsAll(right)) {
            return left;
        }
        return Stream.concat(left.stream(), right.stream()).collect(Collectors.toSet());
    }
}
